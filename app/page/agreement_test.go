package page

import (
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/stratify"
)

// TestKappaSaid tells how far the interval of kappa can be believed wherever
// kappas are shown.
func TestKappaSaid(t *testing.T) {
	for people, want := range map[int]bool{62: true, 3: false} {
		s := text(agreement(&job.CohortView{Agreement: stratify.Agreement{People: people}}))
		if strings.Contains(s, "it held the true kappa in 91 to 100 % of cases") != want {
			t.Errorf("of %d patients: %s", people, s)
		}
	}
}
