package sample

import (
	"slices"
	"strings"
)

// What values and columns are called in clinical tables, in English, German,
// French, Spanish, Italian, Dutch and Swedish. All are without accents, see
// [Plain].

// healthyWords mark the values of healthy people, whatever stands beside them,
// unless the word before says no.
var healthyWords = []string{"healthy",
	"gesund", "gesunde", "gesunder", "gesunden", "gesundes", "sain", "saine", "sains", "saines", "sano", "sana", "sanos", "sanas", "sani", "sane",
	"gezond", "gezonde", "frisk", "friska", "friskt"}

// no says that a word after it does not hold.
var no = []string{"non", "not", "nicht", "keine", "pas", "no", "niet", "ej", "icke", "inte"}

// controlWords mark the values of healthy controls. A value matches if it has
// one of them as a word. The groupWords do so only where groups are named, in a
// column such as "group" or at the beginning of sample names: elsewhere they
// mean a normal C3, not done, not detected.
var (
	controlWords = []string{"control", "controls", "hc", "hd", "hv", "ctrl", "ctl", "unaffected", "volunteer", "hcs", "hbd",
		"kontrolle", "kontrollen", "kontrollperson", "kontrollpersonen", "kontrollgruppe", "temoin", "temoins", "controle", "controles", "controllo", "controlli",
		"kontroll", "kontroller", "kontrollgrupp", "volontaire", "volontaires", "voluntario", "voluntarios", "vrijwilliger", "vrijwilligers"}
	groupWords = []string{"normal", "nc", "ns", "nd"}
)

// notHealthy mark values that hold a control word and mean somebody ill.
var notHealthy = []string{"disease", "diseased", "abnormal", "unhealthy", "non", "not", "vehicle", "positive", "pathological", "sle", "patient", "patients",
	"lupus", "led", "les", "patienten", "patientin", "patientinnen", "krank", "kranke", "kranker", "kranken", "nicht", "keine", "pas", "malade", "malades", "maladie",
	"paciente", "pacientes", "enfermo", "enferma", "enfermos", "enfermas", "enfermedad", "paziente", "pazienti", "malato", "malati", "sjuk", "sjuka", "ziek", "zieke", "ej", "icke", "inte", "niet"}

// calibratorWords mark values that name what plates are brought together by,
// which is no person.
var calibratorWords = []string{"calibrator", "calibrators", "kalibrator", "kalibratoren", "calibrateur", "calibrador", "calibratore"}

func looksCalibrator(v string) bool {
	return slices.ContainsFunc(words(v), func(w string) bool { return slices.Contains(calibratorWords, w) })
}

// looksControl reports whether a group value names healthy controls.
// "Healthy control of SLE" does: healthy decides. group says that the value
// stands where groups are named.
func looksControl(v string, group bool) bool {
	w := words(v)
	for i, x := range w {
		if slices.Contains(healthyWords, x) && (i == 0 || !slices.Contains(no, w[i-1])) {
			return true
		}
	}
	found := false
	for _, x := range w {
		if slices.Contains(notHealthy, x) {
			return false
		}
		// con is with in Spanish and Italian: "con nefritis"
		found = found || slices.Contains(controlWords, x) || group && (slices.Contains(groupWords, x) || x == "con" && len(w) == 1)
	}
	return found
}

// words splits a value into lower-case words of letters without accents.
func words(s string) []string {
	return strings.FieldsFunc(Plain(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r > 0x7f)
	})
}

// groupNames, subjectNames, dateNames and visitNames are headings of columns
// that usually hold the group, the person, the day of the sample and the visit.
var (
	groupNames = []string{"group", "diagnosis", "disease", "status", "condition", "disease state", "diseasestatus", "disease status", "class", "cohort", "type", "phenotype", "case",
		"study group", "patient group", "subject group", "disease group", "sample group", "case control", "clinical diagnosis",
		"gruppe", "diagnose", "krankheit", "erkrankung", "kohorte", "fall kontrolle", "groupe", "diagnostic", "maladie", "cohorte", "statut", "grupo", "diagnostico", "enfermedad", "estado",
		"gruppo", "diagnosi", "malattia", "groep", "ziekte", "grupp", "diagnos", "sjukdom"}
	subjectNames = []string{"subject", "subject id", "subjectid", "patient", "patient id", "patientid", "donor", "donor id", "donorid", "individual", "individual id", "participant", "participant id", "person",
		"proband", "probanden id", "patienten id", "teilnehmer", "teilnehmer id", "sujet", "id patient", "sujeto", "paciente", "id paciente", "paziente", "deltagare", "forsoksperson"}
	dateNames = []string{"date", "sampling date", "sample date", "date of sampling", "collection date", "date of collection", "sample collection date", "visit date", "date of visit", "blood draw date", "draw date", "date of draw",
		"datum", "entnahmedatum", "probendatum", "abnahmedatum", "blutentnahmedatum", "datum der entnahme", "visitendatum", "date de prelevement", "date prelevement", "date de visite", "date de la visite",
		"fecha", "fecha de toma", "fecha de muestra", "fecha de extraccion", "fecha de visita", "fecha de la visita", "provtagningsdatum", "provdatum", "besoksdatum"}
	visitNames = []string{"visit", "visit number", "timepoint", "time point", "time", "day", "week", "month", "visit name", "treatment day", "study day", "study visit", "treatment week", "study week",
		"visite", "zeitpunkt", "besuch", "termin", "tag", "woche", "monat", "jour", "semaine", "mois", "visita", "dia", "semana", "mes", "besok", "dag", "vecka", "manad"}
)

// heading returns the name of a column in lower case, without accents and what
// stands in brackets, its words parted by single blanks.
func heading(column string) string {
	var b strings.Builder
	depth := 0
	for _, r := range Plain(column) {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
			r = ' '
		}
		switch {
		case depth > 0:
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x7f && r != '\u00a0':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// isGroup reports whether a column of this name holds groups.
func isGroup(column string) bool { return slices.Contains(groupNames, heading(column)) }
