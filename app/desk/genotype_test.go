package desk

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// expression is a table of two samples of the names of the genotypes.
const expression = "gene\tP1\tP2\nIFI44L\t9.1\t6.2\nIFI27\t8\t5.5\nIFI44\t7\t6\nRSAD2\t7.7\t5\nACTB\t12\t12.1\nGAPDH\t12.5\t12.4\n"

// vcf makes a VCF of GRCh37 of two people: P1 carries one risk allele of IFIH1
// and two of the LBH variant of a scoring file, P2 none.
func vcf(extra string) string {
	return "##fileformat=VCFv4.2\n##contig=<ID=2,length=243199373>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\tP2\n" +
		"2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT\t0/1\t0/0\n" +
		"2\t30479857\trs17321999\tA\tC\t.\t.\t.\tGT\t1/1\t0/0\n" + extra
}

const scoring = "###PGS CATALOG SCORING FILE\n#pgs_id=PGS000000\n#genome_build=GRCh37\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n" +
	"rs17321999\t2\t30479857\tC\tA\t0.5\n"

// must fulfils a request that must not fail.
func must(t *testing.T, d *Desk, req job.Request, files ...read.File) job.Reply {
	t.Helper()
	r, problem := do(t, d, req, files...)
	if problem != "" {
		t.Fatal(problem)
	}
	return r
}

// TestGenotypeBesideExpression opens a genotype file beside an expression
// file, adds a scoring file, and puts all of it away.
func TestGenotypeBesideExpression(t *testing.T) {
	var d Desk
	c := must(t, &d, job.Request{Open: &job.Open{}}, textFile("x.tsv", expression), textFile("p.vcf", vcf(""))).Check
	if c.Table == nil || c.Table.Samples != 2 || len(c.Files) != 2 || c.Files[0].Genetic || !c.Files[1].Genetic || c.Files[1].Error != "" {
		t.Fatalf("files %+v", c.Files)
	}
	if f := c.Files[1]; f.Rows != 2 || f.Columns != 2 || f.Summary.Title != "VCF" || f.SHA256 == "" {
		t.Errorf("the genotype file is shown as %+v", f)
	}
	v := must(t, &d, job.Request{Genotype: &job.Genotype{Sample: "P1", Stated: job.Stated{Ancestry: "EUR"}}}).Genotype
	if v.Panel != "ifn" || len(v.Joined) != 1 || v.Joined[0] != "P1" || v.Total != 2 || len(v.Panels) != 2 || v.Question != "" {
		t.Errorf("view %+v", v)
	}
	if v.Sum.Observed != 1 || v.Sum.Filled != 10 || !v.Sum.Score.Missing() || !v.Notes.Has(note.GenotypeWeight) {
		t.Errorf("one variant of eleven: %+v", v.Sum)
	}
	// the expression result knows nothing of it
	check := must(t, &d, job.Request{Correct: &job.Correct{}}).Check
	if check.Table.Rows != 6 {
		t.Errorf("the expression table has %d rows", check.Table.Rows)
	}

	must(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("s.txt", scoring))
	v = must(t, &d, job.Request{Genotype: &job.Genotype{Sample: "P1", Panel: "PGS000000"}}).Genotype
	if v.Sum.Score != 1 || len(v.Matches) != 1 || v.Matches[0].What != "found" {
		t.Errorf("the scoring file, added later: %+v, %+v", v.Sum, v.Matches)
	}
	all := must(t, &d, job.Request{Export: &job.Export{Kind: "genotypes", Genotype: job.Genotype{Panel: "PGS000000"}}}).File
	if s := string(all.Data); !strings.Contains(s, "P1\tP1\tPGS000000\tNA\tNA\t1\t") || !strings.Contains(s, "P2\tP2\tPGS000000\tNA\tNA\t0\t") {
		t.Errorf("sums:\n%s", s)
	}
	one := must(t, &d, job.Request{Export: &job.Export{Kind: "genotype", Genotype: job.Genotype{Sample: "P2"}}}).File
	if s := string(one.Data); !strings.Contains(s, "P2\tifn\trs1990760\t") || strings.Contains(s, "\nP1\t") {
		t.Errorf("table of one sample:\n%s", s)
	}

	must(t, &d, job.Request{Correct: &job.Correct{Remove: "s.txt"}})
	if v := must(t, &d, job.Request{Genotype: &job.Genotype{}}).Genotype; len(v.Panels) != 2 {
		t.Error("the scoring file is still there")
	}
	c = must(t, &d, job.Request{Correct: &job.Correct{Remove: "p.vcf"}}).Check
	if len(c.Files) != 1 || c.Table == nil {
		t.Errorf("after putting it away: %+v", c.Files)
	}
	if r := d.Do(context.Background(), job.Request{Genotype: &job.Genotype{}}, nil, func(job.Progress) {}); r.Error == nil || r.Genotype != nil {
		t.Error("the genotypes are still there")
	}
}

