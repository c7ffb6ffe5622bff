package sample

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stage is where in a study a visit lies, in the order in which visits come.
type stage uint8

const (
	screened stage = iota
	entered        // run-in, enrolment
	before         // of what is given
	ahead          // day -7
	baseline
	counted // a number of days, of cycles or of visits
	worded  // told by no word that is known
	dosed   // after what is given that day
	after   // of what is given
	ended   // of treatment, as planned or before
	final
	followed
	closed   // end of study
	unplaced // whenever it came
	unnamed  // no label
)

// scale is what the number of a visit counts. Numbers of two scales cannot be
// compared.
type scale uint8

const (
	none   scale = iota // a word without a number, or a bare 0, which is 0 of each
	visits              // one after another, or what is not said
	cycles              // of treatment
	time                // in days
)

// visitWords is what the words of visit labels mean, as [Plain] returns them,
// in the languages of [Recognise]. A word without a scale is a place by itself;
// one with a scale stands beside a number, of which one is so many of the
// scale's: a month is the twelfth part of a year of 365.25 days. Several words
// are one where they stand together. The last row is of words that say nothing.
var visitWords = []struct {
	stage stage
	scale scale
	one   float64
	words []string
}{
	{screened, none, 0, []string{"screening", "screen", "screened", "scr", "prescreening", "pre screening", "cribado"}},
	{entered, none, 0, []string{"run in", "runin", "lead in", "leadin", "washout", "wash out", "enrolment", "enrollment", "inclusion", "einschluss", "inklusion", "randomisation", "randomization"}},
	{before, none, 0, []string{"pre", "before", "prior", "predose", "pre dose", "preinfusion", "pre infusion", "preinjection", "pre injection", "pretreatment", "pre treatment", "pretherapy", "pre therapy", "prerx", "pretx",
		"vor", "vorher", "avant", "antes", "prima", "voor", "fore", "innan"}},
	{baseline, none, 0, []string{"baseline", "base line", "base", "bl", "bsl", "basal", "basale", "basislinie", "ausgangswert", "initial", "initiale", "start", "beginn", "inicio"}},
	{dosed, none, 0, []string{"postdose", "post dose", "after dose", "postinfusion", "post infusion", "after infusion", "postinjection", "post injection", "after injection", "eoi", "end of infusion"}},
	{after, none, 0, []string{"post", "after", "posttreatment", "post treatment", "after treatment", "posttherapy", "post therapy", "postrx", "posttx", "after therapy", "nach", "nachher", "danach", "apres", "despues", "dopo", "efter"}},
	{ended, none, 0, []string{"eot", "end of treatment", "end of study treatment", "end of therapy", "end treatment", "last dose", "therapieende", "behandlungsende", "fin de traitement", "fin de tratamiento",
		"et", "early termination", "early term", "termination", "early withdrawal", "premature withdrawal", "withdrawal", "early discontinuation", "premature discontinuation", "discontinuation", "abbruch"}},
	{final, none, 0, []string{"final", "last", "end", "exit", "ende", "letzte", "letzter", "abschluss", "fin", "fine", "dernier", "derniere", "ultimo", "ultima", "laatste", "sista"}},
	{followed, none, 0, []string{"follow up", "followup", "f u", "fu", "fup", "safety follow up", "long term follow up", "ltfu", "nachsorge", "nachbeobachtung", "verlaufskontrolle", "suivi", "seguimiento", "uppfoljning", "opvolging"}},
	{closed, none, 0, []string{"eos", "end of study", "end study", "study end", "end of trial", "end of follow up", "studienende"}},
	{unplaced, none, 0, []string{"unscheduled", "unsched", "unsch", "uns", "unplanned", "ad hoc", "flare", "flare up", "relapse", "schub", "poussee", "brote", "skov"}},
	{worded, none, 0, []string{"end of", "start of"}}, // of a part of the study
	{counted, time, 1.0 / 1440, []string{"min", "mins", "minute", "minutes", "minuten"}},
	{counted, time, 1.0 / 24, []string{"h", "hr", "hrs", "hour", "hours", "stunde", "stunden", "std", "heure", "heures", "hora", "horas", "ora", "ore", "uur", "timme", "timmar"}},
	{counted, time, 1, []string{"d", "day", "days", "tag", "tage", "tagen", "j", "jour", "jours", "dia", "dias", "giorno", "giorni", "dag", "dagen", "dagar"}},
	{counted, time, 7, []string{"w", "wk", "wks", "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas", "settimana", "settimane", "weken", "vecka", "veckor"}},
	{counted, time, 365.25 / 12, []string{"m", "mo", "mos", "mon", "mth", "mths", "month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi", "maand", "maanden", "manad", "manader"}},
	{counted, time, 365.25, []string{"y", "yr", "yrs", "year", "years", "jahr", "jahre", "jahren", "an", "ans", "annee", "annees", "ano", "anos", "anno", "anni", "jaar", "ar"}},
	{counted, cycles, 1, []string{"c", "cyc", "cycle", "zyklus", "ciclo", "cykel"}},
	{counted, visits, 1, []string{"v", "vis", "visit", "t", "tp", "time", "timepoint", "time point", "visite", "besuch", "termin", "zeitpunkt", "visita", "besok", "bezoek", "sample", "draw", "number", "no", "nr"}},
	{counted, none, 0, []string{"study", "trial", "treatment", "therapy", "scheduled", "planned", "of", "at", "on", "in", "the", "to", "de", "du", "st", "nd", "rd", "th"}},
}

