package cohort

import (
	"math"
	"slices"
	"testing"
)

// The numbers of this file are those of R 4.2.2 (base, pROC 1.18.0, psych
// 2.2.9, mclust 6.0.0, diptest 0.76-0) for the values below.
var (
	a  = []float64{1.2, 3.4, 2.2, 5.1, 4.4, 3.9, 2.8}
	b  = []float64{0.4, 1.1, 2.3, 1.9, 0.7, 2.0}
	at = []float64{1, 2, 2, 3, 4, 4, 5}
	bt = []float64{0, 1, 2, 2, 3, 1}

	x = []float64{2.1, 3.3, 1.2, 5.5, 4.1, 3.3, 2.8, 7.7}
	y = []float64{1.0, 2.2, 0.8, 3.9, 4.4, 2.5, 2.2, 3.1}
	z = []float64{3, 1, 4, 1.5, 9, 2.6, 5, 3.5}

	// 40 of N(0, 1) and 30 of N(5, 1.5), set.seed(3)
	two = []float64{-0.962, -0.293, 0.259, -1.152, 0.196, 0.03, 0.085, 1.117, -1.219, 1.267, -0.745, -1.131, -0.716, 0.253, 0.152, -0.308, -0.953, -0.648, 1.224, 0.2, -0.578, -0.942, -0.204, -1.666, -0.484, -0.741, 1.161, 1.012, -0.072, -1.137, 0.901, 0.852, 0.728, 0.737, -0.352, 0.706, 1.3, 0.038, -0.979, 0.794,
		6.18, 4.534, 7.548, 3.808, 5.523, 1.602, 4.757, 6.696, 4.317, 3.651, 6.09, 3.786, 5.401, 2.394, 2.883, 4.32, 3.447, 7.043, 6.376, 3.822, 5.86, 6.377, 5.384, 5.528, 6.762, 4.279, 4.372, 6.433, 3.066, 5.279}
)

// near fails the test unless got is within tol of want, relative to want or 1.
func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tol*max(1, math.Abs(want)) {
		t.Errorf("%s is %.17g, R says %.17g", what, got, want)
	}
}

func TestGroupsAsR(t *testing.T) {
	for _, c := range []struct {
		name  string
		got   Test
		stat  float64
		p     float64
		exact bool
	}{
		{"wilcox.test", MannWhitney(a, b), 38, 0.013986013986013986, true},
		{"wilcox.test with ties", MannWhitney(at, bt), 33.5, 0.079558807230239184, false},
		{"kruskal.test", KruskalWallis([][]float64{a, b, {4, 6, 5.5, 7.1}}), 11.283846872082165, 0.0035460412589749593, false},
		{"kruskal.test with ties", KruskalWallis([][]float64{at, bt, {4, 6, 5, 7}}), 9.5777698013878929, 0.0083217317673506611, false},
		{"wilcox.test paired", SignedRank(x, y), 1, 0.015625, true},
		{"wilcox.test paired, ties", SignedRank([]float64{1, 2, 3, 4, 5, 6, 7}, []float64{2, 2, 4, 3, 7, 8, 9}), 19, 0.086275569582529452, false},
	} {
		near(t, c.name+" statistic", c.got.Statistic, c.stat, 1e-12)
		near(t, c.name+" P", c.got.P, c.p, 1e-12)
		if c.got.Exact != c.exact {
			t.Errorf("%s: exact is %v", c.name, c.got.Exact)
		}
	}
	want := []float64{0.025, 0.05, 0.05, 0.01, 0.5}
	for i, q := range Adjust([]float64{0.01, 0.04, 0.03, 0.002, 0.5}) {
		near(t, "p.adjust", q, want[i], 1e-14)
	}
}

// TestDunnAsR takes the formula of Dunn 1964 (dunn.test, FSA::dunnTest) in base R:
//
//	x <- c(at, bt, c(4, 6, 5, 7)); g <- rep(1:3, c(7, 6, 4)); r <- rank(x); N <- length(x); T <- sum(table(x)^3 - table(x))
//	z <- (mean(r[g==i]) - mean(r[g==j])) / sqrt((N*(N+1)/12 - T/(12*(N-1))) * (1/sum(g==i) + 1/sum(g==j)))
//	p <- 2*pnorm(-abs(z)); p.adjust(p, "BH")
func TestDunnAsR(t *testing.T) {
	got := Dunn([][]float64{at, bt, nil, {4, 6, 5, 7}})
	if len(got) != 3 {
		t.Fatalf("%d pairs of three groups with values", len(got))
	}
	for i, c := range []Pair{
		{0, 1, 1.5230722004518131, 0.12774064297152485, 0.12774064297152485},
		{0, 3, -1.8336571395750589, 0.06670490461499741, 0.10005735692249612},
		{1, 3, -3.0932194717102606, 0.0019799764800327354, 0.0059399294400982062},
	} {
		g := got[i]
		if g.A != c.A || g.B != c.B {
			t.Errorf("pair %d is of groups %d and %d", i, g.A, g.B)
		}
		near(t, "Dunn z", g.Z, c.Z, 1e-13)
		near(t, "Dunn P", g.P, c.P, 1e-13)
		near(t, "Dunn adjusted P", g.Adjusted, c.Adjusted, 1e-13)
	}
}

