package sig_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/sig"
)

func TestPresets(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range sig.Presets() {
		s, ok := sig.ByID(p.Signature)
		if !ok || seen[p.ID] || p.Title == "" || p.Source == "" || p.Assay == "" || p.Tissue == "" || p.Normaliser == "" {
			t.Errorf("%+v", p)
			continue
		}
		seen[p.ID] = true
		if p.Cutoff != 0 && p.Controls == "" {
			t.Errorf("%s: the cut-off %g rests on nobody", p.ID, p.Cutoff)
		}
		if p.Rule.SD != 0 && p.Rule.Centile != 0 {
			t.Errorf("%s has two rules", p.ID)
		}
		// the number is that of the data file
		if p.Cutoff != 0 && !strings.Contains(s.Cutoff, strconv.FormatFloat(p.Cutoff, 'g', -1, 64)) {
			t.Errorf("%s: cut-off %g, %s has %q", p.ID, p.Cutoff, s.ID, s.Cutoff)
		}
		if len(p.References) > 0 && !slices.Equal(p.References, s.References) {
			t.Errorf("%s: reference genes %v, %s has %v", p.ID, p.References, s.ID, s.References)
		}
		if !slices.ContainsFunc(sig.PresetFor(p.Signature), func(x sig.Preset) bool { return x.ID == p.ID }) {
			t.Errorf("%s is not found by its signature", p.ID)
		}
		// a preset fits its own assay
		a := sig.Assay{Kind: p.Assay, Tissue: p.Tissue, Normaliser: p.Normaliser, Measured: slices.Concat(s.Symbols(), p.References), Controls: p.Controls}
		if f := p.Fit(a); !f.Preset || f.Cutoff != (p.Cutoff != 0) {
			t.Errorf("%s does not fit itself: %+v", p.ID, f)
		}
	}
	if len(sig.PresetFor("hallmark-ifna")) > 0 {
		t.Error("a pathway has a preset")
	}
}

func TestFit(t *testing.T) {
	p := sig.PresetFor("crow6")[0]
	s, _ := sig.ByID("crow6")
	own := sig.Assay{Kind: sig.QPCR, Tissue: "whole blood", Normaliser: sig.DeltaCt, Measured: append(s.Symbols(), "HPRT1", "RNA18S")}
	for _, c := range []struct {
		name           string
		change         func(a *sig.Assay)
		preset, cutoff bool
		why            string
	}{
		{"own controls", func(a *sig.Assay) {}, true, false, "rests on the 29 controls"},
		{"those very controls", func(a *sig.Assay) { a.Controls = p.Controls }, true, true, ""},
		{"NanoString", func(a *sig.Assay) { a.Kind, a.Controls = sig.NanoString, p.Controls }, false, false, "for qPCR, and the data are of NanoString"},
		{"an unknown assay", func(a *sig.Assay) { a.Kind = "" }, false, false, "an unknown kind"},
		{"PBMC", func(a *sig.Assay) { a.Tissue = "PBMC" }, false, false, "for whole blood, and the data are of PBMC"},
		{"not normalised", func(a *sig.Assay) { a.Normaliser = sig.AsMeasured }, false, false, "it is for values normalised by dCt, and the data are normalised by nothing"},
		{"five of the genes", func(a *sig.Assay) { a.Measured = a.Measured[1:] }, false, false, "missing: IFI27"},
		{"no 18S", func(a *sig.Assay) { a.Measured = a.Measured[:7] }, false, false, "the reference genes RNA18S"},
	} {
		a := own
		a.Measured = slices.Clone(own.Measured)
		c.change(&a)
		f := p.Fit(a)
		if f.Preset != c.preset || f.Cutoff != c.cutoff || !strings.Contains(strings.Join(f.Why, "; "), c.why) || c.why == "" && len(f.Why) > 0 {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
	ifngs := sig.PresetFor("ifngs4")[0]
	if f := ifngs.Fit(sig.Assay{}); !strings.Contains(strings.Join(f.Why, "; "), "no cut-off is published") {
		t.Errorf("%+v", f)
	}
}
