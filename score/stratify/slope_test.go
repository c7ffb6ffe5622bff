package stratify_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// TestEqualAsR compares relations at the same age and sex with R 4.2.2 for 40
// simulated patients (set.seed(7)): confint(lm(score ~ col + age + sex)) and
// glm(yes ~ scale(score) + age + sex, binomial, control = list(epsilon = 1e-15))
// with Wald intervals.
func TestEqualAsR(t *testing.T) {
	const (
		age    = "63,28,33,36,30,31,47,39,42,62,44,67,63,43,59,45,31,37,40,50,48,47,53,26,53,42,48,46,30,37,31,47,41,39,36,34,50,29,39,43"
		sex    = "1,1,0,1,0,0,0,1,0,0,0,0,1,0,1,1,1,0,1,0,0,0,0,0,1,0,1,0,1,0,1,0,0,1,1,1,1,1,0,1"
		scores = "2.11,2.24,2.82,3.06,2.48,3.66,3.15,3.73,3.89,3.05,2.65,0.62,1.08,0.7,-0.46,0.01,0.67,1.16,1.91,5.63,2.51,2.01,2.04,1.41,0.81,1.53,1.48,1.54,-0.68,2.88,4.45,1.03,2.93,2.35,3.27,1.14,3.68,-0.31,1.34,1.77"
		col    = "3.7,2.8,2.6,1.7,2.7,1.5,4.3,4.4,4.4,3.8,2.5,2.8,3.2,2.3,0.6,2.9,0.1,2.9,3.3,5.2,1.4,4.2,3.5,1.4,2.8,3.7,2.8,2.3,-1,3.9,3,2.8,3.9,2.9,4.2,0.9,4.2,1.6,2.2,3.4"
		yes    = "1,1,1,1,0,1,1,1,1,1,1,0,0,0,0,0,0,0,0,1,1,0,0,0,0,0,0,0,0,1,1,1,1,0,0,1,0,0,0,1"
	)
	r, res := &report.Report{}, &report.Result{}
	for i, c := range strings.Split(scores, ",") {
		var v float64
		if _, err := fmt.Sscan(c, &v); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprint("p", i)
		r.Samples = append(r.Samples, report.Sample{Name: name, Subject: name, Role: sample.Patient})
		res.Scores = append(res.Scores, report.Score{Value: expr.Number(v)})
	}
	tab, err := sample.NewTable([]string{"Age", "sex", "col", "yes"}, [][]string{strings.Split(age, ","), strings.Split(sex, ","), strings.Split(col, ","), strings.Split(yes, ",")})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]stratify.Association{}
	for _, a := range stratify.Associate(r, res, tab, false) {
		found[a.Column] = a
		if a.Visits != nil {
			t.Errorf("%s: nobody came twice, yet there is a model of visits", a.Column)
		}
	}
	for column, want := range map[string][4]float64{
		"col": {7.7802074938161092e-01, 5.0207864594106044e-01, 1.0539628528221614e+00, 1.6542610608552458e-06},
		"yes": {6.7560163719688093309, 1.9844048463621495326, 23.0012324863979458200, 0.0022404810659215802},
	} {
		s := found[column].Equal
		if s == nil || strings.Join(s.For, " ") != "Age sex" || s.N != 40 {
			t.Errorf("%s: %+v", column, s)
			continue
		}
		for i, got := range []expr.Number{s.Value, s.Lower, s.Upper, s.P} {
			if math.Abs(float64(got)-want[i]) > 1e-8*math.Abs(want[i]) {
				t.Errorf("%s, figure %d: %.17g, R says %.17g", column, i, got, want[i])
			}
		}
	}
	// cor.test(method = "kendall", exact = FALSE), tanh(atanh(t) + c(-1, 1) *
	// qnorm(.975) * sqrt(.437 / 36)); r <- cor of resid(lm(rank(score) ~ rank(age) +
	// rank(sex))) and that of col, t with 36 degrees of freedom, tanh(atanh(r) +
	// c(-1, 1) * qnorm(.975) * sqrt((1 + r^2/2) / 35))
	for what, c := range map[string]struct {
		got  *stratify.Slope
		want [4]float64
	}{
		"tau":     {found["col"].Tau, [4]float64{4.4838482473089009e-01, 2.6058377031820962e-01, 6.0349049581216974e-01, 5.6362940002851646e-05}},
		"partial": {found["col"].Partial, [4]float64{6.5669196759986226e-01, 3.9836627760897825e-01, 8.1849625952232241e-01, 7.5522183792935208e-06}},
	} {
		if c.got == nil || c.got.N != 40 {
			t.Errorf("%s: %+v", what, c.got)
			continue
		}
		for i, got := range []expr.Number{c.got.Value, c.got.Lower, c.got.Upper, c.got.P} {
			if math.Abs(float64(got)-c.want[i]) > 1e-8*math.Abs(c.want[i]) {
				t.Errorf("%s, figure %d: %.17g, R says %.17g", what, i, got, c.want[i])
			}
		}
	}
	if p := found["col"].Partial; p != nil && strings.Join(p.For, " ") != "Age sex" {
		t.Errorf("the partial correlation is at the same %q", p.For)
	}
	if p := found["yes"]; p.Tau != nil || p.Partial != nil {
		t.Errorf("a column of yes and no has a tau of %+v, a partial rho of %+v", p.Tau, p.Partial)
	}
	if s := found["Age"].Equal; s == nil || strings.Join(s.For, " ") != "sex" {
		t.Errorf("age is held equal to itself: %+v", s)
	}
}