func TestROCAsR(t *testing.T) {
	e := AUCInterval(a, b)
	near(t, "AUC", e.Value, 0.90476190476190477, 1e-14)
	// plogis(qlogis(auc) + c(-1, 1) * qnorm(.975) * sqrt(pROC::var(roc)) / (auc * (1 - auc)))
	near(t, "AUC lower", e.Lower, 0.57410929011582512, 1e-12)
	near(t, "AUC upper", e.Upper, 0.98528330393328245, 1e-12)
	e = AUCInterval(at, bt)
	near(t, "AUC with ties", e.Value, 0.79761904761904756, 1e-14)
	near(t, "AUC lower with ties", e.Lower, 0.46946061180850029, 1e-12)
	near(t, "AUC upper with ties", e.Upper, 0.94610257814931087, 1e-12)
	// uniroot of Newcombe's equation, where the groups do not overlap
	for _, c := range []struct {
		nh, nl int
		lower  float64
	}{{3, 3, 0.5010187607015304}, {10, 20, 0.848921353474}, {58, 20, 0.93286782606063734}} {
		high, low := make([]float64, c.nh), make([]float64, c.nl)
		for i := range high {
			high[i] = float64(1 + i)
		}
		for i := range low {
			low[i] = float64(-i)
		}
		e := AUCInterval(high, low)
		near(t, "AUC lower of groups apart", e.Lower, c.lower, 1e-9)
		near(t, "AUC upper of groups apart", e.Upper, 1, 0)
		e = AUCInterval(low, high)
		near(t, "AUC upper of groups the other way", e.Upper, 1-c.lower, 1e-9)
		near(t, "AUC lower of groups the other way", e.Lower, 0, 0)
	}
	// the same equation where all values are equal
	e = AUCInterval(make([]float64, 10), make([]float64, 20))
	near(t, "AUC of equal values", e.Value, 0.5, 0)
	near(t, "AUC lower of equal values", e.Lower, 0.2993548279271932, 1e-9)
	near(t, "AUC upper of equal values", e.Upper, 0.70064517207280674, 1e-9)
	o, _ := Youden(ROC(at, bt))
	near(t, "Youden cut-off", o.Cutoff, 3.5, 0)
	near(t, "sensitivity", o.Sensitivity, 0.42857142857142855, 1e-15)
	near(t, "specificity", o.Specificity, 1, 0)
}

func TestCorrelationAsR(t *testing.T) {
	s := Spearman(x, y)
	near(t, "rho", s.Value, 0.8855421686746987, 1e-13)
	near(t, "rho P", s.P, 0.0034342327477969556, 1e-11)
	k := Kendall(x, y)
	near(t, "tau", k.Value, 0.7407407407407407, 1e-13)
	near(t, "tau P", k.P, 0.011990793224189214, 1e-12)
	// tanh(atanh(tau) + c(-1, 1)*qnorm(.975)*sqrt(.437/4))
	near(t, "tau lower", k.Lower, 0.29523551566641948, 1e-12)
	near(t, "tau upper", k.Upper, 0.92166033254669189, 1e-12)
	p := PartialSpearman(x, y, z)
	near(t, "partial rho", p.Value, 0.91283927613425142, 1e-12)
	near(t, "partial P", p.P, 0.0041083731938701728, 1e-10)
}

// TestExactSpearmanAsR takes sample(n), twice, set.seed(n), cor.test(method =
// "spearman", exact = TRUE).
func TestExactSpearmanAsR(t *testing.T) {
	for _, c := range []struct {
		x, y []float64
		r, p float64
	}{
		{[]float64{4, 3, 1, 2}, []float64{3, 4, 2, 1}, 0.6, 0.41666666666666669},
		{[]float64{2, 3, 1, 4, 5}, []float64{1, 5, 4, 2, 3}, -0.1, 0.94999999999999996},
		{[]float64{2, 3, 4, 6, 7, 1, 5}, []float64{6, 3, 7, 2, 5, 4, 1}, -0.25, 0.59484126984126984},
		{[]float64{5, 6, 3, 7, 8, 4, 9, 2, 1}, []float64{5, 2, 9, 8, 4, 3, 6, 1, 7}, 1.0 / 30, 0.94839065255731925},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []float64{9, 8, 7, 6, 5, 4, 3, 2, 1}, -1, 2.0 / 362880},
		{[]float64{1, 2, 3}, []float64{2, 4, 8}, 1, 2.0 / 6},
	} {
		g := Spearman(c.x, c.y)
		near(t, "rho", g.Value, c.r, 1e-14)
		near(t, "exact P", g.P, c.p, 1e-14)
		if none := math.IsNaN(g.Lower) && math.IsNaN(g.Upper); none != (math.Abs(c.r) == 1) {
			t.Errorf("the interval of rho %v is %v to %v", c.r, g.Lower, g.Upper)
		}
	}
}

