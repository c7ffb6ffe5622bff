package e2e

import (
	"strings"
	"testing"
)

// TestStrata looks at what the pages say of the real cohort: the control that is
// IFN-high, the published assay that does not hold, the models of repeat
// visits, how sure a patient's class is, and the dose that is a note beside it.
func TestStrata(t *testing.T) {
	expression, samples := extract()
	b := revisit(t)
	b.ready()
	b.drop(expression, samples)
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.choose("#signature", "crow6")
	b.wait("the signature is shown", `document.querySelector("figcaption").textContent.includes("Six-ISG score of Rice and Crow")`)
	tasks := b.record(func() {
		// whoever goes on before the scores by the method are there gets its cohort
		eval[bool](b, `(() => {
			const e = document.querySelector("#method");
			e.value = "mean-z/1";
			e.dispatchEvent(new Event("change", { bubbles: true }));
			document.querySelector("main a.button[href='/cohort']").click();
			return true;
		})()`)
		b.wait("the cohort is compared", `!!document.querySelector("#high-controls table")`)
	})
	if tasks.cpu > heldUp {
		t.Errorf("the page was held up by a task of %v", tasks.cpu)
	}
	for _, c := range []struct{ part, want string }{
		{"main .lead", "Six-ISG score of Rice and Crow, mean z against controls"},
		{"#high-controls", "1 of 20 controls: C3VS1n1"},
		{"#high-controls", "Without them"},
		{"#presets", "Six-ISG score by TaqMan qPCR"},
		{"#presets", "It is for scores by median-fc, and these are by mean-z"},
		{"#presets", "it is for qPCR, and the data are of log2 expression"},
		{"#rules", "Published cut-off"},
		{"#visits", "From the first visit to the second the score of 48 patients changes by"},
		{"#clinical", "All visits (mixed model)"},
		{"#clinical", "Same age and sex"},
		{"#clinical", "; tau "},
		{"#clinical", "; rho "},
		{"#visits", "41 their class of high, indeterminate and low"},
		{"#visits", "Last: indeterminate"},
		{"#rules", "Specificity of 95 % among the healthy controls"},
		{"#rules", "patients have the same class by all"},
		{"#agreement", "Below a kappa stands its 95 % interval"},
		{"#agreement table", " to "},
	} {
		if text := eval[string](b, `document.querySelector("`+c.part+`").textContent`); !strings.Contains(text, c.want) {
			t.Errorf("%s does not say %q:\n%s", c.part, c.want, text)
		}
	}
	if eval[bool](b, `[...document.querySelectorAll("#rules [data-rule]")].some(e => e.textContent.startsWith("Published"))`) {
		t.Error("a published cut-off that does not hold can be put in force")
	}
	state := func(v string) {
		eval[bool](b, `(() => { const e = document.querySelector("#own-cutoff"); e.value = "`+v+`"; e.dispatchEvent(new Event("input")); return true })()`)
		b.press("Use it")
	}
	state("high")
	b.text("A cut-off is one number in the unit of the score")
	state("0,75")
	b.wait("the own value is in force", `/Own value 0\.75[^]*In force/.test(document.querySelector("#rules tbody tr")?.textContent)`)
	b.press("3\nResults\ncohort")
	b.wait("the results say what the value is", `/Own value 0\.75\. *It was not derived from these scores/.test(document.querySelector("#cutoff")?.parentElement.textContent)`)
	b.press("Cohort: agreement, visits, cut-offs")
	b.text("Back to the rule")
	b.press("Back to the rule")
	b.wait("the rule is in force again", `document.querySelector("#rules")?.textContent.includes("Own value") === false && !document.querySelector("#drop-own-cutoff")`)
	b.press("3\nResults\ncohort")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	eval[bool](b, `(() => { const e = document.querySelector("#find-score"); e.value = "GSM1199511"; e.dispatchEvent(new Event("input")); return true })()`)
	b.wait("the patient is found", `document.querySelectorAll("table.scores tbody tr").length === 1`)
	b.tap("table.scores tbody tr button")
	b.wait("the patient is shown", `!!document.querySelector("#agreed") && !!document.querySelector("#confounders")`)
	person := eval[string](b, `document.querySelector("#person").innerText`)
	for _, want := range []string{"clinical scores", " SE", "cs mg/d 20: medium dose of glucocorticoid"} {
		if !strings.Contains(person, want) {
			t.Errorf("the patient's page does not say %q:\n%s", want, person)
		}
	}
}
