package score_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"ifnscope/score"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// TestOwnCutoff states a value for the scores of one method: it judges these
// alone, also without any control, and what it says of a score that is not there
// is forgotten.
func TestOwnCutoff(t *testing.T) {
	for _, controls := range []int{12, 0} {
		in, opt := madeCohort(t, controls, 20, 1, true)
		plain, err := score.Score(context.Background(), in, opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		opt.OwnCutoffs = []report.OwnCutoff{{Signature: "crow6", Method: "mean-log2/1", Value: 9}, {Signature: "mxa", Method: "mean-log2/1", Value: 1}}
		own, err := score.Score(context.Background(), in, opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := own.Report.Settings.OwnCutoffs; !slices.Equal(got, opt.OwnCutoffs[:1]) || len(opt.OwnCutoffs) != 2 {
			t.Errorf("the report tells of %v", got)
		}
		for _, before := range plain.Report.Results {
			after, ok := own.Report.Result(before.Signature, before.Method)
			if !ok {
				t.Fatalf("%s is not scored any more", before.Method)
			}
			if before.Method != "mean-log2/1" {
				if after.Cutoff.Rule != before.Cutoff.Rule || fmt.Sprint(after.Cutoff) != fmt.Sprint(before.Cutoff) {
					t.Errorf("the cut-off of %s is %v, without the own value of another %v", before.Method, after.Cutoff, before.Cutoff)
				}
				continue
			}
			if c := after.Cutoff; c.Rule != "own value 9" || c.Value != 9 || c.Lower != 9 || c.Upper != 9 || c.N != controls || c.Circular || !c.Stated {
				t.Errorf("%d controls: the cut-off is %+v", controls, c)
			}
			for j, s := range after.Scores {
				want := ref.Low
				if s.Value > 9 {
					want = ref.High
				}
				if s.Class != want || s.Value != before.Scores[j].Value {
					t.Errorf("%d controls: %v is %v, was %v", controls, s.Value, s.Class, before.Scores[j].Value)
				}
			}
			// it does not come from the controls, so that none of them can have moved it
			c := stratify.Controls{High: []stratify.HighPerson{{Subject: "HC1"}}}
			if names := c.Moving(own.Report, after); names != nil {
				t.Errorf("it moves with the controls %v", names)
			}
			if names := c.Moving(plain.Report, &before); !slices.Equal(names, []string{"HC1"}) {
				t.Errorf("a derived cut-off moves with %v", names)
			}
		}
	}
}