// TestFisherAsR takes P from fisher.test. That finds the odds ratio and its ends
// by uniroot to 1e-4; here they are of its own equations with tol = 1e-15:
//
//	s <- max(0, k-n):min(k, m); l <- dhyper(s, m, n, k, log = TRUE)
//	dn <- function(w) { v <- exp(l+log(w)*s - max(l+log(w)*s)); v/sum(v) }
//	uniroot(function(w) sum(s*dn(w)) - x, c(1e-3, 1e3), tol = 1e-15)$root
//	uniroot(function(w) sum(dn(w)[s >= x]) - .025, c(1e-3, 1e3), tol = 1e-15)$root
//	uniroot(function(w) sum(dn(w)[s <= x]) - .025, c(1e-3, 1e3), tol = 1e-15)$root
func TestFisherAsR(t *testing.T) {
	f := TwoByTwo{12, 5, 4, 14}.Fisher()
	near(t, "P", f.P, 0.0067095484515806644, 1e-12)
	near(t, "odds ratio", f.Odds.Value, 7.809807639737933, 1e-11)
	near(t, "lower", f.Odds.Lower, 1.4972783291337406, 1e-11)
	near(t, "upper", f.Odds.Upper, 51.369982887390229, 1e-11)
	f = TwoByTwo{5, 0, 4, 7}.Fisher()
	near(t, "P of an empty cell", f.P, 0.033653846153846152, 1e-12)
	near(t, "lower of an empty cell", f.Odds.Lower, 0.93748265174530609, 1e-11)
	if !math.IsInf(f.Odds.Value, 1) || !math.IsInf(f.Odds.Upper, 1) {
		t.Errorf("the odds ratio of an empty cell is %v", f.Odds)
	}
}

// TestShareAsR takes prop.test(k, n, correct = FALSE)$conf.int.
func TestShareAsR(t *testing.T) {
	for _, c := range []struct {
		k, n         int
		lower, upper float64
	}{{42, 48, 0.75299541713613172, 0.94142948561428030}, {5, 5, 0.56551753521682535, 1}, {1, 9, 0.019890887638544921, 0.434999705576655904}} {
		e := Share(c.k, c.n)
		near(t, "share", e.Value, float64(c.k)/float64(c.n), 0)
		near(t, "lower", e.Lower, c.lower, 1e-12)
		near(t, "upper", e.Upper, c.upper, 1e-12)
	}
	if e := Share(0, 0); !math.IsNaN(e.Value) {
		t.Errorf("the share of nobody is %v", e)
	}
}

func TestRepeatsAsR(t *testing.T) {
	// the six people and four judges of Shrout & Fleiss 1979, Table 2
	r := Repeated([][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}})
	near(t, "ICC", r.ICC.Value, 0.16574176840547555, 1e-12)
	near(t, "ICC lower", r.ICC.Lower, -0.13293232487475087, 1e-8)
	near(t, "ICC upper", r.ICC.Upper, 0.72256006232812109, 1e-8)
	// t.test(y, x, paired = TRUE); d <- y - x; mean(d) + c(-1, 1) * qnorm(.975) * sd(d)
	g := BlandAltman(x, y)
	near(t, "bias", g.Bias.Value, -1.2374999999999998, 1e-14)
	near(t, "bias lower", g.Bias.Lower, -2.4669564068672494, 1e-11)
	near(t, "bias upper", g.Bias.Upper, -0.0080435931327504338, 1e-11)
	near(t, "limit of agreement", g.Low, -4.1198325058952605, 1e-13)
	near(t, "limit of agreement", g.High, 1.6448325058952609, 1e-13)
}

