//go:build ignore

// Cuthppt makes the extract of the HPPT counts in this folder from the full
// table:
//
//	go run cuthppt.go -from DIR
//
// DIR holds HPPT_IFNa_IFNb_IFNg_counts.tsv.gz. Kept are, for all 15 samples,
// the genes of the catalogue and the reference genes, and every 20th other row
// as background.
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
	"strings"

	"ifnscope/score/sig"
)

const header = `# GEO GSM4923334 to GSM4923348 (Jankowski), human primary proximal tubule cells, 3 cultures each with IFN-alpha, IFN-beta, IFN-gamma, IL-1beta and none
# raw RNA-seq counts, public GEO data by way of ba306/Interferon-signature-discovery-analysis (CC0-1.0)
# cut by cuthppt.go: the genes of the catalogue, the reference genes and every 20th other row
`

func main() {
	log.SetFlags(0)
	from := flag.String("from", "", "folder of the full table")
	flag.Parse()
	f, err := os.Open(filepath.Join(*from, "HPPT_IFNa_IFNb_IFNg_counts.tsv.gz"))
	if err != nil {
		log.Fatal(err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		log.Fatal(err)
	}
	keep := map[string]bool{}
	for _, s := range sig.Core() {
		for _, g := range s.Genes {
			keep[g.Symbol] = true
		}
	}
	for _, r := range sig.Housekeeping() {
		for _, g := range r.Genes {
			keep[g] = true
		}
	}
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	fmt.Fprint(w, header)
	sc := bufio.NewScanner(z)
	rows, other := 0, 0
	for first := true; sc.Scan(); first = false {
		name, _, _ := strings.Cut(sc.Text(), "\t")
		kept := first || keep[name]
		if !kept {
			other++
			kept = other%20 == 0
		}
		if kept {
			fmt.Fprintln(w, sc.Text())
			rows++
		}
	}
	if err := sc.Err(); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("hppt_counts_extract.tsv.gz", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(rows-1, "rows,", out.Len(), "bytes")
}
