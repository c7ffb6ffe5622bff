package sample

import (
	"slices"
	"strings"
)

// Answer is what a cell says of whether something is there.
type Answer uint8

const (
	Unclear Answer = iota // none of the words that are known
	No
	Low // below the normal range, which is a finding of complement and of cells
	Yes
)

// answers are the words of each, as [Plain] returns them.
var answers = [...][]string{
	No: {"no", "n", "0", "false", "negative", "neg", "absent", "-", "normal", "inactive",
		"nein", "nej", "non", "negativ", "negatif", "negativo", "negativa", "ausente", "normale", "inaktiv", "inactif", "inactivo"},
	Low: {"low", "reduced", "decreased", "niedrig", "erniedrigt", "vermindert", "bas", "basse", "abaisse", "diminue", "bajo", "baja", "disminuido", "lag", "lagt"},
	Yes: {"yes", "y", "1", "true", "positive", "pos", "present", "+", "++", "+++", "high", "active", "abnormal",
		"ja", "oui", "si", "positiv", "positif", "positivo", "positiva", "vorhanden", "presente", "aktiv", "actif", "activo"},
}

// Answered returns what a cell says, in any of the languages of [Recognise].
func Answered(cell string) Answer {
	c := Plain(strings.TrimSpace(cell))
	for a, words := range answers {
		if slices.Contains(words, c) {
			return Answer(a)
		}
	}
	return Unclear
}
