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

// headers are what columns of identifiers are headed, without accents, blanks
// and punctuation, "no", "nr" and the like being "number"; with and without
// words such as "of the" and "patient". See forms.
var headers = []struct {
	what  string
	words string
}{
	{"name", "fullname firstname lastname surname familyname givenname forename middlename maidenname nameofpatient firstlastname initials vorname nachname familienname " +
		"vornachname namevorname nachnamevorname vornamename initialen nom prenom nomprenom prenomnom nomdefamille nomfamille initiales nombre apellido apellidos nombreapellidos apellidosnombre iniciales " +
		"cognome nomecognome cognomenome fornamn efternamn initialer voornaam achternaam"},
	{"date of birth", "dob dateofbirth datebirth birthdate birthday dayofbirth daybirth geburtsdatum geburtstag gebdat gebdatum datedenaissance datenaissance fechadenacimiento fechanacimiento " +
		"datadinascita datanascita fodelsedatum fodelsedag geboortedatum"},
	{"record number", "mrn mrnumber mrnnumber medicalrecord medicalrecordnumber medicalrecordno recordnumber hospitalnumber hospitalno hospitalid hospnumber hospid chartnumber nhs nhsnumber nhsno nhsid chinumber chino " +
		"ssn ssnnumber socialsecurity socialsecuritynumber socialsecurityno nationalid nationalidnumber medicarenumber personnummer cpr cprnumber insurancenumber passport passportnumber " +
		"fallnummer fallnumber krankenkassennummer versichertennummer krankenversichertennummer sozialversicherungsnummer svnr ahv ahvnumber ahvnummer numberahv numberavs avsnumber journalnummer journalnumber " +
		"numberdossier numberdossiermedical dossiernumber numbersecuritesociale securitesociale numberipp dni dninumber numberdni numberhistoriaclinica historiaclinica historiaclinicanumber numbernhc numberseguridadsocial " +
		"codicefiscale numbercartella bsn bsnnumber"},
	{"e-mail", "email emailaddress emailcontact contactemail mail mailaddress emailadresse adresseemail adressemail correoelectronico epost"},
	{"telephone", "phone phonenumber telephone telephonenumber tel telnumber telefon telefonnumber telefonnummer numbertelephone telefono numbertelefono telefononumber mobile mobilenumber mobilephone mobilephonenumber handy handynummer handynumber mobilnummer fax faxnumber"},
	{"address", "address addressline homeaddress streetaddress street postaladdress postcode postalcode zip zipcode adresse anschrift wohnort strasse plz codepostal direccion codigopostal indirizzo adress postnummer"},
}

// owners may stand before a header: patient name, subject's address. The longer
// comes first.
var owners = []string{"patientens", "patienten", "patientin", "patients", "patient", "subjects", "subject", "participants", "participant", "persons", "person", "pacientes", "paciente", "paziente", "probanden", "proband", "pt"}

// fillers and numberWords are words of a header that say nothing of their own.
var (
	fillers     = []string{"of", "the", "and", "s", "der", "des", "die", "und", "du", "de", "del", "della", "di", "d", "l", "la", "le", "et", "e", "y", "och", "van"}
	numberWords = []string{"number", "no", "nr", "num", "numero", "nummer", "n"}
)

// people are headers under which the names of persons may stand, or numbers;
// after an owner the nameWords are.
var (
	people    = []string{"name", "patient", "subject", "participant", "person", "case"}
	nameWords = []string{"name", "namen", "nom", "nombre", "nome", "namn", "naam"}
)

// forms returns a header as it is compared: all its words as one, and the same
// without fillers and owners. owned says that it speaks of a patient.
func forms(header string) (whole, short string, owned bool) {
	var w, s strings.Builder
	for _, x := range strings.Fields(heading(strings.NewReplacer("°", ". ", "º", ". ", "#", " no ").Replace(header))) {
		if slices.Contains(numberWords, x) {
			x = "number"
		}
		w.WriteString(x)
		switch {
		case slices.Contains(owners, x):
			owned = true
		case !slices.Contains(fillers, x):
			s.WriteString(x)
		}
	}
	whole, short = letters(w.String()), letters(s.String())
	for _, o := range owners {
		if rest, ok := strings.CutPrefix(whole, o); ok && rest != "" {
			return rest, short, true
		}
	}
	return whole, short, owned
}

// letters returns the letters from a to z.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
}

func identifies(header string, cells []string) (what, why string) {
	whole, short, owned := forms(header)
	named := owned && (slices.Contains(nameWords, whole) || slices.Contains(nameWords, short))
	for _, x := range headers {
		if w := strings.Fields(x.words); !named && (slices.Contains(w, whole) || slices.Contains(w, short)) {
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
		case isPerson(c), named && isName(c):
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
	case (named || slices.Contains(people, letters(Plain(header)))) && 2*names > filled && 2*len(seen) > filled:
		return "name", fmt.Sprintf("it is headed %q and %d of %d cells are like a name", header, names, filled)
	}
	return "", ""
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
// four names.
func isPerson(s string) bool {
	w := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	return len(w) >= 2 && len(w) <= 4 && !slices.ContainsFunc(w, func(x string) bool { return !isName(x) })
}

// isName reports whether s is of letters and begins with a capital.
func isName(s string) bool {
	s = strings.TrimSuffix(s, ".")
	return s != "" && (strings.ToLower(s[:1]) != s[:1] || s[0] >= 0x80) && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f || r == '-' || r == '\'')
	})
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