// rowOf finds the row of visitWords of a word, or of several with blanks between.
var rowOf = func() map[string]int {
	rows := map[string]int{}
	for i, w := range visitWords {
		for _, s := range w.words {
			rows[s] = i
		}
	}
	return rows
}()

// part is one thing that a label says of the place of its visit. A label is a
// list of them, compared like words by their letters: C1D15 is cycle 1, day 15.
type part struct {
	stage  stage
	scale  scale
	text   string // words that are not known
	number float64
	// A dash stands between a word and the number: it is a minus in D-7 and a
	// hyphen in Week-4, which only the other labels tell. letter says that the
	// word is a letter.
	dash, letter bool
}

func (p part) compare(q part) int {
	return cmp.Or(cmp.Compare(p.stage, q.stage), cmp.Compare(p.scale, q.scale), cmp.Compare(p.text, q.text), cmp.Compare(p.number, q.number))
}

// token is a word or a number of a label.
type token struct {
	text       string
	start, end int // in the label
	isNumber   bool
	number     float64
	dash       bool // before the number
	blank      bool // and a blank before that, or nothing: it is a minus
}

// tokens splits a label, which is as [Plain] returns it.
func tokens(s string) []token {
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	var out []token
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		k := kind(r)
		if k == 0 {
			i += width
			continue
		}
		end := len(s)
		for j, x := range s[i:] {
			point := x == '.' && k == 1 && i+j+1 < len(s) && kind(rune(s[i+j+1])) == 1
			if kind(x) != k && !point {
				end = i + j
				break
			}
		}
		t := token{text: s[i:end], start: i, end: end, isNumber: k == 1}
		if t.isNumber {
			t.number, _ = strconv.ParseFloat(t.text, 64) // 1.2.3 is 0: no number of a visit
			t.dash = strings.HasSuffix(s[:i], "-") && (i < 2 || kind(rune(s[i-2])) != 1)
			t.blank = t.dash && (i == 1 || s[i-2] == ' ' || s[i-2] == '(')
		}
		out = append(out, t)
		i = end
	}
	return out
}

