//go:build ignore

// Cut makes the extracts of public cohorts in this folder from the full tables:
//
//	go run cut.go -from DIR
//
// DIR holds the folders of the cohorts. Kept are the rows of the genes of the
// pathway profile and of the core signatures, and of GSE60424 the samples of
// whole blood.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/pathway"
	"ifnscope/score/sig"
)

// cohorts are what is cut, and how its rows are named.
var cohorts = []struct {
	from, to, header string
	ns               gene.Namespace
	samples          string // beside it, of which only whole blood is kept
}{
	{"gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", "gse49454.tsv.gz",
		"# GEO GSE49454 (ArrayExpress E-GEOD-49454), Chiche L et al. 2014, doi:10.1002/art.38628: whole blood, Illumina HumanHT-12 v4 (GPL10558)\n# public GEO data, by way of greenelab/rheum-plier-data (CC0); log2, quantile normalised, 3 decimals\n",
		gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}, ""},
	{"gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz", "gse60424.tsv.gz",
		"# GEO GSE60424, Linsley PS et al. 2014: RNA-seq of whole blood, TMM-normalised counts; public GEO data, the 20 samples of whole blood\n",
		gene.Namespace{Kind: gene.Ensembl}, "gse60424_ms_ifnb_rnaseq/samples.tsv"},
	{"ifn_stimulation/whole_blood_IFNb_IFNg_IFNl_normalized_counts.tsv.gz", "gse145647.tsv.gz",
		"# GEO GSE145647 (Devlin): blood with interferons and interleukins, normalised counts; public GEO data, by way of ba306/Interferon-signature-discovery-analysis (CC0-1.0)\n",
		gene.Namespace{Kind: gene.Symbol}, ""},
}

func main() {
	log.SetFlags(0)
	from := flag.String("from", "", "folder of the cohorts")
	flag.Parse()
	keep := map[string]bool{}
	for _, g := range pathway.Genes() {
		keep[g] = true
	}
	for _, s := range sig.Core() {
		for _, g := range s.Genes {
			keep[g.Symbol] = true
		}
	}
	for _, c := range cohorts {
		f, err := os.Open(filepath.Join(*from, c.from))
		if err != nil {
			log.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			log.Fatal(err)
		}
		var blood map[string]bool
		if c.samples != "" {
			blood = whole(filepath.Join(*from, c.samples))
		}
		var out bytes.Buffer
		w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
		fmt.Fprint(w, c.header+"# cut by cut.go: the genes of the pathway profile and of the core signatures\n")
		sc := bufio.NewScanner(z)
		sc.Buffer(nil, 1<<20)
		sc.Split(lines)
		var columns []int
		rows := 0
		for first := true; sc.Scan(); first = false {
			cells := strings.Split(sc.Text(), "\t")
			if first {
				for i, name := range cells {
					if i == 0 || blood == nil || blood[name] {
						columns = append(columns, i)
					}
				}
			} else if m := gene.Resolve(cells[0], c.ns, human.Table()); !keep[m.Symbol] {
				continue
			}
			var kept []string
			for _, i := range columns {
				kept = append(kept, cells[i])
			}
			fmt.Fprintln(w, strings.Join(kept, "\t"))
			rows++
		}
		if err := sc.Err(); err != nil {
			log.Fatal(err)
		}
		if err := w.Close(); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(c.to, out.Bytes(), 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Println(c.to, rows-1, "rows,", len(columns)-1, "samples,", out.Len(), "bytes")
	}
}

// whole returns the samples of whole blood, and writes their table.
func whole(name string) map[string]bool {
	b, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	keep := map[string]bool{}
	var out []string
	var sample, cell int
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		cells := strings.Split(line, "\t")
		if i == 0 {
			sample, cell = slices.Index(cells, "title"), slices.Index(cells, "celltype")
		} else if cells[cell] != "Whole Blood" {
			continue
		} else {
			keep[cells[sample]] = true
		}
		out = append(out, line)
	}
	if err := os.WriteFile("gse60424_samples.tsv", []byte(strings.Join(out, "\n")+"\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	return keep
}

// lines splits at line feeds and at carriage returns, which end the lines of
// GSE60424.
func lines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
