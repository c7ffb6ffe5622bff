package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"ifnscope/score/note"
)

// partAt returns part i, of a label that says no more what lies between what was
// before, as in "week 4 predose", and any number.
func partAt(parts []part, i int) part {
	if i < len(parts) {
		return parts[i]
	}
	return part{stage: counted}
}

// differ returns the parts that tell the order of two labels, the last ones if
// none does.
func differ(a, b []part) (p, q part) {
	for i := range max(len(a), len(b)) {
		if p, q = partAt(a, i), partAt(b, i); p.compare(q) != 0 {
			break
		}
	}
	return p, q
}

// told reports whether it is known which of two labels comes first, so that it
// is not their text that decides.
func told(a, b []part) bool {
	p, q := differ(a, b)
	switch {
	case p.compare(q) == 0, p.stage == worded, q.stage == worded:
		return false
	case p.stage == q.stage:
		return p.text == q.text && (p.scale == q.scale || p.scale == none || q.scale == none)
	case p.stage == counted:
		return q.text == "" // after what?
	}
	return p.text == "" || q.stage != counted
}

// compareParts compares two labels as read.
func compareParts(a, b []part) int {
	p, q := differ(a, b)
	return p.compare(q)
}

// VisitOrder returns the order of the visit labels of d, by what their words and
// numbers say of the time, and where these say nothing by their text. It is
// for labels of d only: whether the dash of Week-4 is a minus is told by the
// others.
func (d *Design) VisitOrder() func(a, b string) int {
	place, _ := d.places()
	return byPlace(place)
}

// byPlace compares labels by what they say, then by their text.
func byPlace(place map[string][]part) func(a, b string) int {
	return func(a, b string) int { return cmp.Or(compareParts(place[a], place[b]), cmp.Compare(a, b)) }
}

// places reads every label of d. Dashes before numbers of days are hyphens if one
// of them stands before 0, or if all such numbers have one and not only behind a
// letter; if all have one, without a 0, unsure is the first such label.
func (d *Design) places() (place map[string][]part, unsure string) {
	place = map[string][]part{}
	without, zero, long := false, false, false
	for j, label := range d.Visit {
		if _, ok := place[label]; !ok {
			place[label] = readVisit(label)
		}
		for _, p := range place[label] {
			if p.scale != time || d.Role[j] == Excluded {
				continue
			}
			without = without || !p.dash
			zero = zero || p.dash && p.number == 0
			long = long || p.dash && !p.letter
			if p.dash && unsure == "" {
				unsure = label
			}
		}
	}
	hyphens := zero || long && !without
	for _, parts := range place {
		for i := range parts {
			if parts[i].dash && !hyphens {
				parts[i].number = -parts[i].number
			}
		}
		if parts[0].stage == counted && parts[0].number < 0 {
			parts[0].stage = ahead
		}
	}
	if without || zero {
		unsure = ""
	}
	return place, unsure
}

// checkOrder notes where the labels of somebody's visits do not tell which comes
// first, and which of them have no place in time.
func (d *Design) checkOrder(notes *note.Log) {
	place, dashed := d.places()
	order := byPlace(place)
	var here []int
	for j, r := range d.Role {
		if r != Excluded {
			here = append(here, j)
		}
	}
	var unsure string
	var lost []string
	for _, js := range d.BySubject(here) {
		var labels []string
		for _, j := range js {
			if !slices.Contains(labels, d.Visit[j]) {
				labels = append(labels, d.Visit[j])
			}
		}
		slices.SortFunc(labels, order)
		for i, v := range labels {
			if len(labels) > 1 && place[v][0].stage >= unplaced && !slices.Contains(lost, v) {
				lost = append(lost, v)
			}
			if i == 0 || unsure != "" {
				continue
			}
			if u := labels[i-1]; !told(place[u], place[v]) {
				unsure = fmt.Sprintf("%q and %q do not say which is first", u, v)
			} else if dashed != "" && slices.ContainsFunc(place[v], func(p part) bool { return p.dash }) {
				unsure = fmt.Sprintf("the dash in %q may be a minus or a hyphen", dashed)
			}
		}
	}
	const way = `To set the order, give the sample table a column with the date (2020-12-31) of each sample, or with the planned day or number of its visit (1, 2, 3), open it again, and choose that column under "Visit from"`
	if unsure != "" {
		var all []string
		for _, v := range d.Visits() {
			all = append(all, strconv.Quote(v))
		}
		notes.Warnf(note.VisitsByText, "", "the names of the visits leave their order open: %s. They are taken in this order: %s. The first visit, change and neutralisation follow it. %s", unsure, note.Names(all, 20), way)
	}
	if len(lost) > 0 {
		slices.SortFunc(lost, order)
		for i, v := range lost {
			if lost[i] = strconv.Quote(v); v == "" {
				lost[i] = "samples without a visit"
			}
		}
		notes.Warnf(note.VisitsUnplaced, "", "some visits have no place in time and stand after all others: %s. %s", note.Names(lost, 5), way)
	}
}
