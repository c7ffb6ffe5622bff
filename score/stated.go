package score

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// runDates are the names, folded to letters, of a column or of a fact of the assay
// that tells when a sample was measured. A date of sampling is no such date.
var runDates = []string{"rundate", "dateofrun", "runendtime", "experimentrunendtime", "assaydate", "measurementdate"}

// IsRunDate reports whether a column or a fact of this name tells when a sample
// was measured.
func IsRunDate(name string) bool {
	return slices.Contains(runDates, strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name))
}

// lotWords are words in the name of a column that holds a lot of reagents, or what
// stands for one, and whether another than that of the controls is a warning:
// every cartridge is another.
var lotWords = []struct {
	word, title string
	warning     bool
}{
	{"lot", "lot", true}, {"lote", "lot", true}, {"charge", "lot", true}, {"codeset", "code set", true}, {"cartridge", "cartridge", false},
}

// lotOf returns the place in lotWords of the name of a column, -1 for none.
func lotOf(name string) int {
	words := strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(name), "code set", "codeset"), func(r rune) bool { return !unicode.IsLetter(r) })
	for i, l := range lotWords {
		if slices.Contains(words, l.word) {
			return i
		}
	}
	return -1
}

// stated is what the files say of lots and run dates, each value once.
type stated struct {
	lots  [][]string // by lotWords
	dates []string
}

// stated gathers what the assay and the rows of the samples that are scored say.
func (in Input) stated(d *sample.Design) stated {
	s := stated{lots: make([][]string, len(lotWords))}
	add := func(f read.Fact) {
		v := strings.TrimSpace(f.Value)
		if v == "" {
			return
		}
		if i := lotOf(f.Key); i >= 0 && !slices.Contains(s.lots[i], v) {
			s.lots[i] = append(s.lots[i], v)
		}
		if IsRunDate(f.Key) && !slices.Contains(s.dates, v) {
			s.dates = append(s.dates, v)
		}
	}
	if in.Assay != nil {
		for _, f := range in.Assay.Facts {
			add(f)
		}
	}
	if in.Table != nil {
		for _, name := range in.Table.Columns() {
			for j, v := range in.Table.Column(name) {
				if d.Role[j] != sample.Excluded {
					add(read.Fact{Key: name, Value: v})
				}
			}
		}
	}
	return s
}

// against notes where lots and run dates differ from those that the laboratory
// states of its controls, and what could not be compared. Neither is refused: a
// lot that was bridged, or another day, is how an assay is used.
func (s stated) against(about ref.About, notes *note.Log) {
	var not []string // compared
	here := false
	for i, lots := range s.lots {
		here = here || len(lots) > 0
		other := slices.DeleteFunc(lots, func(v string) bool { return hasLot(about.Lot, v) })
		switch what := lotWords[i].title; {
		case about.Lot == "" || len(other) == 0:
		case lotWords[i].warning:
			notes.Warnf(note.ReferenceLot, about.Name, "%s %s here, lot %s in the reference file: scores can shift from lot to lot, and a sample measured with both would tell by how much", what, strings.Join(other, ", "), about.Lot)
		default:
			notes.Infof(note.ReferenceLot, about.Name, "%s %s here, lot %s in the reference file", what, strings.Join(other, ", "), about.Lot)
		}
	}
	if !here || about.Lot == "" {
		not = append(not, "the lot, which "+lacking(here, about.Lot != ""))
	}
	if len(s.dates) == 0 || about.Date == "" {
		not = append(not, "the run date, which "+lacking(len(s.dates) > 0, about.Date != ""))
	} else {
		var other, unread []string
		for _, v := range s.dates {
			switch a, b := day(v), day(about.Date); {
			case a == "" || b == "":
				unread = append(unread, v)
			case a != b && !slices.Contains(other, a):
				other = append(other, a)
			}
		}
		if len(other) > 0 {
			notes.Infof(note.ReferenceDate, about.Name, "run date %s here, %s in the reference file", strings.Join(other, ", "), about.Date)
		}
		if len(unread) > 0 {
			not = append(not, fmt.Sprintf("the run date, which is written %s here and %s in the reference file", strings.Join(unread, ", "), about.Date))
		}
	}
	if len(not) > 0 {
		notes.Infof(note.ReferenceNotCompared, about.Name, "not compared with the controls of the reference file: %s", strings.Join(not, "; "))
	}
}

// lacking says who does not state something.
func lacking(here, there bool) string {
	switch {
	case here:
		return "the reference file does not state"
	case there:
		return "the files here do not state"
	}
	return "neither states"
}

// hasLot reports whether what a laboratory wrote of its lots is a value, or has it
// among others, whatever the case and with or without the word before it.
func hasLot(written, value string) bool {
	fold := func(s string) string {
		return strings.TrimLeft(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "lot"), " :#.")
	}
	w, v := fold(written), fold(value)
	return w == v || slices.Contains(strings.FieldsFunc(w, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/+:", r) }), v)
}

// day returns the day of a date that begins with the year, "2025-11-21 11:09" or
// "20251121", as 2025-11-21; empty for others, in which day and month could be
// taken for each other.
func day(s string) string {
	date, _, _ := strings.Cut(strings.Replace(strings.TrimSpace(s), "T", " ", 1), " ")
	if len(date) == 10 && strings.ContainsRune("-/.", rune(date[4])) && date[7] == date[4] {
		date = date[:4] + date[5:7] + date[8:]
	}
	if len(date) != 8 || strings.Trim(date, "0123456789") != "" || date < "19" || date >= "21" || date[4:6] > "12" || date[6:] > "31" {
		return ""
	}
	return date[:4] + "-" + date[4:6] + "-" + date[6:]
}
