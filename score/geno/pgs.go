package geno

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/read/text"
)

// SniffPGS reports whether the first bytes of a file, decompressed, are those
// of a scoring file of the PGS Catalog.
func SniffPGS(head []byte) bool {
	for line := range bytes.Lines(head) {
		switch {
		case bytes.HasPrefix(line, []byte("###PGS CATALOG SCORING FILE")), bytes.HasPrefix(line, []byte("#pgs_id=")):
			return true
		case len(bytes.TrimSpace(line)) == 0 || line[0] == '#':
			continue
		}
		c := bytes.Split(bytes.TrimRight(line, "\r\n"), []byte{'\t'})
		return hasCell(c, "effect_allele") && hasCell(c, "effect_weight")
	}
	return false
}

func hasCell(cells [][]byte, name string) bool {
	for _, c := range cells {
		if string(c) == name {
			return true
		}
	}
	return false
}

// ReadPGS reads a scoring file of the PGS Catalog (format 2.0, Lambert et al.
// 2021, doi:10.1038/s41588-021-00783-5; plain, gzip), harmonised or not. Rows
// of dominant and recessive effects are scored as such; haplotypes, diplotypes,
// interactions, weights by dosage, and alleles that are no bases (HLA, APOE)
// cannot be scored from single genotypes and say so. The error is an *Error or
// that of the reader.
func ReadPGS(r io.Reader, name string) (*Panel, error) {
	br, err := unpack(r)
	if err != nil {
		return nil, err
	}
	p := &Panel{ID: name, Title: name, Version: 1, Licence: "see the PGS Catalog", Seen: "the file as opened"}
	h := pgsHeader{}
	lines := text.NewLines(br)
	var col map[string]int
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, damaged(err)
		}
		switch {
		case len(line) == 0:
		case line[0] == '#':
			h.read(string(line))
		case col == nil:
			if col, err = pgsColumns(line, lines.Number()); err != nil {
				return nil, err
			}
		default:
			p.Lines++
			if p.Lines > maxCalls/20 {
				return nil, &Error{Line: lines.Number(), What: "the scoring file has more than 2.5 million variants", WayOut: "Use pgsc_calc on a computer with more memory"}
			}
			v, err := h.variant(col, strings.Split(string(line), "\t"))
			if err != nil {
				return nil, &Error{Line: lines.Number(), What: err.Error(), WayOut: "Download the scoring file again from the PGS Catalog"}
			}
			p.Variants = append(p.Variants, v)
		}
	}
	if len(p.Variants) == 0 {
		return nil, &Error{What: "the scoring file lists no variant", WayOut: "Download it again from the PGS Catalog"}
	}
	h.fill(p)
	return p, nil
}

// pgsHeader is what the header of a scoring file says.
type pgsHeader struct {
	id, name, trait, citation, weightType string
	build, harmonised                     Build
}

func (h *pgsHeader) read(line string) {
	key, value, ok := strings.Cut(strings.TrimLeft(line, "#"), "=")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch key {
	case "pgs_id":
		h.id = value
	case "pgs_name":
		h.name = value
	case "trait_reported":
		h.trait = value
	case "citation":
		h.citation = value
	case "weight_type":
		h.weightType = value
	case "genome_build":
		h.build = buildNamed(value)
	case "HmPOS_build":
		h.harmonised = buildNamed(value)
	}
}

// fill gives a panel its header.
func (h *pgsHeader) fill(p *Panel) {
	if h.id != "" {
		p.ID = h.id
		p.Title = strings.TrimSpace(h.id + " " + h.name)
	}
	if h.trait != "" {
		p.Title += ", " + h.trait
	}
	p.Citation, p.Build = h.citation, h.harmonised
	if p.Build == Unknown {
		p.Build = h.build
	}
	p.Weights = "as in the scoring file"
	if h.weightType != "" && h.weightType != "NR" {
		p.Weights += " (" + h.weightType + ")"
	}
	p.Warning = "a score of the PGS Catalog is a statistical predictor and no diagnostic test; it was made in the people of its study"
	if t := strings.ToLower(h.weightType); t == "or" || t == "hr" {
		p.Warning += "; its weights are ratios, and a sum of ratios means nothing: take their logarithm first"
	}
}

