package cohort

import (
	"errors"
	"math"
	"strconv"
	"testing"
)

// TestMixedAsR compares with R for twelve people with one to three
// measurements, simulated. The optimisers of lme4 and nlme agree with one
// another to 1e-7 only, so that the ratio of the variances is where REML has no
// slope, and the degrees of freedom come from its second derivatives:
//
//	J <- outer(id, id, "==")+0; X <- cbind(1, x); n <- 28; k <- 2
//	P <- function(r) { Vi <- solve(diag(n)+r*J); Vi-Vi%*%X%*%solve(t(X)%*%Vi%*%X)%*%t(X)%*%Vi }
//	S <- function(r) c(t(y)%*%P(r)%*%y)/(n-k)
//	f <- function(l) { p <- P(exp(l)); sum(diag(p%*%J)) - c(t(y)%*%p%*%J%*%p%*%y)/S(exp(l)) }
//	r <- exp(uniroot(f, c(-2, 5), tol = 1e-15)$root); s <- S(r)
//	Vi <- solve(s*(diag(n)+r*J)); C <- solve(t(X)%*%Vi%*%X); b <- C%*%t(X)%*%Vi%*%y; p <- P(r)/s
//	D <- list(diag(n), J); H <- matrix(0, 2, 2)
//	for (i in 1:2) for (j in 1:2) H[i,j] <- -sum(diag(p%*%D[[i]]%*%p%*%D[[j]]))+2*c(t(y)%*%p%*%D[[i]]%*%p%*%D[[j]]%*%p%*%y)
//	g <- sapply(1:2, function(i) diag(C%*%t(X)%*%Vi%*%D[[i]]%*%Vi%*%X%*%C))
//	df <- sapply(1:2, function(j) 2*C[j,j]^2/c(g[j,]%*%(2*solve(H))%*%g[j,]))  # lmerTest: 10.7753823, 19.2497342
func TestMixedAsR(t *testing.T) {
	var person []string
	for _, id := range []int{1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12} {
		person = append(person, strconv.Itoa(id))
	}
	y := []float64{1.17, 0.4, 0.2, 4.7, 2.97, -0.7, 0.13, 0.04, 2.28, 4.67, 5.96, 1.89, 2.46, 0.72, 2.36, 1.93, 1.42, 0.57, 1.42, 2.57, 3.04, 3.53, 2.85, 4.44, 2.31, -0.57, -1.46, 0.76}
	x := []float64{-1.08, -0.16, -1.07, -0.14, -0.6, -2.18, 0.24, -0.26, 0.9, 0.94, 1.47, 0.71, 0.82, -0.29, 1.42, 1.5, -0.66, -0.85, 0.32, 1.11, 2.22, 1.22, 1.48, 0.95, -1.01, -2, -1.76, -0.14}
	m, err := Mixed(y, person, Variable{"x", x})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct{ b, se, p, lower, upper float64 }{
		{1.9300294690291822, 0.39326278472972381, 0.00049487813933100575, 1.0622574502918569, 2.7978014877665074},
		{0.70655150884887385, 0.15768647814617595, 0.00024884895178621606, 0.37679947914476158, 1.0363035385529862},
	} {
		g := m.Coefficients[i]
		near(t, "coefficient", g.Value, c.b, 1e-11)
		near(t, "SE", g.SE, c.se, 1e-11)
		near(t, "P", g.P, c.p, 1e-11)
		near(t, "lower", g.Lower, c.lower, 1e-10)
		near(t, "upper", g.Upper, c.upper, 1e-10)
	}
	near(t, "between people", m.Between, 1.2894605312764966, 1e-11)
	near(t, "within people", m.Within, 0.60901150953671468, 1e-11)
	if m.People != 12 || m.N != 28 {
		t.Errorf("%d people, %d measurements", m.People, m.N)
	}
	y[3] = math.NaN()
	if m, err = Mixed(y, person, Variable{"x", x}); err != nil || m.N != 27 {
		t.Errorf("a missing measurement is not left out: %v", err)
	}
	if _, err = Mixed(y[:3], []string{"a", "b", "c"}, Variable{"x", x[:3]}); !errors.Is(err, ErrCollinear) {
		t.Errorf("nobody measured twice: %v", err)
	}
}
