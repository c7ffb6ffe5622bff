package pathway

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ifnscope/score/sample"
)

// Kind says what a column of a clinical table tells of a patient.
type Kind string

const (
	Manifestation Kind = "manifestation"
	Activity      Kind = "activity"
	Antibody      Kind = "antibody"
	Complement    Kind = "complement"
	Cytokine      Kind = "cytokine"
	Count         Kind = "count" // of blood cells
	Laboratory    Kind = "laboratory"
	Treatment     Kind = "treatment"
	Person        Kind = "person"      // age, sex, ancestry
	Technical     Kind = "measurement" // how the samples were measured
	Limit         Kind = "limit"       // of the normal range of another column
	Other         Kind = "other"
)

// Column is a column of the clinical table, recognised.
type Column struct {
	Name  string `json:"name"`
	Kind  Kind   `json:"kind"`
	Key   string `json:"key,omitempty"`
	Title string `json:"title"`
	Why   string `json:"why,omitempty"`  // what it was judged by
	Said  bool   `json:"said,omitempty"` // a person said so
	low   bool   // yes means that the value is low
}

// Choice is something that a column may hold.
type Choice struct {
	Key, Title string
	Kind       Kind
}

// Choices returns all that a column may hold, in the order in which it is looked
// for.
func Choices() []Choice {
	var out []Choice
	for _, x := range clinical {
		c := Choice{x.key, x.title, x.kind}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// recognise says what a column holds, by its name.
func recognise(name string) Column {
	plain := plain(name)
	for _, w := range []string{"de", "a", "en", "sur", "con", "por", "y", "et"} {
		plain = strings.ReplaceAll(plain, " "+w+" la ", " ") // an article, and no antigen
	}
	c := Column{Name: name, Kind: Other, Title: name}
	for _, x := range clinical {
		if i := slices.IndexFunc(x.words, func(w string) bool { return strings.Contains(plain, w) }); i >= 0 {
			c.Kind, c.Key, c.Title, c.Why = x.kind, x.key, x.title, fmt.Sprintf("its name holds %q", strings.TrimSpace(x.words[i]))
			break
		}
	}
	for _, w := range []string{" uln ", " lln ", "upper limit", "lower limit", "cutoff", "cut off"} {
		if strings.Contains(plain, w) && c.Kind != Other && !limits().MatchString(name) {
			c.Kind = Limit
		}
	}
	c.low = c.Kind == Complement && saysLowColumn(name)
	return c
}

// saysLowColumn reports whether yes in a column of complement means low.
func saysLowColumn(name string) bool {
	p := plain(name)
	return slices.ContainsFunc(lowColumns, func(w string) bool { return strings.Contains(p, w) })
}

// as returns the column as a person says that it is: what Choices has under
// this key, or none of it.
func (c Column) as(key string) Column {
	c = Column{Name: c.Name, Kind: Other, Title: c.Name, Why: "as you said", Said: true}
	for _, x := range Choices() {
		if x.Key == key {
			c.Kind, c.Key, c.Title, c.low = x.Kind, x.Key, x.Title, x.Kind == Complement && saysLowColumn(c.Name)
		}
	}
	return c
}

// plain is a name in lower case without accents, between blanks, without
// punctuation.
func plain(name string) string {
	return " " + strings.Join(strings.FieldsFunc(sample.Plain(name), func(r rune) bool { return strings.ContainsRune(" \t_-./()[],;:'’°", r) }), " ") + " "
}

// Columns says what the columns of a table hold, but for those in skip: what a
// person said of a column of this name, a key of Choices or nothing, and
// otherwise what its name tells. The table may be nil.
func Columns(t *sample.Table, said map[string]string, skip ...string) []Column {
	if t == nil {
		return nil
	}
	var out []Column
	for _, name := range t.Columns() {
		if slices.Contains(skip, name) {
			continue
		}
		c := recognise(name)
		if key, ok := said[name]; ok {
			c = c.as(key)
		}
		out = append(out, c)
	}
	return out
}

// limits are the limits of the normal range in the name of a column: "C3 (g/L,
// 0.9-1.8)", "anti-dsDNA (ULN 15)", "dsDNA IU/mL < 10".
var limits = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(\d+(?:[.,]\d+)?)\s*-\s*(\d+(?:[.,]\d+)?)|(?:uln|upper limit|<=?)\s*:?\s*(\d+(?:[.,]\d+)?)|(?:lln|lower limit|>=?)\s*:?\s*(\d+(?:[.,]\d+)?)`)
})

// normal returns the limits of the normal range of a column for a row: those
// in its name, or of a column of limits. A missing one is NaN.
func normal(t *sample.Table, c Column, all []Column, row int) (lower, upper float64) {
	lower, upper = math.NaN(), math.NaN()
	if m := limits().FindStringSubmatch(c.Name); m != nil {
		for i, to := range []*float64{&lower, &upper, &upper, &lower} {
			if m[i+1] != "" {
				*to = number(strings.Replace(m[i+1], ",", ".", 1))
			}
		}
		return lower, upper
	}
	for _, l := range all {
		if l.Kind != Limit || l.Key != c.Key {
			continue
		}
		v, name := number(t.Column(l.Name)[row]), plain(l.Name)
		if strings.Contains(name, "lln") || strings.Contains(name, "lower") {
			lower = v
		} else {
			upper = v
		}
	}
	return lower, upper
}

// number returns a cell as a number, NaN if it is none. A value below or above
// the range of an assay, "<5", stands for that limit.
func number(cell string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(cell), "<>=≤≥")), 64)
	if err != nil || math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// answer reads a cell that says yes or no; known is false for any other. A cell
// that says low says yes.
func answer(cell string) (yes, known bool) {
	a := sample.Answered(cell)
	return a > sample.No, a != sample.Unclear
}
