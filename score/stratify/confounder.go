package stratify

import (
	"slices"
	"strconv"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/sample"
)

// Confounder is something beside the disease that may have moved an interferon
// score: in the clinical table, or in the composition of the sample. It is a note,
// and changes no class.
type Confounder struct {
	What  string `json:"what"` // column of the table, or axis of the pathway profile
	Value string `json:"value"`
	Text  string `json:"text"`
}

// confounders are told by words in the name of a column, or by a person who says
// that a column holds one: the keys are those of pathway.Choices. A column that holds
// yes and no counts where it says yes, one of 1 and 0 where it says 1, one of
// dates where there is one. What is measured of one, or how long ago it was,
// says nothing of today.
var confounders = []struct {
	key   string
	words []string
	text  string
}{
	{"infection", []string{"infect", "covid", "sars-cov", "influenza", "sepsis"}, "an infection raises ISG without lupus being active"},
	{"vaccination", []string{"vaccin"}, "a vaccination raises ISG for days"},
	{"pulse", []string{"iv cs", "iv steroid", "pulse", "methylpred"}, "pulses of glucocorticoid lower ISG (Guiducci 2010, doi:10.1038/nature09102)"},
	{"ifndrug", []string{"anifrolumab", "sifalimumab", "rontalizumab", "jak inhibitor"}, "the drug acts on interferon signalling itself"},
}

// doses are the classes of a daily dose of glucocorticoid in mg of prednisone
// (Buttgereit 2002, doi:10.1136/ard.61.8.718).
var doses = []struct {
	upTo  float64
	class string
}{{7.5, "low"}, {30, "medium"}, {100, "high"}}

// cells are the cells of a blood count.
var cells = []string{"neutrophil", "lymphocyte", "monocyte", "leukocyte"}

// cellKeys are the keys of columns that a person says to hold one of the cells.
var cellKeys = []string{"neutrophils", "lymphocytes", "monocytes", "leukocytes"}

// broad are keys that leave it to the name of a column to say more: which drug, and
// how much of it.
var broad = []string{"steroid", "drug"}

// Confounders returns what the row of a clinical table says of confounders, in
// the order of its columns; nil if t is nil. What a person said of a column, by its
// name in told, counts in place of what the name says.
func Confounders(t *sample.Table, row int, told map[string]string) []Confounder {
	if t == nil {
		return nil
	}
	var out []Confounder
	for _, name := range t.Columns() {
		column := t.Column(name)
		value := strings.TrimSpace(column[row])
		if value == "" {
			continue
		}
		lower := strings.ToLower(strings.ReplaceAll(name, "_", " "))
		x, err := strconv.ParseFloat(value, 64)
		isNumber := err == nil
		key, isTold := told[name]
		isTold = isTold && !slices.Contains(broad, key)
		holds := func(keys []string, named bool) bool {
			if isTold {
				return slices.Contains(keys, key)
			}
			return named
		}
		_, isDate, _ := sample.Dates([]string{value})
		dated := isTold && isDate || strings.Contains(lower, "date") && strings.ContainsAny(value, "0123456789")
		switch {
		case isNumber && holds([]string{"dose"}, isDose(lower)) && x > 0:
			out = append(out, Confounder{name, value, doseClass(x) + " dose of glucocorticoid; high doses lower ISG, low and medium ones hardly do (Northcott 2022, doi:10.1136/lupus-2021-000625)"})
		case isNumber && holds(cellKeys, has(lower, cells)):
			if text := extreme(column, x); text != "" {
				out = append(out, Confounder{name, value, text + "; a score of whole blood changes with the cells that are in it"})
			}
		default:
			for _, c := range confounders {
				if holds([]string{c.key}, has(lower, c.words) && !has(lower, measured)) && said(value, column, dated) {
					out = append(out, Confounder{name, value, c.text})
					break
				}
			}
		}
	}
	return out
}

func has(name string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}

// isDose reports whether a column holds a daily dose of glucocorticoid in mg.
func isDose(name string) bool {
	if strings.Contains(name, "kg") {
		return false
	}
	steroid := has(name, []string{"predni", "glucocort", "corticoster", "steroid", "cs mg", "gc dose", "gc mg", "kortison", "cortison", "kortikoid", "corticoid", "corticoïd", "glukokort"})
	return steroid && has(name, []string{"mg", "dose", "dosis", "dos ", "predni"})
}

func doseClass(mg float64) string {
	for _, d := range doses {
		if mg <= d.upTo {
			return d.class
		}
	}
	return "very high"
}

// measured are words of columns that hold a measurement of a confounder, or the
// time since.
var measured = []string{"since", "days", "weeks", "months", "years", "titre", "titer", "igg", "igm", "iga", "antibod", "anti-", "number", "count", "doses"}

// said reports whether a cell says that something was there: yes, 1 in a column
// of 1 and 0, or when.
func said(value string, column []string, dated bool) bool {
	if value == "1" {
		return !slices.ContainsFunc(column, func(c string) bool {
			c = strings.TrimSpace(c)
			return c != "" && c != "0" && c != "1"
		})
	}
	return dated || sample.Answered(value) == sample.Yes
}

// extreme says whether x is among the lowest or highest twentieth of the column,
// of which 20 numbers are needed.
func extreme(column []string, x float64) string {
	var all []float64
	for _, c := range column {
		if v, err := strconv.ParseFloat(strings.TrimSpace(c), 64); err == nil {
			all = append(all, v)
		}
	}
	switch {
	case len(all) < 20:
	case x < cohort.Quantile(all, 0.05):
		return "among the lowest twentieth of this table"
	case x > cohort.Quantile(all, 0.95):
		return "among the highest twentieth of this table"
	}
	return ""
}
