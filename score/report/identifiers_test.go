package report_test

import (
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/report"
)

func TestWriteIdentifiers(t *testing.T) {
	ids := []string{"IFI44L", "C1orf29", "IFI44L", "SN", "IP10", "4-Sep", "ERCC-1", "a\tb"}
	m := gene.Map(ids, gene.Namespace{Kind: gene.Symbol}, gene.Core())
	var b strings.Builder
	if err := report.WriteIdentifiers(&b, m, "a test"); err != nil {
		t.Fatal(err)
	}
	want := `# identifiers: gene symbols
# gene table: a test
# rows: 8, mapped 4, of which 1 repeat a gene
# not found: 1
# approved: 2
# curated: 1
# repaired: 1
# ambiguous: 1
# shadowed: 1
# control: 1
row	identifier	symbol	rule	candidates	repeats	via
1	IFI44L	IFI44L	approved			
2	C1orf29		shadowed	IFI44L		
3	IFI44L	IFI44L	approved		1	
4	SN		ambiguous	SCG2 SIGLEC1		
5	IP10	CXCL10	curated			
6	4-Sep	SEPTIN4	repaired			
7	ERCC-1		control			
8	a b		not found			
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
