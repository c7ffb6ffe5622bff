package pathway

import (
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
	Person        Kind = "person" // age, sex, ancestry
	Limit         Kind = "limit"  // of the normal range of another column
	Other         Kind = "other"
)

// clinical are the columns that are recognised: the first line of which a word
// stands in the name decides. A word between blanks must stand alone.
var clinical = []struct {
	kind  Kind
	key   string
	title string
	words []string
}{
	// serology
	{Antibody, "antiifn", "Antibodies against interferon", []string{"anti ifn", "anti interferon", "ifn autoantibod", "ifn neutrali"}},
	{Antibody, "ro52", "Ro52 (TRIM21)", []string{"ro52", "ro 52", "trim21"}},
	{Antibody, "ro60", "Ro60 (SSA)", []string{"ro60", "ro 60", " ro ", " ssa ", "ss a", "anti ro"}},
	{Antibody, "la", "La (SSB)", []string{" la ", " ssb ", "ss b", "anti la"}},
	{Antibody, "rnp", "U1 RNP", []string{"rnp"}},
	{Antibody, "sm", "Sm", []string{" sm ", "anti smith"}},
	{Antibody, "dsdna", "dsDNA", []string{"dsdna", "ds dna", " dsd ", "anti dna", "crithidia", "double strand"}},
	{Antibody, "apl", "Antiphospholipid", []string{"phospholipid", "cardiolipin", " apl ", "lupus anticoag", "glycoprotein"}},
	{Complement, "c1q", "C1q", []string{" c1q "}},
	{Complement, "c3", "C3", []string{" c3 "}},
	{Complement, "c4", "C4", []string{" c4 "}},
	{Complement, "complement", "Complement", []string{"complement", "ch50"}},
	{Cytokine, "cgamp", "cGAMP", []string{"cgamp"}},
	{Cytokine, "ifna", "IFN-alpha", []string{" ifna", "ifn alpha", "ifn a ", "interferon alpha", "ifn α", "ifnα"}},
	{Cytokine, "ifng", "IFN-gamma", []string{" ifng", "ifn gamma", "ifn g ", "interferon gamma", "ifn γ", "ifnγ"}},
	{Cytokine, "ifnl1", "IFN-lambda1", []string{" ifnl", "ifn lambda", "il29", "il 29", "interferon lambda", "ifnλ"}},
	{Cytokine, "cxcl10", "CXCL10 (IP-10)", []string{"cxcl10", "ip10", "ip 10"}},

	// treatment and person come before cells and organs: "anti CD20" is a drug
	{Treatment, "hcq", "Hydroxychloroquine", []string{"hydroxychloroquine", " hcq ", "antimalarial", "plaquenil"}},
	{Treatment, "steroid", "Glucocorticoid", []string{"predni", "steroid", "glucocort", " cs ", " gc "}},
	{Treatment, "drug", "Drug", []string{" mmf ", "mycophen", "azathiop", " aza ", "cyclophos", " cyp ", " cyc ", " csa ", "ciclosp", "cyclosp", "methotrex", " mtx ", "rituximab", "belimumab", "anifrolumab", "treatment", "therapy", "drug", " dose ", " mg d", " mg kg"}},
	{Person, "age", "Age", []string{" age "}},
	{Person, "sex", "Sex", []string{" sex ", "gender"}},
	{Person, "ancestry", "Ancestry", []string{"race", "ethnic", "ancestr", "country"}},
	{Person, "duration", "Duration", []string{"duration", "years since", "onset", "diagnosis of"}},
	{Person, "infection", "Infection", []string{"infect", "covid", "sars"}},

	// activity
	{Activity, "sledai", "SLEDAI", []string{"sledai"}},
	{Activity, "bilag", "BILAG", []string{"bilag"}},
	{Activity, "cla", "CLASI", []string{"clasi"}},
	{Activity, "pga", "Physician's global assessment", []string{" pga ", "physician global"}},
	{Activity, "damage", "Damage", []string{"damage", " sdi ", "slicc"}},
	{Activity, "flare", "Flare", []string{"flare"}},

	// blood
	{Count, "pdc", "pDC", []string{" pdc", "plasmacytoid"}},
	{Count, "plasmablasts", "Plasmablasts", []string{"plasmablast", "plasma cell"}},
	{Count, "neutrophils", "Neutrophils", []string{"neutrophil", " neut "}},
	{Count, "lymphocytes", "Lymphocytes", []string{"lymphocyte", " lymph "}},
	{Count, "monocytes", "Monocytes", []string{"monocyte", " mono "}},
	{Count, "eosinophils", "Eosinophils", []string{"eosino"}},
	{Count, "nk", "NK cells", []string{" nk "}},
	{Count, "cd4", "CD4 T cells", []string{" cd4"}},
	{Count, "cd8", "CD8 T cells", []string{" cd8"}},
	{Count, "t", "T cells", []string{" t cell", " cd3"}},
	{Count, "b", "B cells", []string{" b cell", " cd19", " bcell"}},
	{Count, "leukocytes", "Leukocytes", []string{"leukocyte", "leucocyte", " wbc ", "white blood"}},
	{Manifestation, "haematological", "Blood", []string{"hemato", "haemato", "cytopenia", "leukopenia", "leucopenia", "lymphopenia"}},
	{Count, "platelets", "Platelets", []string{"platelet", "thrombocyte"}},
	{Laboratory, "haemoglobin", "Haemoglobin", []string{"haemoglobin", "hemoglobin", " hb ", " hgb "}},
	{Laboratory, "crp", "CRP", []string{" crp ", "c reactive"}},
	{Laboratory, "esr", "ESR", []string{" esr ", "sedimentation"}},
	{Laboratory, "proteinuria", "Urine protein", []string{"upcr", "urine protein", "proteinuria"}},

	// organs
	{Manifestation, "skin", "Skin", []string{"skin", "rash", "cutan", "mucosal", "alopecia", "ulcer"}},
	{Manifestation, "joints", "Joints", []string{"joint", "arthrit", "musculosk"}},
	{Manifestation, "renal", "Kidney", []string{"renal", "nephr", "kidney", "urinary cast"}},
	{Manifestation, "cns", "Nervous system", []string{" cns ", "neuro", "psych", "seizure"}},
	{Manifestation, "serositis", "Serositis", []string{"serositis", "pleur", "pericard"}},
	{Manifestation, "vascular", "Vessels", []string{"vascul", "raynaud", "thrombosis"}},
	{Manifestation, "fever", "Fever", []string{"fever"}},
}

