package sig_test

import (
	"math"
	"slices"
	"testing"

	"ifnscope/score/sig"
)

func pick(t *testing.T, ids ...string) []*sig.Signature {
	t.Helper()
	var sets []*sig.Signature
	for _, id := range ids {
		s, ok := sig.ByID(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		sets = append(sets, s)
	}
	return sets
}

func list(t *testing.T, text string) *sig.Signature {
	t.Helper()
	s, err := sig.ParseList("list", text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompare(t *testing.T) {
	o := sig.Compare(list(t, "A B C D"), list(t, "C D- E C"), list(t, "D F"))
	want := [][]int{{4, 2, 1}, {2, 3, 1}, {1, 1, 2}}
	for i := range want {
		if !slices.Equal(o.Shared[i], want[i]) {
			t.Errorf("shared %v, want %v", o.Shared[i], want[i])
		}
	}
	exclusive := []sig.Intersection{
		{[]int{0}, []string{"A", "B"}}, {[]int{0, 1, 2}, []string{"D"}}, {[]int{0, 1}, []string{"C"}}, {[]int{1}, []string{"E"}}, {[]int{2}, []string{"F"}},
	}
	if len(o.Exclusive) != len(exclusive) {
		t.Fatalf("%v", o.Exclusive)
	}
	for i, x := range exclusive {
		if got := o.Exclusive[i]; !slices.Equal(got.In, x.In) || !slices.Equal(got.Genes, x.Genes) {
			t.Errorf("%v, want %v", got, x)
		}
	}
	empty := sig.Compare(&sig.Signature{}, &sig.Signature{})
	if empty.Shared[0][1] != 0 || len(empty.Exclusive) != 0 || len(sig.Compare().Exclusive) != 0 {
		t.Errorf("%v", empty)
	}
}

// What is known of the overlaps of the shipped sets.
func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		shared int
	}{
		{"crow6", "nih28", 6}, {"ifngs4", "nih28", 4}, {"feng5", "nih28", 5}, {"brkic5", "nih28", 5}, {"erasmus5", "nih28", 5}, {"ism3", "nih28", 2},
		{"yao21-ngstools", "nih28", 19}, {"crow6", "ifngs4", 3}, {"crow6", "hadjadj6", 6},
		{"ism3", "crow6", 0}, {"ism3", "ifngs4", 0}, {"ism3", "feng5", 0}, {"ism3", "brkic5", 0}, {"ism3", "erasmus5", 0}, {"ifngs4", "feng5", 0},
		{"bloodgen3-m8.3", "chiche-m1.2", 16}, {"bloodgen3-m15.127", "chiche-m1.2", 11}, {"bloodgen3-m10.1", "chiche-m3.4", 20}, {"bloodgen3-m13.17", "chiche-m5.12", 22},
		{"hallmark-ifna", "hallmark-ifng", 73},
	} {
		o := sig.Compare(pick(t, c.a, c.b)...)
		if o.Shared[0][1] != c.shared || o.Shared[1][0] != c.shared {
			t.Errorf("%s and %s share %d genes, want %d", c.a, c.b, o.Shared[0][1], c.shared)
		}
	}
}

// The exclusive groups divide the genes of all sets, and the other numbers
// follow from them.
func TestCompareProperties(t *testing.T) {
	o := sig.Compare(sig.All()...)
	seen := map[string]bool{}
	shared := make([][]int, len(o.Sets))
	for i := range shared {
		shared[i] = make([]int, len(o.Sets))
	}
	last := math.MaxInt
	for _, x := range o.Exclusive {
		if len(x.Genes) > last || len(x.Genes) == 0 || !slices.IsSorted(x.Genes) {
			t.Errorf("%v", x)
		}
		last = len(x.Genes)
		for _, g := range x.Genes {
			if seen[g] {
				t.Errorf("%s is in two groups", g)
			}
			seen[g] = true
			for i, s := range o.Sets {
				if slices.Contains(s.Symbols(), g) != slices.Contains(x.In, i) {
					t.Errorf("%s: in %s or not", g, s.ID)
				}
			}
		}
		for _, i := range x.In {
			for _, j := range x.In {
				shared[i][j] += len(x.Genes)
			}
		}
	}
	for i := range shared {
		if !slices.Equal(shared[i], o.Shared[i]) {
			t.Errorf("%s: %v, want %v", o.Sets[i].ID, o.Shared[i], shared[i])
		}
		if o.Shared[i][i] != len(o.Sets[i].Genes) {
			t.Errorf("%s shares %d genes with itself", o.Sets[i].ID, o.Shared[i][i])
		}
	}
}
