package pcr

import (
	"strings"
	"unicode/utf8"

	"ifnscope/score/expr"
)

// role is what a column is for.
type role int

const (
	well role = iota
	plateName
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
	probe
	ct
	ctSide // several columns of the replicates, side by side
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
// write and the usual ones of tables made by hand, in the languages of the
// laboratories that we know of. É and è of Windows-1252 are no letters of UTF-8,
// so that chantillon and gne are French.
var columnNames = [roles][]string{
	well: {"wellposition", "wellname", "chamberid", "well", "pos", "position"},
	plateName: {"platename", "plateid", "platebarcode", "platenumber", "plateno", "platenr", "plate", "runname", "runid",
		"plattenname", "plattenid", "plattennummer", "plattennr", "platte", "plaque", "placa", "piastra"},
	sampleName: {"samplename", "sample", "sampleid", "samplenames", "samples", "name", "patientid", "patient", "subjectid", "subject", "donorid", "donor", "specimen",
		"probenname", "probenbezeichnung", "probenid", "probennummer", "proband", "probandid", "patientennummer", "patientnr", "patientno",
		"échantillon", "echantillon", "chantillon", "nomdeléchantillon", "nomdelechantillon", "muestra", "paciente", "campione", "paziente"},
	target: {"targetname", "target", "genename", "gene", "genesymbol", "symbol", "detectorname", "detector", "assayname", "assay", "assayid", "primer", "primerset", "targetgene", "marker",
		"zielgen", "gen", "genname", "gène", "gne", "gènecible", "cible"},
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
	probe:           {"probe"},
	ct:              {"ct", "cq", "cp", "ctvalue", "cqvalue", "cpvalue", "crossingpoint", "rawct", "rawcq", "crt", "ctwert", "cqwert", "cpwert", "valeurct", "valeurcq"},
	ctMean: {"ctmean", "cqmean", "cpmean", "meanct", "meancq", "meancp", "avgct", "averagect", "ctavg", "cqavg", "cpavg", "avgcq", "avgcp", "averagecq", "averagecp", "ctaverage", "cqaverage",
		"crtmean", "meancrt", "avgcrt", "crtavg", "ctmittelwert", "cqmittelwert", "cpmittelwert", "ctmittel", "mittelwertct", "mittelwertcq", "mittlererct", "ctmoyen", "cqmoyen", "cpmoyen", "moyennect", "moyennecq"},
	dct: {"dct", "deltact", "dcq", "deltacq", "dctmean", "deltactmean", "meandct", "avgdct", "dctavg", "deltactavg", "averagedct", "meandeltact", "dcqmean", "meandcq", "dctmittelwert", "dctmoyen"},
	rq: {"rq", "relativequantity", "relativeexpression", "foldchange", "2ddct", "nrq", "relexpression", "relquantity", "relativequantification", "2ddcq", "2dct", "2dcq", "foldinduction",
		"relativeexpressionlevel", "relexpression2dct", "relexpression2ddct", "relativeexpression2dct", "relativeexpression2ddct", "expressionrelative"},
	log2:  {"log2", "log2expression", "log2rq", "log2value"},
	plain: {"value", "expression"},
}

// unitOf are the units of the values; that of a plain value is not known.
var unitOf = map[role]expr.Unit{ct: expr.Ct, ctSide: expr.Ct, ctMean: expr.Ct, dct: expr.DCt, rq: expr.RQ, log2: expr.Log2, plain: expr.Unknown}

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

// isReplicate reports whether a folded name is that of one of several Ct that
// stand side by side: Ct1, Cq 2, Ct rep 3, Ct replicate 1.
func isReplicate(folded string) bool {
	for _, unit := range []string{"ct", "cq", "cp"} {
		n, ok := strings.CutPrefix(folded, unit)
		if !ok {
			continue
		}
		for _, word := range []string{"replicate", "replikat", "rep", "well", "value", "wert"} {
			n = strings.TrimPrefix(n, word)
		}
		if len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
			return true
		}
	}
	return false
}

// lost writes what a conversion between encodings lost, and every character
// that is not ASCII, as a question mark: a run of them as one.
func lost(name string) string {
	var b []byte
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			c = '?'
		}
		if c != '?' || len(b) == 0 || b[len(b)-1] != '?' {
			b = append(b, c)
		}
	}
	return string(b)
}

// damaged returns the role of a name whose Cyrillic т did not survive a
// conversion: "C?", "CÑ‚" (UTF-8 taken for Windows-1252), "C\ufffd" and the
// single byte of Windows-1251.
func damaged(name string) (role, bool) {
	switch lost(name) {
	case "C?":
		return ct, true
	case "C? Mean":
		return ctMean, true
	}
	return 0, false
}

// isCut reports whether a name has a mark in the place of a character that was
// lost: it is not to be folded, since ?Ct, which was ΔCt, would be Ct.
func isCut(name string) bool {
	return strings.ContainsAny(name, "?\ufffd") || !utf8.ValidString(name)
}
