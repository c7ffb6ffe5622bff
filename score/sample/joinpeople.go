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
// left out, for that much is known. It reports false if no column names at
// least half of the people, each once; a column of numbers is one only if its
// heading says so.
func (t *Table) JoinPeople(samples, persons []string) (joined *Table, key Key, notes note.Log, ok bool) {
	whose := slices.DeleteFunc(distinct(persons), func(p string) bool { return p == "" })
	best := t.best(whose, thePerson, match{column: -1})
	if best.column < 0 {
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
	noteWithout(&notes, without, len(samples))
	if extra := t.Len() - len(best.rows); extra > 0 {
		notes.Infof(note.TableRowUnused, "", "%d rows of the sample table belong to no sample of the expression table", extra)
	}
	notes.Infof(note.JoinPeople, "", "the table has a row a person, which stands with each of their samples; joined by %s", key)
	return joined, key, notes, true
}

// mayNamePeople reports whether a column may hold the names of people: numbers
// may be ages as well, or anything.
func (t *Table) mayNamePeople(column int) bool {
	return slices.Contains(subjectNames, heading(t.columns[column])) || slices.ContainsFunc(t.cells[column], func(s string) bool {
		return strings.Trim(s, "0123456789., ") != ""
	})
}
