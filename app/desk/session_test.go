package desk

import (
	"bytes"
	"crypto/aes"
	gocipher "crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"io"
	"maps"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// goVault is the cryptography of a browser in Go's own. Its random bytes are
// counted up.
type goVault struct{ n *byte }

func (v goVault) Random(n int) ([]byte, error) {
	b := make([]byte, n)
	for i := range b {
		*v.n++
		b[i] = *v.n
	}
	return b, nil
}

func (v goVault) gcm(k Key) (gocipher.AEAD, error) {
	key, err := pbkdf2.Key(sha256.New, k.Passphrase, k.Salt, k.Iterations, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return gocipher.NewGCM(block)
}

func (v goVault) Seal(k Key, bound, plain []byte) ([]byte, error) {
	g, err := v.gcm(k)
	if err != nil {
		return nil, err
	}
	return g.Seal(nil, k.Nonce, plain, bound), nil
}

func (v goVault) Open(k Key, bound, sealed []byte) ([]byte, error) {
	g, err := v.gcm(k)
	if err != nil {
		return nil, err
	}
	return g.Open(nil, k.Nonce, sealed, bound)
}

// labour is a desk at which somebody has corrected, assigned, brought sets of
// their own and scored, and the report of it.
func labour(t *testing.T, files ...read.File) (*clerk, []byte) {
	t.Helper()
	c := &clerk{t: t, desk: Desk{Genes: human.Table(), Vault: goVault{new(byte)}}}
	check := c.do(opening(false, files...), files...).Check
	c.do(job.Request{Assign: &job.Assign{Assignment: check.Samples.Assignment.LeaveOut("HC01", "haemolysed")}})
	c.do(job.Request{OwnSets: &job.OwnSets{Name: "mine", Text: "IFI44L\nRSAD2-\nMX1\t2"}})
	c.do(job.Request{Score: &job.Score{Signatures: []string{"ifngs4", "own-mine"}, MinCoverage: 0.6, Cutoff: ref.Rule{K: 2.5},
		OwnCutoffs: []report.OwnCutoff{{Signature: "ifngs4", Method: "mean-z/1", Value: 2.5}},
		View:       job.View{Query: "lookedfor", Outline: "HC02"}}})
	return c, reportOf(c)
}

func reportOf(c *clerk) []byte {
	return c.do(job.Request{Export: &job.Export{Kind: "json"}}).File.Data
}

func saved(c *clerk, kind, passphrase string) read.File {
	f := c.do(job.Request{Export: &job.Export{Kind: kind, Passphrase: passphrase, Sheet: job.Sheet{Told: map[string]string{"repeats": "CV 4 %"}}}}).File
	return file(f.Name, f.Data)
}

// elsewhere opens a session on another machine and scores as it says.
func elsewhere(t *testing.T, req job.Request, files ...read.File) (*clerk, job.Reply) {
	t.Helper()
	c := &clerk{t: t, desk: Desk{Genes: human.Table(), Vault: goVault{new(byte)}}}
	r := c.try(req, files...)
	if r.Restored != nil && r.Restored.Score != nil {
		c.do(job.Request{Score: r.Restored.Score})
	}
	return c, r
}

const passphrase = "four words for a vault"

// TestSessionOfLanes opens a session that calls lanes as their files were
// called. A lane that was decided about by both names keeps what its own says.
func TestSessionOfLanes(t *testing.T) {
	files := lanes()
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	a := c.do(opening(false, files...), files...).Check.Samples.Assignment
	a.ByHand = map[string]sample.Role{"20240101_run_01.RCC": sample.Excluded, "20240101_run_02.rcc": sample.Control,
		"20240101_run_03": sample.Patient, "20240101_run_03.RCC": sample.Control, "20240101_run_09.RCC": sample.Patient}
	a.Reason = map[string]string{"20240101_run_01.RCC": "haemolysed"}
	c.do(job.Request{Assign: &job.Assign{Assignment: a}})
	all := append(files, saved(c, "session", ""))
	there, r := elsewhere(t, opening(false, all...), all...)
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	want := map[string]sample.Role{"20240101_run_01": sample.Excluded, "20240101_run_02": sample.Control, "20240101_run_03": sample.Patient, "20240101_run_09.RCC": sample.Patient}
	if got := there.desk.assignment; !maps.Equal(got.ByHand, want) || !maps.Equal(got.Reason, map[string]string{"20240101_run_01": "haemolysed"}) {
		t.Errorf("decided by hand: %v for %v", got.ByHand, got.Reason)
	}
	if d := there.desk.design; d.Role[0] != sample.Excluded || d.Role[1] != sample.Control || d.Role[2] != sample.Patient {
		t.Errorf("roles %v of %v", d.Role, d.Samples)
	}
}

// TestSession takes work to another machine, without data and with: the report
// there is the same, byte for byte.
func TestSession(t *testing.T) {
	files := exampleFiles(t)
	c, want := labour(t, files...)
	session, sealed, packed := saved(c, "session", ""), saved(c, "sealed", passphrase), saved(c, "packed", "")

	if !bytes.Contains(want, []byte("own value 2.5")) {
		t.Error("the stated cut-off is not in the report")
	}
	if b := content(t, session); bytes.Contains(b, []byte("lookedfor")) || bytes.Contains(b, []byte("HC02")) {
		t.Errorf("the session says what was looked for: %s", b)
	}
	// the files have other names there and come in another order
	x, y := files[0], files[1]
	x.Name, y.Name = "other name.txt", "z"
	there, r := elsewhere(t, opening(false, y, session, x), y, session, x)
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	if got := reportOf(there); !bytes.Equal(got, want) {
		t.Errorf("without data the report is another")
	}
	if r.Restored.Told["repeats"] != "CV 4 %" {
		t.Error("what was told is lost")
	}

	req := opening(false, sealed)
	req.Open.Passphrase = passphrase
	if there, r = elsewhere(t, req, sealed); r.Error != nil || !bytes.Equal(reportOf(there), want) {
		t.Errorf("sealed, the report is another (%v)", r.Error)
	}
	if there, r = elsewhere(t, opening(false, packed), packed); r.Error != nil || !bytes.Equal(reportOf(there), want) {
		t.Errorf("kept on the device, the report is another (%v)", r.Error)
	}
	// what was restored is saved as it was
	if again := saved(there, "session", ""); !bytes.Equal(content(t, again), content(t, session)) {
		t.Errorf("a session that is saved again is another:\n%s\n%s", content(t, again), content(t, session))
	}
	for what, f := range map[string]read.File{"the session": session, "the sealed session": sealed} {
		if b := content(t, f); bytes.Contains(b, []byte("SLE01_V1\t")) || bytes.Contains(b, []byte(passphrase)) {
			t.Errorf("%s holds data or the passphrase", what)
		}
	}
}

// TestSessionNeeds asks for the files and the passphrase, and refuses other
// files and a wrong passphrase; what is open stays open.
func TestSessionNeeds(t *testing.T) {
	files := exampleFiles(t)
	c, _ := labour(t, files...)
	session, sealed := saved(c, "session", ""), saved(c, "sealed", passphrase)
	other := files[1]
	other.Open = textFile("", "sample\tgroup\n").Open

	_, r := elsewhere(t, opening(false, session, other), session, other)
	if r.Error == nil || r.Error.Kind != job.ErrorSession || len(r.Session.Files) != 2 || r.Session.Files[0].Found || r.Session.Files[0].Other || !r.Session.Files[1].Other {
		t.Errorf("without its files a session answers %+v, %+v", r.Error, r.Session)
	}
	if _, r = elsewhere(t, opening(false, sealed), sealed); r.Error == nil || r.Error.Kind != job.ErrorSession || !r.Session.Sealed {
		t.Errorf("without its passphrase a session answers %+v, %+v", r.Error, r.Session)
	}
	req := opening(false, sealed)
	req.Open.Passphrase = passphrase + "x"
	there, r := elsewhere(t, req, sealed)
	if r.Error == nil || !strings.Contains(r.Error.Text, "passphrase is wrong") {
		t.Errorf("a wrong passphrase is answered by %+v", r.Error)
	}
	if there.desk.matrix != nil {
		t.Error("something was opened")
	}
	// every byte of the file is bound
	b := bytes.Clone(content(t, sealed))
	for _, at := range []int{len(sealedMark) + 5, len(b) / 2, len(b) - 1} {
		changed := bytes.Clone(b)
		changed[at] ^= 1
		f := file("x", changed)
		req := opening(false, f)
		req.Open.Passphrase = passphrase
		if _, r := elsewhere(t, req, f); r.Error == nil {
			t.Errorf("a file whose byte %d was changed is opened", at)
		}
	}
	if r := c.try(job.Request{Export: &job.Export{Kind: "sealed", Passphrase: "short"}}); r.Error == nil || !strings.Contains(r.Error.Text, "12 characters") {
		t.Errorf("a short passphrase is answered by %+v", r.Error)
	}
	c.desk.Vault = nil
	if r := c.try(job.Request{Export: &job.Export{Kind: "sealed", Passphrase: passphrase}}); r.Error == nil || !strings.Contains(r.Error.Text, "https") {
		t.Errorf("without cryptography: %+v", r.Error)
	}
}

// TestSessionOfExample needs no file.
func TestSessionOfExample(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	c.do(job.Request{Open: &job.Open{Example: true}})
	c.do(job.Request{Score: &job.Score{Signatures: []string{"crow6"}}})
	want := reportOf(c)
	f := saved(c, "session", "")
	there, r := elsewhere(t, opening(true, f), f)
	if r.Error != nil || !r.Check.Synthetic || !bytes.Equal(reportOf(there), want) {
		t.Errorf("the example is restored otherwise (%v)", r.Error)
	}
}

// FuzzUnpack opens archives that nobody packed.
func FuzzUnpack(f *testing.F) {
	s := job.Session{Files: []job.SessionFile{{Name: "a", Size: 3, SHA256: strings.Repeat("0", 64)}}}
	b, err := pack(s, []read.File{textFile("a", "abc")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(bytes.Replace(b, []byte("files/0"), []byte("files/1"), 2))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, files, err := unpack(b)
		if err != nil {
			return
		}
		if len(files) > len(s.Files) {
			t.Errorf("%d files of %d", len(files), len(s.Files))
		}
		for i, x := range files {
			if x.Size > s.Files[i].Size || x.Name != s.Files[i].Name {
				t.Errorf("file %d is %s of %d bytes", i, x.Name, x.Size)
			}
		}
	})
}

// FuzzReadSealed reads heads that nobody wrote.
func FuzzReadSealed(f *testing.F) {
	v := goVault{new(byte)}
	b, err := seal(v, passphrase, []byte("plain"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(sealedMark + "}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, line, sealed, err := readSealed(b)
		if err == nil && (h.Iterations < iterations || h.Iterations > maxIterations || len(h.Nonce) != 12 || len(line)+len(sealed) != len(b)) {
			t.Errorf("%+v is taken", h)
		}
	})
}

// exampleFiles are the files of the example as a person's own.
func exampleFiles(t *testing.T) []read.File {
	t.Helper()
	return demo.Files()
}

// content reads a file.
func content(t *testing.T, f read.File) []byte {
	t.Helper()
	rc, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer rc.Close()
	b, err := io.ReadAll(rc)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
