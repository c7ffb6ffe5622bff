package ui

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/markup"
)

// Term is a word that the program uses.
type Term struct {
	ID, Name, Meaning string
	EULAR             bool // a term of the EULAR task force
}

var terms = []Term{
	{"isg", "Interferon-stimulated gene (ISG)", "A gene that any kind of interferon raises; it may not be specific for type I interferon.", true},
	{"score", "ISG expression score", "A number computed from the expression of a defined set of ISGs. Its scale depends on the method: compare it with its own controls, not with the number of another score.", true},
	{"signature", "ISG expression signature", "A coordinated expression of ISGs, described in words: here high, low or indeterminate against stated controls.", true},
	{"activation", "Type I interferon pathway activation", "Any evidence of a change in a component of the pathway. ISG expression is one kind of such evidence, downstream of the receptors.", true},
	{"interferonopathy", "Interferonopathy", "A Mendelian disease with activation of the type I interferon pathway. Not a synonym for a high score.", true},
	{"controls", "Healthy controls", "The people against whom scores are measured, by the same assay. Several samples of one person count as one.", false},
	{"cut-off", "Cut-off", "The value above which a score is called high. It is derived from the healthy controls by a stated rule, for this assay and these controls only: the cut-off of another laboratory does not hold here.", false},
	{"interval", "95 % interval of the cut-off", "How much the cut-off would move with other controls of the same kind. Few controls make it wide.", false},
	{"indeterminate", "Indeterminate", "A score inside the interval of the cut-off: the controls at hand cannot tell on which side it lies.", false},
	{"class", "High, low", "Above or below the whole interval of the cut-off. Relative to the stated controls, not a diagnosis, and no statement on treatment.", false},
	{"distance", "Distance in SE", "How far a score lies from the cut-off, in standard errors of the cut-off. It knows how uncertain the controls are, not how uncertain the measurement of the sample is.", false},
	{"probability", "Probability of lying above", "The share of bootstrap cut-offs below the score. The same limits hold as for the distance.", false},
	{"auc", "AUC", "How well the score parts patients from controls: the share of pairs of one patient and one control in which the patient has the higher score. 0.5 is chance. It is no measure of use in the clinic.", false},
	{"z", "z", "The value of a gene less the mean of the healthy controls, in standard deviations of the controls.", false},
	{"contribution", "Contribution of a gene", "What a gene adds to the score, in units of the score where the score is a sum.", false},
	{"coverage", "Coverage", "How many genes of a signature the table has. Below the stated share a score is withheld.", false},
	{"median", "Median (IQR)", "The middle score of a group, and the range of its middle half.", false},
	{"cohort", "Cohort method", "A method whose score of a sample depends on the other samples of the run. Every other method here gives the same score when a neighbour is added.", false},
	{"withheld", "Withheld", "Not shown, because it could not be computed as it was published: genes are missing, or controls.", false},
	{"p", "P, adjusted P", "How often chance alone would give a difference at least as large. Of many comparisons some have a small P by chance: the adjusted P is the share of false ones to expect among those with one as small (Benjamini and Hochberg).", false},
	{"rho", "Rho", "Spearman's correlation of ranks: 1 if two numbers rise together in every patient, 0 if they know nothing of each other, -1 if one falls as the other rises. The range behind it is its 95 % interval.", false},
	{"tau", "Tau", "Kendall's correlation: of all pairs of patients the share who stand in the same order by both numbers, less the share who stand the other way round. The partial rho is the correlation of ranks after what goes with age and sex was taken from both.", false},
	{"kappa", "Kappa", "How far two signatures agree on who is high, beyond what chance would give (Cohen): 1 is full agreement, 0 is chance. The range below it is its 95 % interval, which is approximate of few patients.", false},
	{"odds", "Odds ratio (OR)", "The odds of a finding in one group as a multiple of those in the other; 1 is no difference. With few patients its range is wide.", false},
	{"icc", "ICC", "Intraclass correlation: the share of the variance that lies between people and not between the visits of one. 1 is a score that never changes in a person.", false},
	{"change", "Reference change value", "The difference of two measurements of one person that chance exceeds once in twenty, from people who were measured twice.", false},
	{"neutralised", "Neutralised", "By how many per cent a score, as a ratio to the healthy controls, has fallen since the first visit: the readout of trials of interferon-blocking drugs.", false},
	{"axis", "Axis", "A score of one part of the pathway by its own genes. Axes are never added up. One whose genes are not there, or do not go together in these people, is not shown.", false},
	{"residual", "Feedback residual", "The expression of a gene of negative feedback less what the ISG level of the same person predicts. Exploratory.", false},
	{"dosage", "Dosage", "How many copies of the counted allele a person carries: 0, 1 or 2, or in between where it was imputed. A weighted sum adds dosages times published weights; it is no risk.", false},
	{"limit", "Value and limit", "A figure of quality beside the limit that it should keep, and the source of the limit. Nothing is left out by itself.", false},
	{"normalisation", "Normalisation", "How samples are made comparable before they are scored, for example counts per million.", false},
}

// Terms returns the words in order.
func Terms() []Term { return slices.Clone(terms) }

// IsTerm reports whether there is a word with this id.
func IsTerm(id string) bool {
	return slices.ContainsFunc(terms, func(t Term) bool { return t.ID == id })
}

// Heading is a heading of a part of a page, with words explained beside it.
func Heading(title, place string, ids ...string) app.UI {
	return app.H2().Body(app.Span().Text(title), Help(place, ids...))
}

// Help is a button beside a number that explains words. The place tells apart
// those of a page.
func Help(place string, ids ...string) app.UI {
	var names []string
	var text strings.Builder
	for _, id := range ids {
		t := terms[slices.IndexFunc(terms, func(t Term) bool { return t.ID == id })]
		names = append(names, t.Name)
		markup.Write(&text, `<span class="line"><strong>?</strong> ?</span>`, t.Name+":", t.Meaning)
	}
	at := "help-" + place
	var b strings.Builder
	markup.Write(&b, `<span class="helping"><button type="button" class="help" popovertarget="?" aria-label="What is this: ?">?</button><span popover id="?" class="explained" role="note">`,
		at, strings.Join(names, ", "), "?", at)
	b.WriteString(text.String())
	markup.Write(&b, `<a href="?">Glossary</a></span></span>`, At("/glossary#"+ids[0]))
	return app.Raw(b.String())
}
