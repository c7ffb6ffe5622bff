package quant

import "strings"

// SampleName returns what a sample is called by the name of its file, without
// what counting programs and aligners put behind the name. Where nothing is
// left, as of kallisto's abundance.tsv, it is the folder of the file.
func SampleName(file string) string {
	parts := strings.FieldsFunc(file, isSlash)
	for i := len(parts) - 1; i >= 0; i-- {
		if name := bare(parts[i]); name != "" {
			return name
		}
	}
	if len(parts) > 0 {
		return parts[len(parts)-1]
	}
	return "sample"
}

// suffixes are what programs write behind the name of a sample.
var suffixes = []string{"ReadsPerGene.out.tab", "Aligned.sortedByCoord.out.bam", "Aligned.toTranscriptome.out.bam", "Aligned.out.bam", "Aligned.out.sam",
	"quant.genes.sf", "quant.sf", "abundance.tsv", "genes.results", "isoforms.results", "htseq.counts", "featureCounts",
	".gz", ".txt", ".tsv", ".tab", ".csv", ".counts", ".count", "_counts", ".bam", ".sam", ".sorted", ".markdup", ".dedup", ".umi_dedup", ".htseq", ".out"}

func bare(name string) string {
	for more := true; more; {
		more = false
		for _, s := range suffixes {
			if n := len(name) - len(s); n >= 0 && strings.EqualFold(name[n:], s) {
				name, more = strings.TrimRight(name[:n], "._- "), true
				break // the longest ending of what is left comes first
			}
		}
	}
	return name
}

// sampleNames returns what the samples are called by the paths of their files:
// by the name of the file or, where two are of one name, by that of the folder,
// or by both. The rest of a path is never shown: it can hold the name of a
// person.
func sampleNames(paths []string) []string {
	var names []string
	for _, call := range []func(file, folder string) string{
		func(file, _ string) string { return SampleName(file) },
		func(_, folder string) string { return folder },
		func(file, folder string) string { return folder + "/" + file },
	} {
		names = names[:0]
		used := map[string]bool{}
		for _, p := range paths {
			parts := append([]string{"", ""}, strings.FieldsFunc(p, isSlash)...)
			name := call(parts[len(parts)-1], parts[len(parts)-2])
			names, used[name] = append(names, name), true
		}
		if len(used) == len(paths) && !used[""] {
			break
		}
	}
	return names
}

func isSlash(r rune) bool { return r == '/' || r == '\\' }
