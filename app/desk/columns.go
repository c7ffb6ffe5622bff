package desk

import (
	"fmt"
	"maps"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/pathway"
	"ifnscope/score/sample"
)

// columns shows the columns of the sample table and what each is taken to hold.
func (s *state) columns() []job.ColumnView {
	var out []job.ColumnView
	for _, c := range pathway.Columns(s.table, s.holds) {
		v := job.ColumnView{Name: c.Name, Holds: c.Key, Why: c.Why, Said: c.Said}
		switch c.Kind {
		case pathway.Other:
		case pathway.Limit:
			v.Title = "limit of the normal range: " + c.Title
		default:
			v.Title = c.Title
		}
		values := map[string]bool{}
		for _, x := range s.table.Column(c.Name) {
			if x != "" {
				v.Filled++
				values[x] = true
			}
		}
		v.Values = len(values)
		_, v.Dates, _ = sample.Dates(s.table.Column(c.Name))
		out = append(out, v)
	}
	return out
}

// hold notes what a person says that a column holds.
func (s *state) hold(req job.Holds) error {
	if s.table == nil || s.table.Column(req.Column) == nil {
		return fmt.Errorf("the sample table has no column %q", req.Column)
	}
	if req.Key != "" && !slices.ContainsFunc(pathway.Choices(), func(c pathway.Choice) bool { return c.Key == req.Key }) {
		return fmt.Errorf("a column holds nothing that is called %q", req.Key)
	}
	said := maps.Clone(s.holds)
	if said == nil {
		said = map[string]string{}
	}
	said[req.Column] = req.Key
	if req.Forget {
		delete(said, req.Column)
	}
	s.holds = said
	return nil
}
