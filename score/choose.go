package score

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/sig"
)

// signatures returns the named signatures, or those of tier core and the
// person's own.
func signatures(ids []string, own []*sig.Signature) ([]*sig.Signature, error) {
	if len(ids) == 0 {
		return append(sig.Core(), own...), nil
	}
	var s []*sig.Signature
	for _, id := range ids {
		if i := slices.IndexFunc(own, func(x *sig.Signature) bool { return x.ID == id }); i >= 0 {
			s = append(s, own[i])
			continue
		}
		x, ok := sig.ByID(id)
		if !ok {
			return nil, fmt.Errorf("there is no signature %q", id)
		}
		s = append(s, x)
	}
	return s, nil
}

// scale returns the unit in which methods are asked whether they make sense:
// that of the table, unless its values were turned into ratios to reference
// genes, of which a difference of so many counts says nothing.
func scale(opt Options) expr.Unit {
	if n, ok := norm.ByID(opt.Normalisation); ok && n.References && n.To == expr.Log2 {
		return expr.RQ
	}
	return opt.Unit
}

// choose returns the methods that were named, or the default ones, without
// those that the data do not allow. It notes what it leaves out, but for
// default methods that are not meant for the unit or the signatures.
func choose(ids []string, f *method.Frame, u expr.Unit, notes *note.Log) ([]method.Method, error) {
	all, named := method.Default(), len(ids) > 0
	if named {
		all = nil
		for _, id := range ids {
			m, ok := method.ByID(id)
			if !ok {
				return nil, fmt.Errorf("there is no method %q", id)
			}
			all = append(all, m)
		}
	}
	genes, samples := f.Matrix.Dims()
	var methods []method.Method
	for _, m := range all {
		need := m.Needs()
		name := m.Info().Name
		switch {
		case need.Units != nil && !slices.Contains(need.Units, u), need.Counts && f.Counts == nil:
			if named {
				notes.Warnf(note.MethodUnit, name, "left out: it is not meant for %s", u.Title())
			}
		case need.Signatures != nil && !slices.ContainsFunc(f.Sets, func(s method.Set) bool { return slices.Contains(need.Signatures, s.Signature.ID) }):
			if named {
				notes.Warnf(note.MethodSignatures, name, "left out: it is defined only for %s, which is not chosen", strings.Join(need.Signatures, ", "))
			}
		case need.Reference && f.Reference == nil:
			notes.Warnf(note.MethodNeedsControls, name, "left out: it measures against healthy controls, and no sample is assigned as one")
		case need.Housekeeping && len(f.Housekeeping) == 0:
			notes.Infof(note.MethodNeedsHousekeeping, name, "left out: it needs reference genes, and none is chosen")
		case need.Genes != nil && len(f.Find(need.Genes)) == 0:
			notes.Infof(note.MethodNeedsGenes, name, "left out: none of the genes that it ranks against is in the table")
		case samples < need.MinSamples:
			notes.Infof(note.MethodNeedsSamples, name, "left out: it compares the samples of a run with each other and needs at least %d", need.MinSamples)
		default:
			if genes < need.Background {
				notes.Warnf(note.MethodBackground, name, "ranks the genes among all %d of the table; below %d the score is coarse", genes, need.Background)
			}
			switch {
			case need.Sets:
				notes.Infof(note.MethodCohort, name, "its scores depend on the other samples and signatures of this run, and change with them")
			case need.Cohort:
				notes.Infof(note.MethodCohort, name, "its scores depend on the other samples of this run, and change with them")
			}
			methods = append(methods, m)
		}
	}
	return methods, nil
}
