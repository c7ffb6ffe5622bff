package desk

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/chart"
	"ifnscope/score/cohort"
	"ifnscope/score/qc"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// geneMap shows the genes of the signature in every sample.
func (d *Desk) geneMap(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	symbols, all, against, err := d.result.Genes(s.sig.ID)
	if err != nil {
		return nil, err
	}
	values := make([][]float64, len(all))
	for i, row := range all {
		for _, j := range s.shown {
			values[i] = append(values[i], row[j])
		}
	}
	p, err := d.heatmap(req, s, symbols, values)
	if err != nil {
		return nil, err
	}
	p.Title, p.Unit = "Genes of "+s.sig.Title, against
	p.Desc = fmt.Sprintf("%d genes by %d samples, %s; alike stand together.", len(symbols), len(s.shown), against)
	return p, nil
}

// signatureMap shows the scores by all signatures in every sample.
func (d *Desk) signatureMap(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	names, values, against := s.scores()
	p, err := d.heatmap(req, s, names, values)
	if err != nil {
		return nil, err
	}
	p.Title, p.Unit = "Scores by all signatures", against
	p.Desc = fmt.Sprintf("%d signatures by %d samples, %s; alike stand together.", len(names), len(s.shown), against)
	return p, nil
}

// scores returns the scores of the shown samples by every signature and the
// method that it was published with (signatures x samples), ratios as their
// log2, in standard deviations from the mean of the healthy controls, or of all
// where there are too few controls.
func (s *selection) scores() (names []string, values [][]float64, against string) {
	base := s.design.First(s.design.With(sample.Control))
	against = "SD from the mean of the healthy controls"
	if len(base) < 3 {
		base = s.shown
		against = "SD from the mean of all"
	}
	for _, sg := range s.rep.Signatures {
		res, ok := s.rep.Result(sg.ID, sg.Method)
		if !ok {
			continue
		}
		value := func(j int) float64 {
			v := float64(res.Scores[j].Value)
			if logScale(sg.Method) {
				return math.Log2(v)
			}
			return v
		}
		var known []float64
		for _, j := range base {
			if v := value(j); !math.IsNaN(v) && !math.IsInf(v, 0) {
				known = append(known, v)
			}
		}
		mean, sd := qc.MeanSD(known)
		var row []float64
		some := false
		for _, j := range s.shown {
			z := (value(j) - mean) / sd
			if math.IsInf(z, 0) {
				z = math.NaN()
			}
			some = some || !math.IsNaN(z)
			row = append(row, z)
		}
		if some {
			names, values = append(names, sg.Short), append(values, row)
		}
	}
	return names, values, against
}

// heatmap shows rows of values of the shown samples, rows and samples that are
// alike together, with what is known of the samples above.
func (d *Desk) heatmap(req job.Draw, s *selection, rows []string, values [][]float64) (chart.Heatmap, error) {
	if len(rows) == 0 || len(s.shown) < 2 {
		return chart.Heatmap{}, noFigure("There are no values to draw.")
	}
	p := chart.Heatmap{Frame: d.frame(req, "", "", s.axis(), 1000), Rows: rows, Values: values}
	columns := make([][]float64, len(s.shown))
	var extent []float64
	for k, j := range s.shown {
		p.Columns = append(p.Columns, s.design.Samples[j])
		for i := range values {
			columns[k] = append(columns[k], values[i][k])
			extent = append(extent, math.Abs(values[i][k]))
		}
	}
	p.Samples = p.Columns
	p.RowOrder, p.RowTree = clustered(values)
	p.ColumnOrder, p.ColumnTree = clustered(columns)
	// a few extremes would leave no colour for the others
	most := min(max(math.Ceil(cohort.Quantile(extent, 0.95)), 1), 20)
	p.Scale = chart.Scale{Low: -most, High: most, Diverging: true}
	p.Tracks = d.tracks(s, req.Above)
	return p, nil
}

// clustered orders things by average linkage of the distances of their values.
func clustered(x [][]float64) ([]int, []chart.Merge) {
	if len(x) < 2 {
		return nil, nil
	}
	merges := cohort.Cluster(cohort.Distances(x))
	out := make([]chart.Merge, len(merges))
	for i, m := range merges {
		out[i] = chart.Merge(m)
	}
	return cohort.Leaves(merges), out
}

const (
	// mostTracks and mostLevels bound what stands above a heat map: more of them
	// is no picture.
	mostTracks = 6
	mostLevels = 6
)

// tracks returns what is known of the shown samples: group, class, and of the
// columns of the clinical table that are numbers or have few values the chosen
// ones, a tab between them, or the first.
func (d *Desk) tracks(s *selection, above string) []chart.Track {
	group := make([]string, len(s.shown))
	class := chart.Track{Label: s.sig.Short}
	for _, m := range marks[:controlMark] {
		class.Levels, class.Colors = append(class.Levels, m.Label), append(class.Colors, m.Color)
	}
	for k, j := range s.shown {
		group[k] = s.design.Group[j]
		if group[k] == "" {
			group[k] = s.design.Role[j].String()
		}
		class.Level = append(class.Level, int(s.result.Scores[j].Class))
	}
	out := []chart.Track{levels("Group", group), class}
	chosen := strings.Split(above, "\t")
	for _, t := range d.columnTracks(s) {
		if len(out) < mostTracks && (above == "" || slices.Contains(chosen, t.Label)) {
			out = append(out, t)
		}
	}
	return out
}