// TestReplicates compares replicate arrays of a visit. R for the log2 of the
// pairs (1, 2), (4, 4), (8, 4): d <- c(1, 0, -1); sd(d) is 1, the mean 0; the
// SD within is sqrt(sum(d^2) / 2 / 3).
func TestReplicates(t *testing.T) {
	r, res := &report.Report{}, &report.Result{}
	add := func(subject, visit string, role sample.Role, v float64) {
		r.Samples = append(r.Samples, report.Sample{Name: fmt.Sprint(len(r.Samples)), Subject: subject, Visit: visit, Role: role})
		res.Scores = append(res.Scores, report.Score{Value: expr.Number(v)})
	}
	add("a", "V1", sample.Patient, 1)
	add("a", "V1", sample.Patient, 2)
	add("a", "V2", sample.Patient, 32) // another visit is no replicate
	add("b", "", sample.Control, 4)
	add("b", "", sample.Control, 4)
	add("c", "V1", sample.Patient, 8)
	add("c", "V1", sample.Patient, 4)
	add("d", "V1", sample.Patient, math.NaN())
	add("d", "V1", sample.Patient, 4)
	got := stratify.Replicate(r, res, true)
	within := math.Sqrt(1.0 / 3)
	if got.Sets != 3 || got.Samples != 6 || math.Abs(float64(got.Within)-within) > 1e-12 || got.Bias != 0 ||
		math.Abs(float64(got.High)-1.959963984540054) > 1e-12 || got.Low != -got.High {
		t.Errorf("%+v", got)
	}
	if want := 100 * math.Sqrt(math.Exp(math.Ln2*math.Ln2/3)-1); math.Abs(float64(got.CV)-want) > 1e-8 {
		t.Errorf("CV %v %%, want %v", got.CV, want)
	}
	if got := stratify.Replicate(r, res, false); !got.CV.Missing() {
		t.Errorf("a score that is no ratio has a CV of %v", got.CV)
	}
}

func TestConfounders(t *testing.T) {
	names := []string{"id", "prednisone mg/d", "cs mg/kg", "recent_infection", "Vaccination date", "iv cs", "neutrophils", "anti-ds", "days since vaccination", "infection (1=yes, 2=no)", "covid_igg_titre", "influenza"}
	rows := [][]string{
		{"a", "40", "0.6", "no", "", "N", "3", "1", "400", "2", "12", "0"},
		{"b", "0", "0", "Yes", "2024-03-01", "Y", "4", "1", "3", "2", "0", "1"},
		{"c", "5", "0.1", "", "none", "", "", "", "", "1", "", ""},
	}
	columns := make([][]string, len(names))
	for _, row := range rows {
		for k, v := range row {
			columns[k] = append(columns[k], v)
		}
	}
	tab, err := sample.NewTable(names, columns)
	if err != nil {
		t.Fatal(err)
	}
	for row, want := range []string{
		"prednisone mg/d 40: high dose",
		"recent_infection Yes: an infection raises; Vaccination date 2024-03-01: a vaccination raises; iv cs Y: pulses; influenza 1: an infection",
		"prednisone mg/d 5: low dose",
	} {
		got := stratify.Confounders(tab, row, nil)
		wants := strings.Split(want, "; ")
		if len(got) != len(wants) {
			t.Errorf("row %d: %+v, want %s", row, got, want)
			continue
		}
		for i, c := range got {
			if s := c.What + " " + c.Value + ": " + c.Text; !strings.HasPrefix(s, wants[i]) {
				t.Errorf("row %d: %q, want %q", row, s, wants[i])
			}
		}
	}
	// what a person says of a column counts, and what its name says does not
	for _, c := range []struct {
		column, key string
		row         int
		want        string // the confounder of the column, "" for none
	}{
		{"id", "infection", 0, ""},
		{"influenza", "", 1, ""},
		{"influenza", "batch", 1, ""},
		{"influenza", "vaccination", 1, "a vaccination raises"},
		{"recent_infection", "ifndrug", 1, "the drug acts on interferon"},
		{"recent_infection", "vaccination", 0, ""},
		{"anti-ds", "infection", 1, "an infection raises"}, // 1 and no other number
		{"days since vaccination", "vaccination", 0, ""},   // a number is no answer
		{"cs mg/kg", "dose", 0, "low dose"},
		{"prednisone mg/d", "neutrophils", 0, ""},
		{"prednisone mg/d", "steroid", 0, "high dose"}, // the name says how much
		{"neutrophils", "dose", 1, "low dose"},
		{"iv cs", "steroid", 1, "pulses"},
		{"Vaccination date", "infection", 1, "an infection raises"},
	} {
		got := ""
		for _, x := range stratify.Confounders(tab, c.row, map[string]string{c.column: c.key}) {
			if x.What == c.column {
				got = x.Text
			}
		}
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s said to hold %q, row %d: %q, want %q", c.column, c.key, c.row, got, c.want)
		}
	}
	if got := stratify.Confounders(nil, 0, nil); got != nil {
		t.Errorf("no table: %+v", got)
	}
}
