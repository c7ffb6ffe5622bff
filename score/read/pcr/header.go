package pcr

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ifnscope/score/expr"
	"ifnscope/score/read/text"
)

// role is what a column is for.
type role int

const (
	well role = iota
	sampleName
	target
	task
	dye
	group
	quantity
	omit
	include
	cycle
	highSD
	noAmplification
	badBaseline
	call
	ct
	ctMean
	dct
	rq
	log2
	plain
	roles
)

// isValue reports whether a column of the role may be what is measured.
func (r role) isValue() bool { return r >= ct && r < roles }

// columnNames are the names of columns, folded, of every role; of those in a
// header the first one here is meant. They are the names that the instruments
// write and the usual ones of tables made by hand.
var columnNames = [roles][]string{
	well:            {"wellposition", "wellname", "chamberid", "well", "pos", "position"},
	sampleName:      {"samplename", "sample", "sampleid", "samplenames", "samples", "name", "patientid", "patient", "subjectid", "subject", "donorid", "donor", "specimen"},
	target:          {"targetname", "target", "genename", "gene", "genesymbol", "symbol", "detectorname", "detector", "assayname", "assay", "assayid", "primer", "primerset"},
	task:            {"task", "content", "sampletype", "welltype"},
	dye:             {"reporter", "fluor", "dye", "channel"},
	group:           {"biogroupname", "biologicalgroupname", "biologicalsetname", "biologicalgroup", "biogroup", "samplegroup", "group"},
	quantity:        {"quantity", "startingquantitysq", "startingquantity", "sq", "concentration", "samplerconc"},
	omit:            {"omit", "omitted", "excluded", "exclude"},
	include:         {"include"},
	cycle:           {"cycle"},
	highSD:          {"highsd"},
	noAmplification: {"noamp"},
	badBaseline:     {"expfail"},
	call:            {"ctcall", "ampstatus"},
	ct:              {"ct", "cq", "cp", "ctvalue", "cqvalue", "cpvalue", "crossingpoint", "rawct", "rawcq"},
	ctMean:          {"ctmean", "cqmean", "cpmean", "meanct", "meancq", "meancp", "avgct", "averagect"},
	dct:             {"dct", "deltact", "dcq", "deltacq", "dctmean", "deltactmean", "meandct", "avgdct"},
	rq:              {"rq", "relativequantity", "relativeexpression", "foldchange", "2ddct", "nrq"},
	log2:            {"log2", "log2expression", "log2rq", "log2value"},
	plain:           {"value", "expression"},
}

// unitOf are the units of the values; that of a plain value is not known.
var unitOf = map[role]expr.Unit{ct: expr.Ct, ctMean: expr.Ct, dct: expr.DCt, rq: expr.RQ, log2: expr.Log2, plain: expr.Unknown}

// header is the row that names the columns of the results.
type header struct {
	row   int
	names []string   // as the file writes them
	at    [roles]int // the column of every role, or -1
	value role       // what is measured
}

// latin writes the letters that look or read like Latin ones as those.
var latin = strings.NewReplacer("т", "t", "Т", "t", "ᴛ", "t", "с", "c", "С", "c", "Δ", "d", "∆", "d", "δ", "d")

// fold brings the name of a column to lower-case letters and digits. The
// instruments write Cт with a Cyrillic т (U+0442), and ΔCт with a delta.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return text.Fold(latin.Replace(s))
		}
	}
	return text.Fold(s)
}

// find returns the header of the results: the first row with columns of a
// sample, of what was measured and of a target, a well or a task. Of several
// columns of values that named by want is taken, else the most basic one.
func (t *table) find(want string) (*header, bool) {
	for i, row := range t.rows {
		if len(row) < 3 {
			continue
		}
		h := &header{row: i, names: t.names(i), value: -1}
		h.assign()
		for r := ct; r < roles; r++ {
			if h.at[r] >= 0 && (h.value < 0 || h.names[h.at[r]] == want) {
				h.value = r
			}
		}
		long := h.at[target] >= 0 || h.at[well] >= 0 && h.unit() == expr.Ct
		if h.value >= 0 && h.at[sampleName] >= 0 && long && h.at[cycle] < 0 {
			return h, true
		}
	}
	return nil, false
}

// names returns the names of the columns. Biomark writes them in two rows, the
// upper of which says whose name, type or value it is.
func (t *table) names(i int) []string {
	row := t.rows[i]
	if i == 0 || !slices.Contains(row, "rConc") {
		return row
	}
	above := t.rows[i-1]
	names := make([]string, len(row))
	for k, c := range row {
		over := text.Cell(above, k)
		// the block between sample and Ct is the assay, named by its dye
		if (c == "Name" || c == "Type") && over != "Sample" {
			over = "Assay"
		}
		names[k] = strings.TrimSpace(over + " " + c)
	}
	return names
}

// named is the role of a folded name of a column and its place among the names
// of the role.
var named = func() map[string]struct {
	role role
	rank int
} {
	m := map[string]struct {
		role role
		rank int
	}{}
	for r, names := range columnNames {
		for rank, n := range names {
			m[n] = struct {
				role role
				rank int
			}{role(r), rank}
		}
	}
	return m
}()

// longestName is more than any column name known here has, in bytes.
const longestName = 40

// assign finds the columns of the roles. Of a name that is there twice the
// first one counts: QuantStudio repeats columns with the same content.
func (h *header) assign() {
	var rank [roles]int
	for r := range roles {
		h.at[r] = -1
	}
	for k, name := range h.names {
		if name == "" || len(name) > longestName {
			continue
		}
		n, ok := named[fold(name)]
		if ok && (h.at[n.role] < 0 || n.rank < rank[n.role]) {
			h.at[n.role], rank[n.role] = k, n.rank
		}
	}
}

func (h *header) unit() expr.Unit {
	if h.value < 0 {
		return expr.Unknown
	}
	return unitOf[h.value]
}

// name returns what the file calls the column of a role, empty if it has none.
func (h *header) name(r role) string { return text.Cell(h.names, h.at[r]) }

// values returns the names of the columns that may be what is measured, if
// there are several.
func (h *header) values() []string {
	var v []string
	for r := ct; r < roles; r++ {
		if h.at[r] >= 0 {
			v = append(v, h.name(r))
		}
	}
	if len(v) < 2 {
		return nil
	}
	return v
}

// found lists the columns by which the header was known.
func (h *header) found() string {
	var v []string
	for _, r := range []role{well, sampleName, target, task, h.value} {
		if h.at[r] >= 0 {
			v = append(v, h.name(r))
		}
	}
	return strings.Join(v, ", ")
}
