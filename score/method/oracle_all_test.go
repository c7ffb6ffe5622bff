package method

import (
	"flag"
	"strings"
	"testing"

	"ifnscope/score/oracle"
)

// TestOracle compares the methods with the tables of other programs. Run
// verbosely it prints a table: method, table, largest relative difference.
func TestOracle(t *testing.T) {
	t.Run("tables", testOracleTables)
	t.Run("poisson ties", testOraclePoissonTies)
	t.Run("simple", testOracleSimple)
	t.Run("pc", testOraclePC)
	t.Run("qpcr", testOracleQPCR)
	t.Run("directions", testOracleDirections)
	t.Run("dispersion", testOracleDispersion)
	t.Run("kernel", testOracleKernel)
	t.Run("subsets", testOracleSubsets)
	t.Run("defects", testOracleDefects)
	t.Run("missing", testOracleMissing)
	if strings.Contains(flag.Lookup("test.run").Value.String(), "/") {
		return // not every part was run
	}
	for _, folder := range []string{"gsva146", "gsva15331", "singscore", "ucell", "aucell", "hacksig", "simple"} {
		for _, file := range oracle.Files(t, folder, "*") {
			if _, excused := uncompared[file]; excused == compared[file] {
				t.Errorf("%s: compared %t, excused %t", file, compared[file], excused)
			}
		}
	}
}

// compared are the tables that were read.
var compared = map[string]bool{}

func read(t testing.TB, name string) *oracle.Table {
	t.Helper()
	compared[name] = true
	return oracle.Read(t, name)
}

// uncompared are the tables of scores that no test compares, and why.
var uncompared = map[string]string{
	"gsva146/NA_ssgsea.tsv":                    "every score is missing where a value of the table is",
	"gsva15331/NA_everything_gsva_gauss.tsv":   "a gene with a missing value takes part in the walk of no sample, or of all",
	"gsva15331/NA_everything_gsva_none.tsv":    "the same",
	"gsva15331/NA_everything_ssgsea_norm.tsv":  "NA_everything_ssgsea_raw divided by its range, see testOracleMissing",
	"gsva15331/gsva_sparse_gauss_logCnz.tsv":   "the statistic of sparse matrices is another one, which treats zeros apart",
	"gsva15331/gsva_sparseF_gauss_logCnz.tsv":  "from the same sparse matrix; a plain reading of the method does not give it either",
	"gsva15331/NA_na.rm_gsva_none.tsv":         "the share of a gene with missing values is taken of all samples, not of those measured",
	"hacksig/singscore_none_A.tsv":             "hacksig takes another middle and other bounds where no direction is known",
	"hacksig/singscore_none_ANT.tsv":           "the same",
	"hacksig/ssgsea_raw_A.tsv":                 "hacksig keeps the halves of average ranks, which GSVA cuts",
	"singscore/NA_ranks.tsv":                   "ranks, compared by their scores",
	"singscore/getStableGenes20_blood.txt":     "a list, compared in TestStableGenes",
	"singscore/getStableGenes20_carcinoma.txt": "a list of genes that no method uses by default",
}
