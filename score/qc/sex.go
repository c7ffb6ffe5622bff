package qc

import (
	"math"
	"slices"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// Sex is the sex of a sample by its genes beside the one that the clinical
// table records.
type Sex struct {
	Sample   string
	Score    expr.Number // from -1, male, to 1, female
	Told     string
	Recorded string
}

// What Sex.Told and Sex.Recorded say; the latter is empty where the table is.
const (
	Female  = "female"
	Male    = "male"
	NotTold = "not to be told" // neither or both are expressed
)

const (
	// sexScore is the score from which a sex is told, this program's choice: of
	// 177 arrays of whole blood (GSE49454) none lies between -0.38 and 0.36, and
	// all agree with the record.
	sexScore = 0.3
	// sexGap is how far, in log2 units, XIST and the highest gene of Y lie apart
	// in a sample that is taken for one sex at first, and how far a gene must
	// differ between the sexes to be used. It is this program's choice; in blood
	// the genes differ by 4 to 10.
	sexGap = 1
	// sexSamples is the least number of samples of a sex that tell what is usual.
	sexSamples = 3

	sexSource = "XIST and the genes of Y (Staedtler F et al., Biomarkers 2013, 18:436-445); 0.3 of the way to the usual woman or man of the table is this program's choice"
)

var (
	asFemale = Limit{Figure: "sex by genes (1 female, -1 male), recorded as female", Good: AtLeast(sexScore), Borderline: AtLeast(-sexScore), Source: sexSource}
	asMale   = Limit{Figure: "sex by genes (1 female, -1 male), recorded as male", Good: AtMost(-sexScore), Borderline: AtMost(sexScore), Source: sexSource}
	oneSex   = Limit{Figure: "samples of the same person with the other sex", Unit: "samples", Good: AtMost(0), Source: sexSource}
)

// Sexes returns the sex of every sample of a log2 matrix (genes x samples) by
// XIST, which a woman expresses from her inactive X, and those genes of Y that
// the matrix has. It returns nil if XIST or every gene of Y is missing from it.
//
// A sample is taken for a woman at first if XIST is a log2 unit above the highest gene of
// Y, and for a man the other way round. Where three of each are found, every
// gene is measured from its median in the sex that lacks it, 0, to its median
// in the other, 1, since probes differ in their background; the score is XIST
// less the median of the genes of Y. Otherwise it is 0.3 for every unit of the
// first difference, at most 1. Both or neither expressed score 0.
func Sexes(log2 *expr.Matrix) []Sex {
	var x []float64
	var y [][]float64
	for i, g := range log2.Genes() {
		switch {
		case !slices.Contains(sig.SexGenes, g):
		case g == "XIST":
			x = log2.Row(i)
		default:
			y = append(y, log2.Row(i))
		}
	}
	if x == nil || y == nil {
		return nil
	}
	score := make([]float64, len(x))
	var women, men []int
	for j := range x {
		highest := math.NaN()
		for _, row := range y {
			if !(highest >= row[j]) {
				highest = row[j]
			}
		}
		gap := x[j] - highest
		score[j] = max(-1, min(sexScore*gap/sexGap, 1))
		switch {
		case gap >= sexGap:
			women = append(women, j)
		case gap <= -sexGap:
			men = append(men, j)
		}
	}
	if len(women) >= sexSamples && len(men) >= sexSamples {
		score = sexScores(x, y, women, men, score)
	}
	out := make([]Sex, len(x))
	for j, s := range score {
		out[j] = Sex{Sample: log2.Samples()[j], Score: expr.Number(s), Told: NotTold}
		switch {
		case s >= sexScore:
			out[j].Told = Female
		case s <= -sexScore:
			out[j].Told = Male
		}
	}
	return out
}

// sexScores returns the scores by what is usual for the women and the men of a
// table, or those given if XIST or all genes of Y are alike in both.
func sexScores(x []float64, y [][]float64, women, men []int, otherwise []float64) []float64 {
	xs, ok := between(x, men, women)
	if !ok {
		return otherwise
	}
	var ys [][]float64
	for _, row := range y {
		if scaled, ok := between(row, women, men); ok {
			ys = append(ys, scaled)
		}
	}
	if ys == nil {
		return otherwise
	}
	out := make([]float64, len(x))
	for j := range out {
		var v []float64
		for _, row := range ys {
			v = append(v, row[j])
		}
		out[j] = max(-1, min(xs[j]-cohort.Quantile(v, 0.5), 1))
	}
	return out
}

// between measures a gene from its median in the samples that lack it, 0, to
// that in those that have it, 1, and not beyond. It reports false if they are less than a
// sexGap apart.
func between(row []float64, lack, have []int) ([]float64, bool) {
	median := func(js []int) float64 {
		var v []float64
		for _, j := range js {
			v = append(v, row[j])
		}
		return cohort.Quantile(v, 0.5)
	}
	low, high := median(lack), median(have)
	if !(high-low >= sexGap) {
		return nil, false
	}
	out := make([]float64, len(row))
	for j, v := range row {
		out[j] = max(0, min((v-low)/(high-low), 1))
	}
	return out, true
}

// RecordedSex returns the column of a clinical table that is named sex or
// gender, its cells read as Female, Male or empty, and its name; nil if there
// is none.
func RecordedSex(t *sample.Table) (cells []string, column string) {
	if t == nil {
		return nil, ""
	}
	for _, name := range t.Columns() {
		// not the Spanish sexo: its M is a woman
		if !named(name, "sex", "gender", "geschlecht", "sexe", "kön") {
			continue
		}
		for _, v := range t.Column(name) {
			switch strings.ToLower(strings.TrimSpace(v)) {
			case "f", "female", "woman", "w", "weiblich", "femme", "kvinna", "k":
				cells = append(cells, Female)
			case "m", "male", "man", "männlich", "homme", "h":
				cells = append(cells, Male)
			default:
				cells = append(cells, "")
			}
		}
		return cells, name
	}
	return nil, ""
}

// named reports whether the name of a column contains one of the words as a
// word.
func named(column string, words ...string) bool {
	parts := strings.FieldsFunc(strings.ToLower(column), func(r rune) bool {
		return (r < 'a' || r > 'z') && r < 0x80
	})
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(words, p) })
}

// sexes judges the sex by the genes against the recorded one and against the
// other samples of a person.
func (in *Inspection) sexes(log2 *expr.Matrix, d *sample.Design, t *sample.Table) {
	in.Sexes = Sexes(log2)
	if in.Sexes == nil {
		in.undone("The sex cannot be told: the table lacks XIST or every gene of Y (" + strings.Join(sig.SexGenes[1:], ", ") + ").")
		return
	}
	recorded, _ := RecordedSex(t)
	for j := range recorded {
		s := &in.Sexes[j]
		switch s.Recorded = recorded[j]; s.Recorded {
		case Female:
			in.Checks = append(in.Checks, asFemale.Check(s.Sample, "", float64(s.Score)))
		case Male:
			in.Checks = append(in.Checks, asMale.Check(s.Sample, "", float64(s.Score)))
		}
	}
	all := make([]int, d.Len())
	for j := range all {
		all[j] = j
	}
	for _, js := range d.BySubject(all) {
		if len(js) < 2 {
			continue
		}
		for _, j := range js {
			if in.Sexes[j].Told == NotTold {
				continue
			}
			other := 0.0
			for _, k := range js {
				if told := in.Sexes[k].Told; told != NotTold && told != in.Sexes[j].Told {
					other++
				}
			}
			in.Checks = append(in.Checks, oneSex.Check(d.Samples[j], "", other))
		}
	}
}
