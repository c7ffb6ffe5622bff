package pcr

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"ifnscope/score/read"
	"ifnscope/score/read/archive"
)

// RDML is XML, as a rule alone in a zip archive (Lefever S et al., Nucleic
// Acids Res 2009, doi:10.1093/nar/gkp056; rdml.org, versions 1.0 to 1.4). Only
// the elements that are used here are kept; what a version adds or renames
// beside them does not matter.

// isRDML reports whether an XML text begins an RDML document.
func isRDML(b []byte) bool {
	b = bytes.TrimLeft(b, "\xef\xbb\xbf \r\n\t")
	return bytes.HasPrefix(b, []byte("<")) && bytes.Contains(b[:min(len(b), 1<<10)], []byte("<rdml"))
}

func sniffRDML(head []byte) int {
	if isRDML(head) {
		return 95
	}
	for _, e := range archive.Peek(head) {
		if isXML(e.Name) && isRDML(e.Data) {
			return 95
		}
	}
	return 0
}

func isXML(name string) bool { return strings.EqualFold(path.Ext(name), ".xml") }

func peekRDML(head []byte, opt read.Options) (read.Summary, error) {
	opt.Kind, opt.GenesIn, opt.IDColumn, opt.Delimiter, opt.Column = read.Expression, "rows", "tar", "", "cq"
	return read.Summary{Options: opt, Evidence: []read.Evidence{
		{What: "content", Guess: "results of a qPCR run", Why: "an RDML document"},
		{What: "values", Guess: "Ct (cycles)", Why: "the elements cq"},
	}}, nil
}

func loadRDML(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	b, err := read.All(r, maxText)
	if err != nil {
		return nil, err
	}
	name := ""
	if archive.Is(b) {
		entries, _, err := archive.Read(bytes.NewReader(b), isXML)
		if err != nil {
			return nil, err
		}
		b = nil
		for _, e := range entries {
			if isRDML(e.Data) {
				name, b = path.Base(e.Name), e.Data
				break
			}
		}
	}
	p, err := parseRDML(b)
	var e *read.Error
	if errors.As(err, &e) {
		e.File = name
	}
	if err != nil {
		return nil, err
	}
	return p.content(s)
}

// isGUID reports whether an id is one that LightCycler 96 gives to samples and,
// behind an @, to targets: 8-4-4-4-12 hexadecimal digits. Their names stand in
// the description.
func isGUID(id string) bool {
	_, behind, at := strings.Cut(id, "@")
	if at {
		id = behind
	}
	groups := strings.Split(id, "-")
	if len(groups) != 5 {
		return false
	}
	for i, n := range []int{8, 4, 4, 4, 12} {
		if len(groups[i]) != n || strings.Trim(groups[i], "0123456789abcdefABCDEF") != "" {
			return false
		}
	}
	return true
}

// efficiencyOf reads an efficiency, 1 being a doubling: instruments write it
// as a share (0.94), as the base (1.94) or in per cent (93.9).
func efficiencyOf(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || !(v > 0) || v > 200:
		return 0, false
	case v > 3:
		return v / 100, true
	case v > 1.3: // a base below 1.3 is no amplification
		return v - 1, true
	}
	return v, true
}
