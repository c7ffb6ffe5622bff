package pathway

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/gene/human"
)

// TestSources opens every data file: each row has a source that was read, each
// gene is an approved symbol, each name that points elsewhere is there.
func TestSources(t *testing.T) {
	for _, list := range []any{Markers(), Sensors(), Regulators(), Findings(), Therapies(), Questions(), Places()} {
		v := reflect.ValueOf(list)
		if v.Len() < 10 {
			t.Errorf("%s has %d rows", v.Type(), v.Len())
		}
		for i := range v.Len() {
			row := v.Index(i)
			source := row.FieldByName("Source").String()
			if strings.TrimSpace(source) == "" {
				t.Errorf("%+v has no source", row)
			}
			for k := range row.NumField() {
				if f := row.Field(k); f.Kind() == reflect.String && (strings.Contains(f.String(), "[M]") || strings.Contains(f.String(), "LOCAL")) {
					t.Errorf("%+v was only remembered, or its source is not told", row)
				}
			}
		}
	}
	for _, g := range Genes() {
		if !human.Table().Approved(g) {
			t.Errorf("%s is no approved symbol", g)
		}
	}
	keys := map[string]bool{}
	for _, c := range clinical {
		keys[c.key] = true
	}
	for _, m := range Markers() {
		if m.Counts != "" && !keys[m.Counts] {
			t.Errorf("%s has the counts %q", m.ID, m.Counts)
		}
		if len(m.Genes) == 0 || m.Coherent != (len(m.Genes) > 1) {
			t.Errorf("%s has %d genes", m.ID, len(m.Genes))
		}
	}
	for _, f := range Findings() {
		if !slices.ContainsFunc(axes(), func(a Axis) bool { return a.ID == f.Axis }) {
			t.Errorf("the finding %q is of the axis %q", f.Feature, f.Axis)
		}
		if !slices.Contains([]string{"higher", "lower", "none", "higher?", "higher or none"}, f.Direction) {
			t.Errorf("the finding %q has the direction %q", f.Feature, f.Direction)
		}
	}
	ids := map[string]bool{}
	for _, n := range Places() {
		if ids[n.ID] {
			t.Errorf("two nodes are named %s", n.ID)
		}
		ids[n.ID] = true
	}
	for _, n := range Places() {
		for _, to := range slices.Concat(n.To, n.Blocks) {
			if !ids[to] {
				t.Errorf("%s acts on %q, which is not there", n.ID, to)
			}
		}
		if n.Measure == "axis" && !slices.ContainsFunc(axes(), func(a Axis) bool { return a.ID == n.Of }) {
			t.Errorf("%s is coloured by the axis %q", n.ID, n.Of)
		}
	}
	for _, d := range Therapies() {
		for _, n := range d.Nodes {
			if !ids[n] {
				t.Errorf("%s acts on %q, which is not there", d.Drug, n)
			}
		}
	}
	// the three trials that contradict each other on IFN-low
	for _, name := range []string{"anifrolumab, intravenous", "sifalimumab", "rontalizumab"} {
		if !slices.ContainsFunc(Therapies(), func(d Therapy) bool { return d.Drug == name && d.High != "not told" && d.Low != "not told" }) {
			t.Errorf("%s lacks its results in high and low", name)
		}
	}
}

// TestAnswer reads cells in several languages; one that says low says yes.
func TestAnswer(t *testing.T) {
	for cell, want := range map[string][2]bool{"ja": {true, true}, "Nein": {false, true}, "Oui": {true, true}, "sí": {true, true}, "négatif": {false, true}, "Positivo": {true, true}, "erniedrigt": {true, true}, "abaissé": {true, true},
		"unbekannt": {}, "": {}, "2": {}, "NA": {}} {
		if yes, known := answer(cell); [2]bool{yes, known} != want {
			t.Errorf("%q says %v, %v; want %v", cell, yes, known, want)
		}
	}
}

// TestLowColumn: where yes in a column of complement means low.
func TestLowColumn(t *testing.T) {
	for name, low := range map[string]bool{"C3 niedrig": true, "low C4": true, "Hypokomplementämie": true, "C3": false, "Komplement": false} {
		if recognise(name).low != low {
			t.Errorf("%q: yes means low: %v, want %v", name, !low, low)
		}
	}
}

