package score

import (
	"archive/zip"
	"bytes"
	"context"
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	_ "ifnscope/score/read/rcc"
)

// madeLanes reads the eight lanes of the oracle, or the named ones, from an
// archive.
func madeLanes(t *testing.T, keep func(i int) bool) *read.Content {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range oracle.Files(t, "nanostring/rcc", "*.RCC") {
		if !keep(i) {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(oracle.Bytes(t, name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return loaded(t, "run.zip", b.String())
}

// TestQuality compares the factors of the made lanes with the oracle's, and
// flags the one lane whose positive controls all but failed.
func TestQuality(t *testing.T) {
	c := madeLanes(t, func(int) bool { return true })
	want := oracle.Read(t, "nanostring/nsolver_factors.tsv")
	checks := Quality(c.Matrix, c.Assay)
	if len(checks) != 8*6+8*2 || len(c.Assay.Checks) != 8*6 {
		t.Fatalf("%d figures, %d of the files", len(checks), len(c.Assay.Checks))
	}
	for j := range 8 {
		positive, house := checks[8*6+2*j], checks[8*6+2*j+1]
		for k, x := range []qc.Check{positive, house} {
			if w := want.Values[k][j]; !(math.Abs(float64(x.Value)-w) <= 1e-12*w) {
				t.Errorf("lane %d: %s, the table has %v", j+1, x, w)
			}
		}
		if bad := j == 7; (positive.Grade == qc.Bad) != bad || house.Grade != qc.Good {
			t.Errorf("lane %d: %s is %s, %s is %s", j+1, positive, positive.Grade, house, house.Grade)
		}
	}
	if one := madeLanes(t, func(i int) bool { return i == 0 }); len(Quality(one.Matrix, one.Assay)) != 6 {
		t.Error("a lane alone has no factors")
	}
}

// TestOneLane scores one lane by the housekeeping genes of its panel: the same
// as among the other lanes.
func TestOneLane(t *testing.T) {
	scores := func(c *read.Content) (*expr.Number, []string) {
		r, err := Run(context.Background(), Input{Matrix: c.Matrix, Assay: c.Assay}, Options{Signatures: []string{"crow6"}, Methods: []string{"mean-log2/1"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Results) != 1 {
			t.Fatalf("%d results", len(r.Results))
		}
		return &r.Results[0].Scores[0].Value, r.Settings.References
	}
	alone, references := scores(madeLanes(t, func(i int) bool { return i == 5 }))
	among, _ := scores(madeLanes(t, func(i int) bool { return i >= 5 }))
	if len(references) != 4 || *alone != *among || alone.Missing() {
		t.Errorf("by %v: alone %v, among others %v", references, *alone, *among)
	}
	// by hand: mean log2(count+1) of the six genes less that of the four
	// housekeeping genes, lane 6
	mean := func(counts ...float64) float64 {
		s := 0.0
		for _, c := range counts {
			s += math.Log2(c + 1)
		}
		return s / float64(len(counts))
	}
	want := mean(622, 879, 1822, 822, 373, 249) - mean(8092, 8014, 181, 100)
	if math.Abs(float64(*alone)-want) > 1e-12 {
		t.Errorf("score %v, by hand %v", *alone, want)
	}
}
