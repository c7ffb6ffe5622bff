package sample

import (
	"slices"
	"strings"

	"ifnscope/score/note"
)

// thePerson is what a table is joined through that has a row a person.
const thePerson = "the person"

// JoinPeople returns a table that has one row a person, such as sex and age,
// with one row a sample: that of the person whose it is, in the order of the
// samples, of whom persons holds one each. The column that names the people is
// left out, for that much is known.
//
// It reports false if no column names at least two of the people, one in ten of
// them, and half of them or half of the rows, each once; or if the table has a
// column of visits or dates, for then a row is of one day. Where people are
// numbers, a column is of people only if its heading says so: the others may be
// ages, or anything.
func (t *Table) JoinPeople(samples, persons []string) (joined *Table, key Key, notes note.Log, ok bool) {
	if slices.ContainsFunc(t.columns, func(c string) bool {
		h := heading(c)
		return slices.Contains(visitNames, h) || slices.Contains(dateNames, h)
	}) {
		return nil, Key{}, nil, false
	}
	whose := slices.DeleteFunc(distinct(persons), func(p string) bool { return p == "" })
	headed := func(c int) bool { return slices.Contains(subjectNames, heading(t.columns[c])) }
	best := t.best(whose, thePerson, headed, match{column: -1})
	numbered := slices.ContainsFunc(whose, func(p string) bool { return strings.Trim(p, "0123456789.") == "" })
	if best.column < 0 && !numbered {
		best = t.best(whose, thePerson, t.any, best)
	}
	if best.column < 0 || len(best.rows) < 2 || 10*len(best.rows) < len(whose) {
		return nil, Key{}, nil, false
	}
	as := map[string]string{}
	for k, p := range whose {
		as[p] = best.names[k]
	}
	names := make([]string, len(persons))
	for j, p := range persons {
		names[j] = as[p]
	}
	column := t.columns[best.column]
	rest := t.Without([]string{column})
	if rest == nil {
		return nil, Key{}, nil, false
	}
	joined, without := rest.spread(names, best.rows, samples)
	key = Key{Column: column, How: best.how(), Named: len(samples) - len(without), Of: len(samples)}
	noteApart(&notes, without, len(samples), t.Len()-len(best.rows))
	notes.Warnf(note.JoinPeople, "", "the table has a row a person, not a sample: it stands with each of their samples, also where something changed between them, as activity or a drug does; joined by %s", key)
	return joined, key, notes, true
}
