package pcr

import (
	"math"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// kind is what a well is for.
type kind int

const (
	unknown    kind = iota // a sample
	noTemplate             // no template, or no reverse transcriptase
	standard               // a known quantity
	other                  // a positive or internal control
)

// wellRow is one well of a plate.
type wellRow struct {
	sample, target string
	kind           kind
	value          float64 // NaN if undetermined
	quantity       float64 // NaN if not told
	group          string
	apart          []string // cells of the columns that may tell samples apart
	subject        string   // whose sample it is, where they were told apart
	plate          int      // which of the plates of the file it is on, from 0
	omitted        bool
}

// plate is what a file holds: one plate as a rule, or the wells of several.
type plate struct {
	wells       []wellRow
	named       map[string]int // the plates of a table by their names
	last        string         // name of the plate of the last well
	ran         map[int]int    // cycles of the plates, of a file that tells them apart
	header      *header
	facts       []read.Fact
	references  map[string]bool    // targets that the file names as reference genes
	efficiency  map[string]float64 // by target, 1 being a doubling
	calibrators []string
	cycles      int
	unnamed     int            // wells with a value and no sample or target
	dyes        int            // wells that only their dye names, left out
	dye         string         // of the first of them
	dyeLine     int            // where it stands
	lastCycle   int            // wells whose value was the number of cycles
	flags       map[string]int // wells by the instrument's flag
	guessed     string         // the target of a file without a column for it
	why         string         // it was guessed
	unsure      bool           // it is no gene
}

// kinds are the beginnings of folded task names of wells that are no samples.
// CFX writes NTC-1, Neg Ctrl, Std-01 and Pos Ctrl, LightCycler 96 Negative
// control, QuantStudio STANDARD, IPC and BlockedIPC. Whatever else a table has
// in such a column, as Unkn-01, Target, Endogenous Control or whole blood, is a
// sample.
var kinds = []struct {
	begins string
	kind   kind
}{
	{"ntc", noTemplate}, {"notemplate", noTemplate}, {"negativec", noTemplate}, {"negc", noTemplate}, {"nrt", noTemplate}, {"nort", noTemplate}, {"blank", noTemplate}, {"water", noTemplate}, {"ntp", noTemplate}, {"nac", noTemplate},
	{"std", standard}, {"standard", standard},
	{"pos", other}, {"pcallele", other}, {"ipc", other}, {"blocked", other}, {"opt", other},
}

// kindOf judges a task.
func kindOf(task string) kind {
	f := text.FoldLatin(task)
	for _, k := range kinds {
		if strings.HasPrefix(f, k.begins) {
			return k.kind
		}
	}
	return unknown
}

// waters are folded sample names of wells without template that the operator
// left with the task of a sample.
var waters = map[string]bool{"ntc": true, "h2o": true, "water": true, "blank": true, "notemplate": true, "notemplatecontrol": true, "nrt": true, "nortcontrol": true}

// empty are folded words for a well of which nothing was written down, beside
// those of [text.Undetermined].
var empty = map[string]bool{"": true, "nan": true, "na": true, "null": true, "none": true, "inf": true}

// latestCycle is a Ct above which no run goes: the longest have 60 cycles.
const latestCycle = 60

// biomarkNone is what Biomark writes for no Ct; other software writes 0.
const biomarkNone = 999

// isUndetermined reports whether a cell says that there is no Ct: a word, or
// "> 40".
func isUndetermined(s string) bool {
	return strings.HasPrefix(s, ">") || text.Undetermined(s) || empty[text.FoldLatin(s)] && !strings.ContainsFunc(s, func(r rune) bool { return r >= '0' && r <= '9' })
}

// censor turns values that stand for the last cycle of their plate into NaN. A
// run of fewer
// cycles than some well has is one whose curves were cut from the export.
func (p *plate) censor() {
	highest := map[int]float64{}
	for _, w := range p.wells {
		if w.value > highest[w.plate] {
			highest[w.plate] = w.value
		}
	}
	last, longest := map[int]float64{}, 0.0
	for k, h := range highest {
		cycles, told := p.ran[k]
		if !told {
			cycles = p.cycles
		}
		switch {
		case h <= float64(cycles):
			last[k] = float64(cycles)
		case read.WholeRun(h):
			last[k] = h
		}
		longest = max(longest, h)
	}
	if longest > float64(p.cycles) {
		p.cycles = 0
	}
	for i, w := range p.wells {
		if w.value == last[w.plate] {
			p.wells[i].value = math.NaN()
			p.lastCycle++
		}
	}
}
