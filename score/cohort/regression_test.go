package cohort

import "testing"

func TestRegressionAsR(t *testing.T) {
	l, err := Linear(y, Variable{"x", x}, Variable{"z", z})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct{ b, se, p, lower, upper float64 }{
		{0.10259830459009700, 0.87861748387337859, 0.911585791886249330, -2.155959839927291455, 2.36115644910748568},
		{0.44666947248700783, 0.16571254498149315, 0.043017499200080696, 0.020691814420515986, 0.87264713055349974},
		{0.19861923610368218, 0.13567442222969683, 0.203087213554756923, -0.150142969240428109, 0.54738144144779244},
	} {
		g := l.Coefficients[i]
		near(t, "lm coefficient", g.Value, c.b, 1e-11)
		near(t, "lm SE", g.SE, c.se, 1e-11)
		near(t, "lm P", g.P, c.p, 1e-9)
		near(t, "lm lower", g.Lower, c.lower, 1e-9)
		near(t, "lm upper", g.Upper, c.upper, 1e-9)
	}
	g, err := Logistic([]float64{0, 1, 0, 1, 1, 0, 1, 0}, Variable{"x", x}, Variable{"z", z})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct{ b, se, p float64 }{
		{-1.02306763913949328, 2.02335967162468267, 0.61311770522580322},
		{0.10832825317196393, 0.37551545775004358, 0.77298024696568668},
		{0.16854981680137110, 0.32621521292523387, 0.60537754660863974},
	} {
		k := g.Coefficients[i]
		near(t, "glm coefficient", k.Value, c.b, 1e-10)
		near(t, "glm SE", k.SE, c.se, 1e-10)
		near(t, "glm P", k.P, c.p, 1e-10)
	}
}

// TestUnitsAsR takes columns whose units are far from 1 and whose zero is far
// off: lm(y ~ year + platelets) and glm(..., control = list(epsilon = 1e-15)).
func TestUnitsAsR(t *testing.T) {
	year := []float64{1940, 1951, 1963, 1972, 1975, 1988, 1994, 2000}
	platelets := []float64{251000, 180000, 330000, 90000, 270000, 410000, 225000, 244000}
	l, err := Linear(y, Variable{"year", year}, Variable{"platelets", platelets})
	if err != nil {
		t.Fatal(err)
	}
	g, err := Logistic([]float64{0, 1, 0, 1, 1, 0, 1, 0}, Variable{"year", year}, Variable{"platelets", platelets})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct{ b, se, p, logB, logSE float64 }{
		{-60.998200375690402, 41.506931026612676, 0.20162101848682173, -16.819484510441381, 84.498772436696214},
		{0.032959405729197706, 0.021140257411484040, 0.17971917862063039, 0.013176289770469751, 0.042534441741043781},
		{-6.0563488092020083e-06, 4.6481907406736391e-06, 0.24936799715424041, -3.7011228529808042e-05, 3.1317791006314911e-05},
	} {
		near(t, "lm coefficient", l.Coefficients[i].Value/c.b, 1, 1e-10)
		near(t, "lm SE", l.Coefficients[i].SE/c.se, 1, 1e-10)
		near(t, "lm P", l.Coefficients[i].P, c.p, 1e-9)
		near(t, "glm coefficient", g.Coefficients[i].Value/c.logB, 1, 1e-9)
		near(t, "glm SE", g.Coefficients[i].SE/c.logSE, 1, 1e-8) // R does not scale: its QR leaves nine digits
	}
}