// Column is a column of the clinical table, recognised.
type Column struct {
	Name  string `json:"name"`
	Kind  Kind   `json:"kind"`
	Key   string `json:"key,omitempty"`
	Title string `json:"title"`
	low   bool   // yes means that the value is low
}

// recognise says what a column holds, by its name.
func recognise(name string) Column {
	plain := plain(name)
	c := Column{Name: name, Kind: Other, Title: name}
	for _, x := range clinical {
		if slices.ContainsFunc(x.words, func(w string) bool { return strings.Contains(plain, w) }) {
			c.Kind, c.Key, c.Title = x.kind, x.key, x.title
			break
		}
	}
	for _, w := range []string{" uln ", " lln ", "upper limit", "lower limit", "cutoff", "cut off"} {
		if strings.Contains(plain, w) && c.Kind != Other && !limits().MatchString(name) {
			c.Kind = Limit
		}
	}
	c.low = c.Kind == Complement && (strings.Contains(plain, " low ") || strings.Contains(plain, "hypocompl") || strings.Contains(plain, "decreased"))
	return c
}

// plain is a name in lower case, between blanks, without punctuation.
func plain(name string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" \t_-./()[],;:", r) }), " ") + " "
}

// columns recognises the columns of a table, but for those in skip.
func columns(t *sample.Table, skip []string) []Column {
	if t == nil {
		return nil
	}
	var out []Column
	for _, name := range t.Columns() {
		if !slices.Contains(skip, name) {
			out = append(out, recognise(name))
		}
	}
	return out
}

// limits are the limits of the normal range in the name of a column: "C3 (g/L,
// 0.9-1.8)", "anti-dsDNA (ULN 15)", "dsDNA IU/mL < 10".
var limits = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)|(?:uln|upper limit|<=?)\s*:?\s*(\d+(?:\.\d+)?)|(?:lln|lower limit|>=?)\s*:?\s*(\d+(?:\.\d+)?)`)
})

// normal returns the limits of the normal range of a column for a row: those
// in its name, or of a column of limits. A missing one is NaN.
func normal(t *sample.Table, c Column, all []Column, row int) (lower, upper float64) {
	lower, upper = math.NaN(), math.NaN()
	if m := limits().FindStringSubmatch(c.Name); m != nil {
		for i, to := range []*float64{&lower, &upper, &upper, &lower} {
			if m[i+1] != "" {
				*to = number(m[i+1])
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

// answer reads a cell that says yes or no; known is false for any other.
func answer(cell string) (yes, known bool) {
	switch strings.ToLower(strings.TrimSpace(cell)) {
	case "yes", "y", "1", "true", "positive", "pos", "present", "+", "++", "+++", "high", "low", "oui", "ja", "active", "abnormal":
		return true, true
	case "no", "n", "0", "false", "negative", "neg", "absent", "-", "normal", "non", "nein", "inactive":
		return false, true
	}
	return false, false
}