func TestRecognise(t *testing.T) {
	for name, want := range map[string]string{
		"anti-Ro60": "ro60", "SSA": "ro60", "Ro52": "ro52", "anti-TRIM21": "ro52", "anti-La/SSB": "la", "anti-Sm": "sm", "U1-RNP": "rnp", "a-dsd": "dsdna", "anti-dsDNA (IU/mL)": "dsdna",
		"C3 (g/L)": "c3", "low c4": "c4", "C1q": "c1q", "IFN-alpha (fg/mL)": "ifna", "anti-IFN-alpha antibodies": "antiifn", "IP-10": "cxcl10", "b cells": "b", "cd4 tcells": "cd4", "cd8 t cells": "cd8",
		"nk cells": "nk", "lymphocytes (10^9/L)": "lymphocytes", "hemato": "haematological", "renal": "renal", "Lupus nephritis": "renal", "SLEDAI-2K": "sledai", "hcq mg/d": "hcq", "cs mg/kg": "steroid",
		"age": "age", "stage": "", "iv cs": "steroid", "platelets": "platelets", "smoker": "", "visit": "", "WBC": "leukocytes", "ESR": "esr", "CRP (mg/L)": "crp", "IFN-gamma": "ifng", "array": "", "prednisone (mg/d)": "steroid",
		// German
		"Lupusnephritis": "renal", "Nierenbeteiligung": "renal", "Haut": "skin", "Hautbeteiligung": "skin", "Schleimhautulzera": "skin", "Gelenke": "joints", "Arthritis": "joints", "ZNS-Beteiligung": "cns", "Serositis": "serositis",
		"Anti-DNA": "dsdna", "dsDNS-Ak": "dsdna", "dsDNA-Antikörper (IE/ml)": "dsdna", "Antiphospholipid-AK": "apl", "Komplement": "complement", "C3c (g/l)": "c3", "Kortison": "steroid", "Prednisolon mg/Tag": "steroid", "Kortison-Dosis": "steroid",
		"Hydroxychloroquin": "hcq", "Immunsuppressiva": "drug", "Therapie": "drug", "Leukozyten": "leukocytes", "Thrombozyten": "platelets", "Thrombozytopenie": "haematological", "Lymphozytopenie": "haematological", "Proteinurie": "proteinuria",
		"Alter": "age", "Geschlecht": "sex", "Krankheitsdauer": "duration", "Infekt": "infection", "BSG": "esr", "Schub": "flare", "B-Zellen": "b", "Fieber": "fever",
		// French
		"néphrite": "renal", "Atteinte rénale": "renal", "peau": "skin", "Atteinte articulaire": "joints", "complément": "complement", "corticoïdes": "steroid", "Dose de corticoïdes (mg/j)": "steroid", "Âge": "age", "sexe": "sex", "anticorps anti-ADN": "dsdna",
		"plaquettes": "platelets", "traitement": "drug", "durée de la maladie": "duration", "fièvre": "fever", "VS": "", "Évolution de la maladie": "",
		// Spanish
		"Nefritis": "renal", "piel": "skin", "artritis": "joints", "complemento": "complement", "Actividad de la enfermedad": "", "anti-La": "la", "Corticoides (dosis)": "steroid", "hidroxicloroquina": "hcq", "Edad": "age", "plaquetas": "platelets",
		// Swedish
		"Njurengagemang": "renal", "hud": "skin", "Artrit": "joints", "kortison": "steroid", "ålder": "age", "kön": "sex", "lymfocyter": "lymphocytes",
		// measured in serum or by flow
		"IFN-alpha Simoa (fg/mL)": "ifna", "BAFF (pg/ml)": "baff", "BLyS": "baff", "anti-BLyS": "drug", "IL-6": "il6", "IL-18 (pg/mL)": "il18", "MCP-1": "ccl2", "CCL2": "ccl2", "Galectin-9": "galectin9", "SIGLEC1 (flow)": "siglec1", "CD169 monocytes MFI": "siglec1",
		"anti-IL-6 therapy": "drug", "IL-60": "",
		// not what they hold a part of
		"particular": "", "injury": "", "Hauteur": "", "Visite": "",
	} {
		if got := recognise(name).Key; got != want {
			t.Errorf("%q is taken for %q, want %q", name, got, want)
		}
	}
}