// pgsColumns finds the columns by name.
func pgsColumns(line []byte, number int) (map[string]int, error) {
	col := map[string]int{}
	for i, c := range strings.Split(string(line), "\t") {
		col[c] = i
	}
	_, effect := col["effect_allele"]
	_, weight := col["effect_weight"]
	_, byDosage := col["dosage_0_weight"]
	if !effect || !weight && !byDosage {
		return nil, &Error{Line: number, What: "the scoring file has no columns effect_allele and effect_weight", WayOut: "Bring a scoring file of the PGS Catalog (PGS*.txt.gz)"}
	}
	return col, nil
}

// variant reads one row.
func (h *pgsHeader) variant(col map[string]int, cells []string) (Variant, error) {
	get := func(name string) string {
		if i, ok := col[name]; ok && i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	yes := func(name string) bool { return strings.EqualFold(get(name), "true") || get(name) == "1" }
	v := Variant{RSID: get("rsID"), Chrom: chromName(get("chr_name")), Effect: strings.ToUpper(get("effect_allele")), Other: strings.ToUpper(get("other_allele")),
		OR: nan, Lower: nan, Upper: nan, Weight: nan, EUR: nan, EAS: nan, AF: nan, R2: nan, Gene: get("locus_name"), Use: Scored, Source: "scoring file"}
	if s := get("hm_rsID"); v.RSID == "" {
		v.RSID = s
	}
	if v.Other == "" {
		v.Other = strings.ToUpper(get("reference_allele")) // format 1.0
	}
	if err := v.setPos(h.build, get("chr_position")); err != nil {
		return v, err
	}
	if pos := get("hm_pos"); pos != "" {
		if err := v.setPos(h.harmonised, pos); err != nil {
			return v, err
		}
		if c := get("hm_chr"); c != "" {
			v.Chrom = chromName(c)
		}
	}
	if s := get("allelefrequency_effect"); s != "" {
		if x, err := strconv.ParseFloat(s, 64); err == nil && x >= 0 && x <= 1 {
			v.AF = x
		}
	}
	switch {
	case yes("is_dominant"):
		v.Mode = Dominant
	case yes("is_recessive"):
		v.Mode = Recessive
	}
	v.Complex = complexity(v, yes, get)
	if s := get("effect_weight"); s != "" {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return v, fmt.Errorf("the weight %q is no number", s)
		}
		v.Weight = x
	} else if v.Complex == "" {
		return v, fmt.Errorf("the variant %s has no weight", v.RSID)
	} else {
		v.Weight = 0
	}
	v.Group = v.RSID
	return v, nil
}

// complexity says why a row cannot be scored from single genotypes, empty if
// it can.
func complexity(v Variant, yes func(string) bool, get func(string) string) string {
	switch {
	case yes("is_haplotype"), yes("is_diplotype"):
		return "a haplotype, which single genotypes do not tell"
	case yes("is_interaction"):
		return "an interaction of several variants"
	case get("dosage_0_weight") != "" || get("dosage_1_weight") != "":
		return "weights by dosage"
	case complement(v.Effect) == "":
		return fmt.Sprintf("the effect allele %q is no string of bases", v.Effect)
	case v.Other != "" && complement(v.Other) == "":
		return fmt.Sprintf("the other allele %q is no string of bases", v.Other)
	}
	return ""
}

// setPos sets a position in a build. Where the build is not known the
// position is not used.
func (v *Variant) setPos(b Build, s string) error {
	if s == "" || s == "NA" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return fmt.Errorf("the position %q is no whole number", s)
	}
	switch b {
	case GRCh37:
		v.Pos37 = n
	case GRCh38:
		v.Pos38 = n
	}
	return nil
}
