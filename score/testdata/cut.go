//go:build ignore

// Cut makes the extract of GSE49454 in this folder from the full tables:
//
//	go run cut.go -from DIR
//
// DIR holds GSE49454_log2_probes.tsv.gz and samples.tsv. Kept are, for all 177
// arrays, the probes of the genes of the catalogue and every 80th other probe
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

	"ifnscope/score/gene/human"
)

const header = `# GEO GSE49454 (ArrayExpress E-GEOD-49454), Chiche L et al. 2014, doi:10.1002/art.38628: whole blood, Illumina HumanHT-12 v4 (GPL10558)
# public GEO data, by way of greenelab/rheum-plier-data (CC0); log2, quantile normalised, 3 decimals
# cut by cut.go: the probes of the genes of the catalogue and every 80th other probe, all 177 arrays
`

func main() {
	log.SetFlags(0)
	from := flag.String("from", "", "folder of the full tables")
	flag.Parse()
	f, err := os.Open(filepath.Join(*from, "GSE49454_log2_probes.tsv.gz"))
	if err != nil {
		log.Fatal(err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	fmt.Fprint(w, header)
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<20)
	kept, other := 0, 0
	for first := true; sc.Scan(); first = false {
		probe, _, _ := strings.Cut(sc.Text(), "\t")
		_, known := human.Table().ByProbe("GPL10558", probe)
		if !first && !known {
			other++
			known = other%80 == 0
		}
		if first || known {
			fmt.Fprintln(w, sc.Text())
			kept++
		}
	}
	if err := sc.Err(); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("gse49454_extract.tsv.gz", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(*from, "samples.tsv"))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("gse49454_samples.tsv", append([]byte(header[:strings.Index(header, "\n")+1]+"# public GEO data; sample annotations as submitted\n"), b...), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(kept-1, "probes,", out.Len(), "bytes")
}
