package demo

import (
	"fmt"
	"math"
)

// person is one synthetic human being.
type person struct {
	id      string
	patient bool
	age     int
	female  bool
	typeI   float64 // own level, about which visits vary
	visits  []visit
}

// visit is one blood sample.
type visit struct {
	name                                   string
	label                                  string
	typeI, typeII, neutro, lympho, plasma  float64
	skin, joints, renal, haemato           bool
	sledai                                 int
	dsDNA, c3, c4, prednisone, lymphocytes float64
	hydroxychloroquine                     bool
}

const (
	controls = 20
	patients = 40
)

// people draws the cohort.
func people(r *source) []person {
	var ps []person
	for i := range controls {
		p := person{id: fmt.Sprintf("HC%02d", i+1), age: 22 + r.below(45), female: r.chance(0.85), typeI: 0.25 * r.normal()}
		if i == 16 {
			p.typeI = 0.9 // healthy on paper
		}
		ps = append(ps, p)
	}
	for i := range patients {
		p := person{id: fmt.Sprintf("SLE%02d", i+1), patient: true, age: 19 + r.below(48), female: r.chance(0.9)}
		if i%10 < 3 {
			p.typeI = 0.3 + 0.3*r.normal()
		} else {
			p.typeI = 2.4 + 0.7*r.normal()
		}
		ps = append(ps, p)
	}
	for i := range ps {
		p := &ps[i]
		n := 1
		if p.patient {
			// 20 patients come once, 12 twice and 8 three times: 68 samples
			switch k := i - controls; {
			case k%5 == 0:
				n = 3
			case k%10 == 1 || k%10 == 3 || k%10 == 6:
				n = 2
			}
		}
		for v := range n {
			p.visits = append(p.visits, draw(r, p, v, n))
		}
	}
	return ps
}

// draw makes the v-th of n visits of p.
func draw(r *source, p *person, v, n int) visit {
	x := visit{name: p.id, typeI: p.typeI, prednisone: 0}
	if p.patient {
		x.label = fmt.Sprintf("V%d", v+1)
		x.name = p.id + "_" + x.label
		x.typeI += 0.25 * r.normal()
		x.prednisone = []float64{0, 5, 5, 7.5, 10, 15, 40}[r.below(7)]
		if x.prednisone >= 30 {
			x.typeI -= 0.6
		}
		x.hydroxychloroquine = r.chance(0.7)
	}
	x.typeII = 0.5*x.typeI + 0.4*r.normal()
	x.neutro = 0.5*r.normal() + 0.02*x.prednisone
	x.lympho = 0.4*r.normal() - 0.25*max(x.typeI, 0)
	x.plasma = 0.6 * r.normal()
	x.lymphocytes = max(0.2, 2.0+0.7*x.lympho+0.15*r.normal())
	if !p.patient {
		return x
	}
	x.renal = r.chance(0.28)
	if x.renal {
		x.neutro += 0.9
	}
	x.skin = r.chance(logistic(-1.9 + 0.6*x.typeI))
	x.joints = r.chance(0.3)
	x.haemato = r.chance(logistic(-2.6 + 0.6*x.typeI))
	for _, item := range []struct {
		there  bool
		points int
	}{{x.renal, 4 + 4*r.below(2)}, {x.skin, 2}, {x.joints, 4}, {x.haemato, 1}, {r.chance(0.35), 2}, {r.chance(0.3), 2}} {
		if item.there {
			x.sledai += item.points
		}
	}
	x.plasma += 0.1 * float64(x.sledai)
	x.dsDNA = math.Round(10 * math.Exp2(max(0, 0.9*x.typeI+1.1*r.normal())))
	x.c3 = round2(max(0.3, 1.12-0.1*x.typeI+0.16*r.normal()))
	x.c4 = round2(max(0.02, 0.22-0.03*x.typeI+0.06*r.normal()))
	x.lymphocytes = round2(x.lymphocytes)
	return x
}

func logistic(x float64) float64 {
	// 2^ instead of e^: math.Exp differs between machines in its last bit
	return 1 / (1 + math.Exp2(-x*math.Log2E))
}

func round2(x float64) float64 { return math.Round(100*x) / 100 }
