package geno

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// TestAllHeterozygous warns of an imputation that made everything so.
func TestAllHeterozygous(t *testing.T) {
	p := Interferon()
	who := person{map[string]int{}, Female}
	for i := range p.Variants {
		who.copies[p.Variants[i].RSID] = 1
	}
	f := load(t, writing{build: GRCh37}.vcf(p, who), p)
	if r := p.Score(f, 0, Options{}); !r.Notes.Has(note.GenotypeHet) {
		t.Error("no warning of a person that is heterozygous everywhere")
	}
	who.copies["rs1990760"] = 2
	f = load(t, writing{build: GRCh37}.vcf(p, who), p)
	if r := p.Score(f, 0, Options{}); r.Notes.Has(note.GenotypeHet) {
		t.Error("a warning of a person that is not")
	}
}

// TestAntibodies annotates IRF5 and IRF7 only where a status is given and a
// risk allele is there.
func TestAntibodies(t *testing.T) {
	p := Interferon()
	said := func(copies int, status Antibodies) string {
		who := person{map[string]int{"rs4728142": copies}, Female}
		r := p.Score(load(t, writing{build: GRCh37}.vcf(p, who), p), 0, Options{Antibodies: status})
		for _, n := range r.Notes {
			if n.Subject == "IRF5/IRF7" {
				return n.Text
			}
		}
		return ""
	}
	if s := said(1, AntibodiesPresent); !strings.Contains(s, "as here") || !strings.Contains(s, "IRF5") {
		t.Errorf("present: %q", s)
	}
	if s := said(1, AntibodiesAbsent); !strings.Contains(s, "absent here") {
		t.Errorf("absent: %q", s)
	}
	if s := said(0, AntibodiesPresent) + said(1, AntibodiesNotStated); s != "" {
		t.Errorf("without risk allele or status: %q", s)
	}
}

// TestBuild decides the build by header and by positions.
func TestBuild(t *testing.T) {
	p := Interferon()
	who := simulate(rand.New(rand.NewPCG(5, 6)), p, Female)
	text := writing{build: GRCh38}.vcf(p, who)
	lie := strings.NewReplacer(fmt.Sprint(contigs[GRCh38]["1"]), fmt.Sprint(contigs[GRCh37]["1"]), fmt.Sprint(contigs[GRCh38]["X"]), fmt.Sprint(contigs[GRCh37]["X"])).Replace(text)
	for _, x := range []struct {
		name, text string
		want       Build
		warned     bool
	}{
		{"header", text, GRCh38, false},
		{"header that positions contradict", lie, GRCh38, true},
		{"reference line", strings.ReplaceAll(lines("2 1 . A T . . . GT 0/1"), "##contig=<ID=1,length=249250621>", "##reference=file:///x/GRCh38.fa"), GRCh38, false},
		{"nothing", strings.ReplaceAll(lines("2 1 . A T . . . GT 0/1"), "##contig=<ID=1,length=249250621>\n", ""), Unknown, false},
		{"chr11p15, the same in both", strings.ReplaceAll(lines("11 589564 rs4963128 T C . . . GT 0/1"), "##contig=<ID=1,length=249250621>\n", ""), Unknown, false},
		{"23andMe of build 36", "# human assembly build 36\n# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t162832297\tCT\n", GRCh36, false},
	} {
		f := load(t, x.text, p)
		if f.Build != x.want || f.Notes.Has(note.GenotypeBuild) != x.warned {
			t.Errorf("%s: %s (%s), notes %v; want %s", x.name, f.Build, f.BuildWhy, f.Notes, x.want)
		}
	}
	// positions that are known in one build only do not vote
	one := &Panel{ID: "one"}
	for _, v := range p.Variants {
		v.Pos37 = 0
		one.Variants = append(one.Variants, v)
	}
	if f := load(t, writing{build: GRCh38, bare: true, noID: true}.vcf(p, who), one); f.Build != Unknown {
		t.Errorf("%s by positions that are known in one build (%s)", f.Build, f.BuildWhy)
	}
	// of build 36 the names count, not the positions
	f := load(t, "# human assembly build 36\n# rsid\tchromosome\tposition\tgenotype\nrs1990760\t2\t162832297\tCT\n", p)
	if x := finding(t, p.Score(f, 0, Options{}), "rs1990760"); x.How != Found || x.Copies != 1 {
		t.Errorf("by name in build 36: %+v", x)
	}
}

// TestSex tells the sex by the X chromosome, outside its pseudoautosomal ends,
// and by Y.
func TestSex(t *testing.T) {
	p := Interferon()
	var women, men, haploid, few, par, odd []string
	for i := range 60 {
		gt := "0/0"
		if i%4 == 0 {
			gt = "0/1"
		}
		at := 20_000_000 + 1000*i
		women = append(women, fmt.Sprintf("X %d . A G . . . GT %s", at, gt))
		men = append(men, fmt.Sprintf("X %d . A G . . . GT 1/1", at), fmt.Sprintf("Y %d . A G . . . GT 1", at))
		haploid = append(haploid, fmt.Sprintf("chrX %d . A G . . . GT 1", at))
		par = append(par, fmt.Sprintf("X %d . A G . . . GT 0/1", 100_000+i))
		odd = append(odd, fmt.Sprintf("X %d . A G . . . GT %s", at, gt), fmt.Sprintf("Y %d . A G . . . GT 0", at))
	}
	few = women[:20]
	for _, x := range []struct {
		name  string
		lines []string
		want  Sex
	}{{"woman", women, Female}, {"man", men, Male}, {"one allele", haploid, Male}, {"few", few, SexUnknown},
		{"pseudoautosomal heterozygotes of a man", append(par, haploid...), Male}, {"X and Y disagree", odd, SexUnknown}} {
		if f := load(t, lines(x.lines...), p); f.Sex[0] != x.want {
			t.Errorf("%s: %q (%s), want %q", x.name, f.Sex[0], f.SexWhy[0], x.want)
		}
	}
	f := load(t, lines(women...), p)
	if r := p.Score(f, 0, Options{Sex: Male}); !r.Notes.Has(note.GenotypeSex) {
		t.Error("a woman stated as a man: no warning")
	}
}