// TestMixtureAsR takes the log-likelihood and BIC of mclust::Mclust(two, G = 2,
// modelNames = "V", control = emControl(tol = c(1e-15, 1e-15), itmax = c(1e6,
// 1e6))). It stops where the likelihood does not grow any more, which leaves
// the last eight digits of the components open: those are of 20,000 steps of
//
//	a <- (1-p)*dnorm(two,m[1],s[1]); b <- p*dnorm(two,m[2],s[2]); h <- b/(a+b); p <- mean(h)
//	m <- c(sum((1-h)*two)/sum(1-h), sum(h*two)/sum(h))
//	s <- sqrt(c(sum((1-h)*(two-m[1])^2)/sum(1-h), sum(h*(two-m[2])^2)/sum(h)))
func TestMixtureAsR(t *testing.T) {
	m := Mixed2(two)
	near(t, "log-likelihood", m.LogLik, -148.23052843384687, 1e-13)
	near(t, "BIC of two", m.BIC2, 317.70353307794056, 1e-13) // mclust's has the other sign
	near(t, "BIC of one", m.BIC1, 346.83558504461013, 1e-13)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"share", m.High.Share, 0.41448490082396655},
		{"mean", m.Low.Mean, -0.0084269484012121833},
		{"mean", m.High.Mean, 5.0180489807122317},
		{"SD", m.Low.SD, 0.86942434552658854},
		{"SD", m.High.SD, 1.3734924787150913},
	} {
		near(t, c.name, c.got, c.want, 1e-11)
	}
	// the dip does not see them (P 0.20), the distance of the means does
	if m.Dip.Statistic != Dip(two) || m.Dip.P < 0.1 || !m.Two() {
		t.Errorf("two groups with a D of %.1f and a dip with P %.2f are not told", m.Ashman, m.Dip.P)
	}
}

func TestDipAsR(t *testing.T) {
	for i, c := range []struct {
		x    []float64
		want float64
	}{
		{two, 0.05037139718575092},
		{a, 0.071428571428571466},
		{at, 0.14285714285714285},
		{[]float64{1, 2, 3, 4, 5}, 0.1},
		{sorted(two)[:40], 0.064409221902017283},
	} {
		near(t, "dip "+string(rune('0'+i)), Dip(c.x), c.want, 1e-12)
	}
}

func sorted(x []float64) []float64 {
	out := make([]float64, len(x))
	for k, i := range sortIndex(x) {
		out[k] = x[i]
	}
	return out
}

// TestKappaAsR takes the formula of Fleiss, Cohen & Everitt (psych::cohen.kappa):
//
//	t <- table(p, q)/15; r <- rowSums(t); s <- colSums(t); po <- sum(diag(t)); pe <- sum(r*s); k <- (po-pe)/(1-pe)
//	A <- sum(diag(t)*(1-(r+s)*(1-k))^2); B <- (1-k)^2*sum((t*outer(s, r, "+")^2)[row(t) != col(t)]); C <- (k-pe*(1-k))^2
//	tanh(atanh(k) + c(-1, 1)*qnorm(.975)*sqrt((A+B-C)/15)/(1-pe)/(1-k^2))
func TestKappaAsR(t *testing.T) {
	p := []int{0, 0, 1, 2, 2, 1, 0, 2, 1, 0, 2, 2, 1, 1, 0, -1}
	q := []int{0, 1, 1, 2, 2, 0, 0, 2, 1, 0, 1, 2, 1, 2, 0, 1}
	k, agree, n := Kappa(p, q, 3)
	near(t, "kappa", k.Value, 0.6, 1e-14)
	near(t, "kappa lower", k.Lower, 0.16706236990818760, 1e-12)
	near(t, "kappa upper", k.Upper, 0.83895995856465300, 1e-12)
	near(t, "agreement", agree, 11.0/15, 1e-14)
	if n != 15 {
		t.Errorf("%d pairs", n)
	}
	// 37 pairs of two classes, 18 4 / 3 12
	p, q = nil, nil
	for i, n := range []int{18, 4, 3, 12} {
		p, q = append(p, slices.Repeat([]int{i / 2}, n)...), append(q, slices.Repeat([]int{i % 2}, n)...)
	}
	k, _, _ = Kappa(p, q, 2)
	near(t, "kappa of two classes", k.Value, 0.61169415292353835, 1e-13)
	near(t, "its lower end", k.Lower, 0.29071395363762292, 1e-12)
	near(t, "its upper end", k.Upper, 0.80892186374125608, 1e-12)
	if k, _, _ := Kappa([]int{0, 1}, []int{1, 0}, 2); k.Value != -1 || !math.IsNaN(k.Lower) || !math.IsNaN(k.Upper) {
		t.Errorf("agreement on none: %v", k)
	}
	if k, agree, _ := Kappa([]int{0, 1, 1}, []int{0, 1, 1}, 2); k.Value != 1 || agree != 1 || !math.IsNaN(k.Lower) || !math.IsNaN(k.Upper) {
		t.Errorf("agreement on all three: %v, %v", k, agree)
	}
	if k, agree, _ := Kappa([]int{1, 1}, []int{1, 1}, 3); !math.IsNaN(k.Value) || agree != 1 {
		t.Errorf("one class only: %v, %v", k, agree)
	}
}