// TestGenotypeAlone opens a file of variants only by itself.
func TestGenotypeAlone(t *testing.T) {
	var d Desk
	only := strings.ReplaceAll(strings.ReplaceAll(vcf(""), "\tP2", ""), "\t0/0", "")
	c := must(t, &d, job.Request{Open: &job.Open{}}, textFile("v.vcf", only)).Check
	if !strings.Contains(c.Problem, "page Genotype") || len(c.Files[0].Notes) != 1 || c.Files[0].Notes[0].Code != note.GenotypeAbsent {
		t.Errorf("problem %q, notes %v", c.Problem, c.Files[0].Notes)
	}
	v := must(t, &d, job.Request{Genotype: &job.Genotype{}}).Genotype
	yes := must(t, &d, job.Request{Genotype: &job.Genotype{Stated: job.Stated{Absent: "reference"}}}).Genotype
	if v.Question == "" || v.Sum.Observed != 1 || yes.Sum.Observed <= 1 || yes.Notes.Has(note.GenotypeAbsent) {
		t.Errorf("asked %q; %d observed before and %d after the answer", v.Question, v.Sum.Observed, yes.Sum.Observed)
	}
}

// TestGenotypeErrors keeps what was open when a genotype file is damaged.
func TestGenotypeErrors(t *testing.T) {
	var d Desk
	must(t, &d, job.Request{Open: &job.Open{}}, textFile("x.tsv", expression))
	bad := textFile("bad.vcf", vcf("2\tx\t.\tA\tC\t.\t.\t.\tGT\t1/1\t0/0\n"))
	r := d.Do(context.Background(), job.Request{Open: &job.Open{Add: true}}, []read.File{bad}, func(job.Progress) {})
	if r.Error == nil || r.Error.Kind != job.ErrorFile || !strings.HasPrefix(r.Error.Text, "bad.vcf, line 6: the position") {
		t.Errorf("error %v", r.Error)
	}
	if d.matrix == nil || len(d.files) != 1 {
		t.Error("the expression table is gone")
	}
	for _, req := range []job.Genotype{{File: "none"}, {Sample: "P9"}, {Panel: "none"}} {
		must(t, &d, job.Request{Open: &job.Open{Add: true}}, textFile("p.vcf", vcf("")))
		if r := d.Do(context.Background(), job.Request{Genotype: &req}, nil, func(job.Progress) {}); r.Error == nil || r.Error.Kind != job.ErrorUser {
			t.Errorf("%+v: %v", req, r.Error)
		}
	}
}

// TestGenotypeMemory puts a large genotype file away and wants its memory
// back.
func TestGenotypeMemory(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("##fileformat=VCFv4.2\n##contig=<ID=2,length=243199373>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT")
	for i := range 100_000 {
		fmt.Fprintf(&b, "\tP%d", i)
	}
	b.WriteByte('\n')
	b.WriteString("2\t163124051\trs1990760\tC\tT\t.\t.\t.\tGT" + strings.Repeat("\t0/1", 100_000) + "\n")
	d := &Desk{}
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	f := textFile("big.vcf", b.String())
	before := heap()
	must(t, d, job.Request{Open: &job.Open{}}, f)
	open := heap() - before
	must(t, d, job.Request{Correct: &job.Correct{Remove: "big.vcf"}})
	after := heap() - before
	runtime.KeepAlive(d)
	if open < 4<<20 || after > 1<<20 {
		t.Errorf("open it takes %d bytes, put away %d are left", open, after)
	}
}
