package demo

import (
	"bytes"
	"io"
	"strconv"
	"sync"

	"ifnscope/score/read"
)

// Names of the two files of the example.
const (
	Expression = "SYNTHETIC-example-expression.tsv"
	Samples    = "SYNTHETIC-example-samples.tsv"
)

// Files returns the example as files to be opened.
func Files() []read.File {
	var fs []read.File
	for _, name := range []string{Expression, Samples} {
		b := Bytes(name)
		fs = append(fs, read.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(b)), nil
		}})
	}
	return fs
}

// Bytes returns the content of a file of the example, nil if there is no such
// file. It must not be changed.
func Bytes(name string) []byte {
	c := made()
	switch name {
	case Expression:
		return c.expression
	case Samples:
		return c.samples
	}
	return nil
}

type files struct{ expression, samples []byte }

var made = sync.OnceValue(func() files {
	r := newSource()
	ps := people(r)
	genes := responses(r)

	var e bytes.Buffer
	e.WriteString("gene")
	for _, p := range ps {
		for _, v := range p.visits {
			e.WriteByte('\t')
			e.WriteString(v.name)
		}
	}
	e.WriteByte('\n')
	var num []byte
	for _, g := range genes {
		e.WriteString(g.symbol)
		for _, p := range ps {
			own := g.sd * r.normal()
			for _, v := range p.visits {
				num = strconv.AppendFloat(append(num[:0], '\t'), g.value(v, own, r), 'f', 3, 64)
				e.Write(num)
			}
		}
		e.WriteByte('\n')
	}
	return files{e.Bytes(), clinical(r, ps)}
})

// clinical writes the table of the samples.
func clinical(r *source, ps []person) []byte {
	var b bytes.Buffer
	b.WriteString("sample\tsubject\tvisit\tgroup\tage\tsex\tskin\tjoints\trenal\thaematological\tSLEDAI\tanti-dsDNA (IU/mL)\tC3 (g/L)\tC4 (g/L)\tlymphocytes (10^9/L)\tprednisone (mg/d)\thydroxychloroquine\n")
	for _, p := range ps {
		for _, v := range p.visits {
			cells := []string{v.name, p.id, v.label, "healthy control", strconv.Itoa(p.age), "male"}
			if p.female {
				cells[5] = "female"
			}
			if p.patient {
				cells[3] = "SLE"
				for _, x := range []bool{v.skin, v.joints, v.renal, v.haemato} {
					cells = append(cells, yes(x))
				}
				cells = append(cells, strconv.Itoa(v.sledai))
				for _, x := range []float64{v.dsDNA, v.c3, v.c4, v.lymphocytes, v.prednisone} {
					cells = append(cells, strconv.FormatFloat(x, 'f', -1, 64))
				}
				cells = append(cells, yes(v.hydroxychloroquine))
				// one clinical value in forty was not written down
				for i := 6; i < len(cells); i++ {
					if r.chance(0.025) {
						cells[i] = ""
					}
				}
			} else {
				cells = append(cells, "", "", "", "", "", "", "", "", strconv.FormatFloat(round2(v.lymphocytes), 'f', -1, 64), "", "")
			}
			for i, c := range cells {
				if i > 0 {
					b.WriteByte('\t')
				}
				b.WriteString(c)
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

func yes(x bool) string {
	if x {
		return "yes"
	}
	return "no"
}