// phrase returns the row of visitWords that the tokens begin with, -1 for none,
// and how many of them it takes.
func phrase(toks []token) (row, n int) {
	const longest = 4 // end of follow up
	for n = min(longest, len(toks)); n > 0; n-- {
		var w []string
		for _, t := range toks[:n] {
			w = append(w, t.text)
		}
		if row, ok := rowOf[strings.Join(w, " ")]; ok {
			return row, n
		}
	}
	return -1, 1
}

// readVisit returns what a label says of the place of its visit.
func readVisit(label string) []part {
	s := dashes.Replace(Plain(strings.TrimSpace(label)))
	toks := tokens(s)
	if len(toks) == 0 {
		return []part{{stage: unnamed}}
	}
	var parts []part
	for i := 0; i < len(toks); {
		row, n := phrase(toks[i:])
		last := len(parts) - 1
		switch {
		case toks[i].isNumber:
			var p part
			p, n = readNumber(toks[i:], -1, "")
			if toks[i].blank && (p.scale == time || i == 0) {
				p.number = -p.number
			}
			parts = append(parts, p)
		case row >= 0 && visitWords[row].scale != none && i+n < len(toks) && toks[i+n].isNumber:
			p, k := readNumber(toks[i+n:], row, toks[i].text)
			if t := toks[i+n]; p.scale == time && t.blank {
				p.number = -p.number
			} else if p.scale == time && t.dash {
				p.dash, p.letter = true, len(toks[i].text) == 1
			}
			parts = append(parts, p)
			n += k
		case row >= 0 && visitWords[row].stage == counted:
			// a unit without a number, or a word that says nothing
		case row >= 0 && visitWords[row].stage != worded:
			parts = append(parts, part{stage: visitWords[row].stage})
		case last < 0:
			parts = append(parts, part{stage: worded, text: s[toks[i].start:toks[i+n-1].end]})
		case parts[last].stage == worded || parts[last].stage == after:
			parts[last].text += " " + s[toks[i].start:toks[i+n-1].end]
		}
		i += n
	}
	if len(parts) == 0 {
		return []part{{stage: worded, text: s}} // "treatment"
	}
	return arrange(parts)
}

// dashes are written in more than one way; a minus is no hyphen.
var dashes = strings.NewReplacer("\u2212", " -", "\u2013", "-")

// readNumber reads the number that toks begin with, and how many of them it takes.
// What it counts is said by the word before it, of the given row of visitWords,
// or by one behind: "4 weeks", "T6M". The d of V1d is no day.
func readNumber(toks []token, row int, word string) (part, int) {
	p := part{stage: counted, scale: visits, number: toks[0].number}
	if row >= 0 {
		p.scale, p.number = visitWords[row].scale, visitWords[row].one*p.number
	}
	if p.scale == visits && len(toks) > 1 {
		unit, n := phrase(toks[1:])
		next := 1+n < len(toks) && toks[1+n].isNumber && (row >= 0 || toks[1+n].start == toks[n].end) // the D of V3D28 belongs to 28
		if unit >= 0 && visitWords[unit].scale != none && !next && (row < 0 || visitWords[unit].scale == time && (len(toks[1].text) > 1 || word == "t")) {
			p.scale, p.number = visitWords[unit].scale, visitWords[unit].one*toks[0].number
			return p, 1 + n
		}
	}
	if p.scale == visits && p.number == 0 {
		p.scale = none
	}
	return p, 1
}

// arrange brings forward what comes first in time, wherever it stands in the
// label: predose on day 15 lies on day 15, and 30 days after the end of treatment
// after the end of treatment.
func arrange(parts []part) []part {
	if s := parts[0].stage; len(parts) > 1 && (s == before || s == dosed) && parts[1].stage == counted && parts[1].scale != visits {
		return append(parts[1:], parts[0])
	}
	for i := 2; i < len(parts); i++ {
		if s := parts[i].stage; parts[0].stage == counted && parts[i-1].stage == after && s >= ended && s <= closed {
			return append([]part{parts[i]}, parts[:i-1]...)
		}
	}
	return parts
}
