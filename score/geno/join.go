package geno

import "ifnscope/score/read/text"

// Join finds the expression samples of every genotype sample: those whose name
// or person is the same, but for case and punctuation where that is
// unambiguous. names and people are those of the expression samples, in the
// same order; people may be nil. The result holds, for every genotype sample,
// the places of its expression samples. PLINK writes a name twice (A_A) where
// family and person are the same; such a name is joined as one.
func Join(samples, names, people []string) [][]int {
	exact, loose := map[string][]int{}, map[string][]int{}
	spellings := map[string]map[string]bool{}
	put := func(s string, i int) {
		if s == "" {
			return
		}
		if at := exact[s]; len(at) == 0 || at[len(at)-1] != i {
			exact[s] = append(at, i)
		}
		f := text.Fold(s)
		if at := loose[f]; len(at) == 0 || at[len(at)-1] != i {
			loose[f] = append(at, i)
		}
		if spellings[f] == nil {
			spellings[f] = map[string]bool{}
		}
		spellings[f][s] = true
	}
	for i, n := range names {
		put(n, i)
		if people != nil {
			put(people[i], i)
		}
	}
	out := make([][]int, len(samples))
	for i, s := range samples {
		for _, name := range []string{s, once(s)} {
			if at := exact[name]; at != nil {
				out[i] = at
				break
			}
			if f := text.Fold(name); f != "" && len(spellings[f]) == 1 {
				out[i] = loose[f]
				break
			}
		}
	}
	return out
}

// once returns A of A_A.
func once(s string) string {
	if n := len(s) / 2; len(s)%2 == 1 && s[n] == '_' && s[:n] == s[n+1:] {
		return s[:n]
	}
	return s
}
