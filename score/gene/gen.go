//go:build ignore

// Gen makes the gene tables of this folder:
//
//	go run gen.go gen_ids.go -db org.Hs.eg.sqlite -probes DIR
//
// The database is that of Debian's package r-bioc-org.hs.eg.db (Artistic-2.0),
// read with the command sqlite3. DIR holds probe2symbol_GPL*.tsv.gz, two
// columns probe and symbol, exported from Bioconductor's annotation packages
// (Artistic-2.0); only the probes of the genes of the catalogue and of the pathway profile are
// kept, as facts.
//
// It writes human/human.txt (human genes, and the probes, transcripts and
// proteins of the catalogue and the profile) and core.txt (the catalogue's genes and every gene
// that could be mistaken for one of them).
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/pathway"
	"ifnscope/score/sig"
)

type entry struct {
	entrez  int
	symbol  string
	kind    string
	ensembl []uint64
	placed  bool // on an assembly: Ensembl has an id for it, perhaps shared
	alias   []string
}

func main() {
	log.SetFlags(0)
	db := flag.String("db", "/usr/lib/R/site-library/org.Hs.eg.db/extdata/org.Hs.eg.sqlite", "org.Hs.eg.sqlite")
	probes := flag.String("probes", "", "folder of probe2symbol_GPL*.tsv.gz")
	flag.Parse()

	source := "Debian r-bioc-org.hs.eg.db 3.16.0-1 (Entrez Gene " + scalar(*db, "EGSOURCEDATE") + ", Ensembl " + scalar(*db, "ENSOURCEDATE") + "; Artistic-2.0)"
	genes := readGenes(*db)

	// catalogue: every gene that a signature or a score needs, and for what is
	// found by probe or accession also those of the pathway profile
	want := map[string]bool{}
	for _, s := range sig.Genes() {
		want[s] = true
	}
	core := closure(genes, want)
	for _, s := range pathway.Genes() {
		want[s] = true
	}
	genes = compact(genes, core)
	const scope = "human genes that code for a protein or have an Ensembl id; probes, RefSeq transcripts and UniProt accessions of the genes of the catalogue and the pathway profile"
	names, err := gene.Decode(encode(genes, source, scope))
	if err != nil {
		log.Fatal(err)
	}
	all := encode(genes, source, scope, section{"refseq", refseq(*db, genes, want)}, section{"uniprot", uniprot(*db, genes, want)}, section{"probe", probeTable(*probes, genes, names, want)})
	for name, text := range map[string]string{"human/human.txt": all, "core.txt": encode(core, source, "the catalogue's genes and every gene that could be mistaken for one of them")} {
		if _, err := gene.Decode(text); err != nil {
			log.Fatal(name, ": ", err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d bytes\n", name, len(text))
	}
}

func query(db, q string) [][]string {
	cmd := exec.Command("sqlite3", "-readonly", "-separator", "\t", db, q)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		log.Fatal("sqlite3: ", err)
	}
	var rows [][]string
	for line := range strings.Lines(string(out)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

func scalar(db, key string) string {
	return query(db, "select value from metadata where name='"+key+"'")[0][0]
}

// readGenes returns the genes with a name of their own, by Entrez number. A
// symbol that Entrez gives to two records stays with the one that codes for a
// protein; records of regions, and genes named only LOC and their number, are
// left out (a LOC number is resolved as an Entrez number).
func readGenes(db string) []*entry {
	byID := map[int]*entry{}
	bySymbol := map[string]*entry{}
	for _, r := range query(db, "select g.gene_id, i.symbol, t.gene_type from genes g join gene_info i using(_id) join genetype t using(_id) order by cast(g.gene_id as int)") {
		id, err := strconv.Atoi(r[0])
		if err != nil {
			log.Fatal(err)
		}
		e := &entry{entrez: id, symbol: r[1], kind: r[2]}
		if e.kind == "biological-region" || e.symbol == "LOC"+r[0] {
			continue
		}
		if o := bySymbol[e.symbol]; o != nil {
			if o.kind == "protein-coding" || e.kind != "protein-coding" {
				continue
			}
			delete(byID, o.entrez)
		}
		bySymbol[e.symbol], byID[id] = e, e
	}
	owners := map[uint64][]*entry{}
	for _, r := range query(db, "select g.gene_id, e.ensembl_id from genes g join ensembl e using(_id)") {
		id, _ := strconv.Atoi(r[0])
		n, err := strconv.ParseUint(strings.TrimPrefix(r[1], "ENSG"), 10, 64)
		if e := byID[id]; e != nil && err == nil {
			e.ensembl, e.placed = append(e.ensembl, n), true
			owners[n] = append(owners[n], e)
		}
	}
	settle(owners)
	for _, r := range query(db, "select g.gene_id, a.alias_symbol from genes g join alias a using(_id)") {
		id, _ := strconv.Atoi(r[0])
		e := byID[id]
		// A name with a blank or longer than any symbol is prose, and an
		// approved symbol always means itself.
		if e == nil || r[1] == e.symbol || bySymbol[r[1]] != nil || strings.ContainsAny(r[1], " |\t") || len(r[1]) > 20 {
			continue
		}
		e.alias = append(e.alias, r[1])
	}
	var genes []*entry
	for _, e := range byID {
		slices.Sort(e.ensembl)
		slices.Sort(e.alias)
		e.alias = slices.Compact(e.alias)
		genes = append(genes, e)
	}
	slices.SortFunc(genes, func(a, b *entry) int { return cmp.Compare(a.entrez, b.entrez) })
	return genes
}

// settle gives an Ensembl id of several genes to the one that has the fewest
// ids, since the other has one of its own (HLA-DQA2, not HLA-DQA1), and among
// equals to the oldest record (KLRK1, not the read-through KLRC4-KLRK1).
func settle(owners map[uint64][]*entry) {
	count := map[*entry]int{}
	for _, es := range owners {
		for _, e := range es {
			count[e]++
		}
	}
	for n, es := range owners {
		best := slices.MinFunc(es, func(a, b *entry) int {
			return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a.entrez, b.entrez))
		})
		for _, e := range es {
			if e != best {
				e.ensembl = slices.DeleteFunc(e.ensembl, func(x uint64) bool { return x == n })
			}
		}
	}
}

// closure returns the wanted genes, the genes that share an alias with one of
// them, and the genes whose approved symbol another source uses for one.
func closure(genes []*entry, want map[string]bool) []*entry {
	alias := map[string]bool{}
	for _, e := range genes {
		if want[e.symbol] {
			for _, a := range e.alias {
				alias[a] = true
			}
		}
	}
	var out []*entry
	for _, e := range genes {
		keep := want[e.symbol]
		for _, a := range e.alias {
			keep = keep || alias[a] || want[a]
		}
		if keep {
			out = append(out, e)
		}
	}
	return out
}

// compact leaves out what no file of expression values holds or needs: loci of
// diseases that no sequence was found for, genes that code for no protein and
// stand on no assembly, and those previous names of other genes without a
// protein that are names of nothing else. Genes of core are kept whole.
func compact(genes, core []*entry) []*entry {
	whole := map[*entry]bool{}
	for _, e := range core {
		whole[e] = true
	}
	shared := map[string]bool{}
	for _, e := range genes {
		if whole[e] || e.kind == "protein-coding" {
			for _, a := range e.alias {
				shared[a] = true
			}
		}
	}
	var out []*entry
	for _, e := range genes {
		switch {
		case whole[e], e.kind == "protein-coding":
		case e.kind == "unknown", !e.placed:
			continue
		default:
			e.alias = slices.DeleteFunc(e.alias, func(a string) bool { return !shared[a] })
		}
		out = append(out, e)
	}
	return out
}

// section is a part of the table, one line an entry.
type section struct {
	name  string
	lines []string
}

func encode(genes []*entry, source, scope string, more ...section) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "ifnscope genes 1\nsource: %s\nscope: %s\nmade by: score/gene/gen.go; do not edit\n", source, scope)
	var sym, ent, ens, al []string
	var lastEntrez int
	var last uint64
	for _, e := range genes {
		sym = append(sym, e.symbol)
		ent = append(ent, strconv.Itoa(e.entrez-lastEntrez))
		lastEntrez = e.entrez
		var d []string
		for _, n := range e.ensembl {
			d = append(d, strconv.FormatInt(int64(n)-int64(last), 10))
			last = n
		}
		ens = append(ens, strings.Join(d, ","))
		al = append(al, strings.Join(e.alias, "|"))
	}
	for _, s := range append([]section{{"gene", sym}, {"entrez", ent}, {"ensembl", ens}, {"alias", al}}, more...) {
		fmt.Fprintf(&b, "[%s] %d\n", s.name, len(s.lines))
		for _, l := range s.lines {
			b.WriteString(l)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
