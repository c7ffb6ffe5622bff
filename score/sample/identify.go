package sample

import (
	"fmt"
	"slices"
	"strings"
)

// Identifier is a column of a clinical table that probably says who a person
// is, and what it was judged by.
type Identifier struct {
	Column string
	What   string // "name", "date of birth", "record number", "e-mail", "telephone", "address"
	Why    string // one clause: "it is headed ..."
}

// Identifiers returns the columns that are likely direct identifiers, in the
// order of the table. Headers are compared in several languages without case,
// blanks and punctuation; e-mail addresses, names of persons and United States
// social security numbers are also known by their form. Study numbers, ages,
// dates of visits and postal regions are not direct identifiers and are not
// listed: see 45 CFR 164.514(b)(2) for the list of which these are a part.
func Identifiers(t *Table) []Identifier {
	var ids []Identifier
	for i, c := range t.columns {
		if what, why := identifies(c, t.cells[i]); what != "" {
			ids = append(ids, Identifier{c, what, why})
		}
	}
	return ids
}

// headers are what columns of identifiers are headed, folded.
var headers = []struct {
	what  string
	words string
}{
	{"name", "fullname firstname lastname surname familyname givenname forename middlename maidenname nameofpatient vorname nachname familienname nom prenom nomdefamille nombre apellido apellidos cognome fornamn efternamn voornaam achternaam"},
	{"date of birth", "dob dateofbirth birthdate birthday dayofbirth geburtsdatum gebdat datedenaissance datenaissance fechadenacimiento fechanacimiento datadinascita fodelsedatum geboortedatum"},
	{"record number", "mrn mrnumber medicalrecord medicalrecordnumber medicalrecordno recordnumber hospitalnumber hospitalno hospitalid chartnumber nhs nhsnumber nhsno chinumber ssn socialsecurity socialsecuritynumber nationalid personnummer cpr cprnumber insurancenumber passport passportnumber fallnummer krankenkassennummer codicefiscale bsn"},
	{"e-mail", "email emailaddress mail mailaddress emailadresse"},
	{"telephone", "phone phonenumber telephone telephonenumber tel telefon telefono mobile mobilenumber fax faxnumber"},
	{"address", "address homeaddress streetaddress street postaladdress postcode postalcode zip zipcode adresse strasse plz direccion indirizzo"},
}

// owners may stand before a header: patient name, subject's address.
var owners = []string{"patients", "patient", "subjects", "subject", "participants", "participant", "persons", "person", "pt"}

// people are headers under which the names of persons may stand, or numbers.
var people = []string{"name", "patient", "subject", "participant", "person", "case", "patientname", "subjectname", "participantname"}

func identifies(header string, cells []string) (what, why string) {
	h := letters(header)
	for _, o := range owners {
		if rest, ok := strings.CutPrefix(h, o); ok && rest != "" {
			h = rest
			break
		}
	}
	for _, x := range headers {
		if slices.Contains(strings.Fields(x.words), h) {
			return x.what, fmt.Sprintf("it is headed %q", header)
		}
	}
	filled, mails, numbers, names := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		filled++
		seen[c] = true
		switch {
		case isMail(c):
			mails++
		case isSocialSecurity(c):
			numbers++
		case isPerson(c):
			names++
		}
	}
	if filled == 0 {
		return "", ""
	}
	switch {
	case 2*mails > filled:
		return "e-mail", fmt.Sprintf("%d of %d cells are e-mail addresses", mails, filled)
	case 2*numbers > filled:
		return "record number", fmt.Sprintf("%d of %d cells have the form of a social security number", numbers, filled)
	case slices.Contains(people, letters(header)) && 2*names > filled && 2*len(seen) > filled:
		return "name", fmt.Sprintf("it is headed %q and %d of %d cells are like a name", header, names, filled)
	}
	return "", ""
}

// letters returns the letters of a header in lower case, those with the usual
// accents without them.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'é', 'è', 'ê':
			return 'e'
		case 'ö', 'ø', 'ó':
			return 'o'
		case 'ä', 'á', 'à':
			return 'a'
		case 'ß':
			return 's'
		}
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// isMail reports whether s is like jane@example.org.
func isMail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	dot := strings.LastIndexByte(host, '.')
	return ok && user != "" && dot > 0 && dot < len(host)-2 && !strings.ContainsAny(s, " ,;")
}

// isSocialSecurity reports whether s has the form 123-45-6789.
func isSocialSecurity(s string) bool {
	if len(s) != 11 {
		return false
	}
	for i := range len(s) {
		if dash := i == 3 || i == 6; dash && s[i] != '-' || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// isPerson reports whether s is like Jane Doe, DOE Jane or Doe, Jane: two to
// four words of letters that begin with a capital.
func isPerson(s string) bool {
	w := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	if len(w) < 2 || len(w) > 4 {
		return false
	}
	for _, x := range w {
		x = strings.TrimSuffix(x, ".")
		if x == "" || strings.ToLower(x[:1]) == x[:1] && x[0] < 0x80 || strings.ContainsFunc(x, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f || r == '-' || r == '\'')
		}) {
			return false
		}
	}
	return true
}

// Without returns the table without the named columns, nil if none is left.
func (t *Table) Without(columns []string) *Table {
	u := &Table{}
	for i, c := range t.columns {
		if !slices.Contains(columns, c) {
			u.columns, u.cells = append(u.columns, c), append(u.cells, t.cells[i])
			if i < t.first {
				u.first++
			}
		}
	}
	if len(u.columns) == 0 {
		return nil
	}
	return u
}
