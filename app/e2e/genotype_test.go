package e2e

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"ifnscope/score/geno"
)

// zebra is a name that stands nowhere but in the files of this test.
const zebra = "ZEBRA-17"

// genotypes writes a VCF of GRCh38 in which one person carries one copy of
// every counted allele of the sum, and returns the sum of the autosomes and of
// X, by hand. TYK2 has no call.
func genotypes() (vcf []byte, autosomes, x float64) {
	var b strings.Builder
	b.WriteString("##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + zebra + "\n")
	b.WriteString("chr1\t1000\t.\tA\tG\t.\tPASS\t.\tGT\t0/0\n")
	for _, v := range geno.Interferon().Variants {
		if v.Use != geno.Scored {
			continue
		}
		ref, alt, gt := v.Other, v.Effect, "0/1"
		if v.Ref == v.Effect {
			ref, alt = alt, ref
		}
		switch {
		case v.RSID == "rs280519":
			gt = "./."
		case v.Chrom == "X":
			x += v.Weight
		default:
			autosomes += v.Weight
		}
		fmt.Fprintf(&b, "chr%s\t%d\t%s\t%s\t%s\t.\tPASS\t.\tGT\t%s\n", v.Chrom, v.Pos38, v.RSID, ref, alt, gt)
	}
	return []byte(b.String()), autosomes, x
}

// TestGenotype drops a genotype file beside an expression file, sees the panel
// apart from the scores, takes it away, and puts the file away again. Nothing
// of it leaves the page, and nothing of it is stored.
func TestGenotype(t *testing.T) {
	vcf, autosomes, x := genotypes()
	b := revisit(t)
	b.ready()
	mark := b.mark()
	samples := append(numbered("S%d", 5), zebra)
	b.drop(b.file("expression.tsv", table(isgs, samples)), b.file(zebra+".vcf", vcf))
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("a[href='/genotype']")`)
	b.text(zebra + ".vcf")
	b.text("the header gives chromosome 1 248956422 bases")
	b.text("6 samples")

	b.press("See the genotypes")
	b.wait("the panel is shown", `location.pathname === "/genotype" && !!document.querySelector("#geno-score")`)
	b.text("The same person as " + zebra + " of the expression table")
	b.text("not a diagnosis, not a prognosis, not a choice of treatment")
	b.text("no ancestry is stated: nothing is filled")
	score := func(id string) string { return eval[string](b, `document.querySelector("`+id+`").innerText`) }
	if got := score("#geno-score"); got != "–" {
		t.Errorf("a variant is missing and nothing fills it, but the sum is %s", got)
	}
	b.choose("#geno-ancestry", "EUR")
	b.text("filled with its frequency 0.47")
	const tyk2 = 0.14842 * 2 * 0.47 // ln 1.16 times the expected copies
	if got, want := score("#geno-score"), fmt.Sprintf("%.2f", autosomes+tyk2); got != want {
		t.Errorf("the sum is shown as %s, want %s", got, want)
	}
	if got := score("#geno-x"); got != "–" {
		t.Errorf("the sex is not known, but X adds up to %s", got)
	}
	b.choose("#geno-sex", "female")
	b.wait("X is counted", fmt.Sprintf(`document.querySelector("#geno-x").innerText === "%.2f"`, x))
	if nodes := eval[string](b, `document.querySelector("table.nodes").innerText.replace(/\s+/g, " ")`); !strings.Contains(nodes, "production 5 of 10") || !strings.Contains(nodes, "signalling 1 of 2 1 of 2") || !strings.Contains(nodes, "feedback 3 of 6") {
		t.Errorf("nodes: %s", nodes)
	}
	b.choose("#geno-antibodies", "present")
	b.text("PMC3096827")
	for _, width := range []int64{1280, 390, 320} {
		b.look(width, 800, "light")
		b.fits("genotype", width)
		if width > 320 {
			b.look(width, eval[int64](b, `document.documentElement.scrollHeight`), "light")
			b.shoot(fmt.Sprintf("../../screenshots/genotype-%d-light.png", width))
		}
	}
	b.look(1280, 900, "light")

	b.click("#export-genotype")
	tsv := string(b.download("ifnscope-genotype.tsv"))
	var adds float64
	for line := range strings.Lines(tsv) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) > 17 && c[10] == "scored" && c[3] != "X" {
			var a float64
			fmt.Sscan(c[17], &a)
			adds += a
		}
	}
	if math.Abs(adds-autosomes-tyk2) > 1e-6 || !strings.Contains(tsv, "never blended into an expression score") {
		t.Errorf("the table adds up to %v, want %v\n%.500s", adds, autosomes+tyk2, tsv)
	}
	b.choose("#geno-panel", "bcell20")
	b.text("B-cell pathway polygenic score of Hedenstedt")
	b.text("no sum of the autosomes")

	b.click("#put-away")
	b.text("No genotype file is open")
	b.press("2\nCheck")
	b.text("6 samples")
	if eval[bool](b, `document.body.innerText.includes("`+zebra+`.vcf") || [...document.querySelectorAll("nav a")].some(e => e.innerText.includes("Genotype"))`) {
		t.Error("the genotype file is still there")
	}
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("after the files were dropped the page asked for %v", sent)
	}
	b.storesNothing(zebra)
}

// storesNothing asserts that no storage of the browser holds a text.
func (b *tab) storesNothing(text string) {
	b.t.Helper()
	found := eval[[]string](b, fmt.Sprintf(`(async () => {
		const found = [], has = (where, s) => { if (String(s).includes(%q)) found.push(where) };
		has("localStorage", JSON.stringify(localStorage));
		has("sessionStorage", JSON.stringify(sessionStorage));
		has("cookie", document.cookie);
		has("address", location.href);
		has("history", JSON.stringify(history.state));
		has("title", document.title);
		for (const d of await indexedDB.databases()) found.push("indexedDB " + d.name);
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				has("cache " + request.url, request.url);
				has("cache " + request.url, await (await cache.match(request)).text());
			}
		}
		const root = await navigator.storage.getDirectory();
		for await (const name of root.keys()) found.push("file " + name);
		return found;
	})()`, text))
	if len(found) > 0 {
		b.t.Errorf("%q is kept in %v", text, found)
	}
}