// columnTracks returns the columns of the sample table that say something of the
// shown samples and is not said by the figure itself.
func (d *Desk) columnTracks(s *selection) []chart.Track {
	t := d.clinical(s.design.Samples)
	if t == nil {
		return nil
	}
	var out []chart.Track
	a := s.rep.Settings.Assignment
	for _, name := range t.Columns() {
		if name == a.GroupColumn || name == a.SubjectColumn || name == a.VisitColumn {
			continue
		}
		cells := make([]string, len(s.shown))
		for k, j := range s.shown {
			cells[k] = t.Column(name)[j]
		}
		if track, ok := trackOf(name, cells); ok {
			out = append(out, track)
		}
	}
	return out
}

// trackOf returns a column as a track, false if it says too little or too much.
func trackOf(name string, cells []string) (chart.Track, bool) {
	t := levels(name, cells)
	filled := len(cells) - count(cells, "")
	if filled < 3 || len(t.Levels) < 2 {
		return t, false
	}
	numbers := chart.Track{Label: name}
	read := 0
	for _, c := range cells {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil || math.IsInf(v, 0) {
			v = math.NaN()
		} else {
			read++
		}
		numbers.Values = append(numbers.Values, v)
	}
	if read >= 4*filled/5 && len(t.Levels) > 2 {
		return numbers, true
	}
	return t, len(t.Levels) <= mostLevels
}

// levels returns words as a track, in the order in which they first appear; the
// empty word is none.
func levels(name string, words []string) chart.Track {
	t := chart.Track{Label: name, Levels: []string{}}
	for _, w := range words {
		i := slices.Index(t.Levels, w)
		if i < 0 && w != "" {
			i = len(t.Levels)
			t.Levels = append(t.Levels, w)
		}
		t.Level = append(t.Level, i)
	}
	return t
}

func count(words []string, word string) int {
	n := 0
	for _, w := range words {
		if w == word {
			n++
		}
	}
	return n
}

// agreementMap shows how alike the signatures rank the patients.
func (d *Desk) agreementMap(req job.Draw) (chart.Figure, error) {
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	a := stratify.Agree(s.rep, stratify.Judged(s.rep))
	if len(a.Signatures) < 2 {
		return nil, noFigure("Another signature with scores is needed.")
	}
	if a.People < stratify.MinPeople {
		return nil, noFigure(fmt.Sprintf("%s; at least %d are needed for a correlation.", report.Plural(a.People, "patient", "patients"), stratify.MinPeople))
	}
	p := chart.Heatmap{
		Frame: d.frame(req, "Agreement of signatures", fmt.Sprintf("Spearman's rank correlation of %d signatures over %d patients at their first visit.", len(a.Signatures), a.People), "Each signature by its published method", 900),
		Scale: chart.Scale{Low: 0, High: 1}, Unit: "Spearman's rho (0 and below to 1)", Write: true,
		RowOrder: a.Order, ColumnOrder: a.Order,
	}
	apart := make([][]float64, len(a.Signatures))
	for i, id := range a.Signatures {
		sg, _ := s.rep.Signature(id)
		p.Rows = append(p.Rows, sg.Short)
		var row []float64
		for _, rho := range a.Rho[i] {
			row = append(row, float64(rho))
			apart[i] = append(apart[i], 1-float64(rho))
		}
		p.Values = append(p.Values, row)
	}
	p.Columns = p.Rows
	for _, m := range cohort.Cluster(apart) {
		p.ColumnTree = append(p.ColumnTree, chart.Merge(m))
	}
	return p, nil
}

// components shows the people by the principal components of their scores.
func (d *Desk) components(req job.Draw) (chart.Figure, error) {
	req.Visit = job.VisitFirst
	s, err := d.chosen(req)
	if err != nil {
		return nil, err
	}
	names, values, _ := s.scores()
	x := make([][]float64, len(s.shown))
	for k := range x {
		for _, row := range values {
			x[k] = append(x[k], row[k])
		}
	}
	if len(names) < 3 || len(x) < 3 {
		return nil, noFigure("Principal components need three signatures and three people.")
	}
	c := cohort.Components(x, 2)
	if len(c) < 2 {
		return nil, noFigure("The scores have one direction only.")
	}
	p := chart.Scatter{
		Frame:  d.frame(req, "People by the principal components of their scores", fmt.Sprintf("One mark a person at the first visit, by %d signatures.", len(names)), "PCA of all signatures, each by its published method", 720),
		XLabel: fmt.Sprintf("PC1 (%.0f %% of the variance)", 100*c[0].Share), YLabel: fmt.Sprintf("PC2 (%.0f %%)", 100*c[1].Share), Marks: marks,
	}
	for k, j := range s.shown {
		p.Spots = append(p.Spots, chart.Spot{Sample: s.design.Samples[j], Label: s.says(j), X: c[0].Scores[k], Y: c[1].Scores[k], Mark: s.mark(j)})
	}
	return p, nil
}
