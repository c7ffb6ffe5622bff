package sample

import (
	"fmt"
	"strings"
	"testing"
)

func TestIdentifiers(t *testing.T) {
	for _, x := range []struct {
		header, cells, want string
	}{
		{"MRN", "1|2", "record number"},
		{"Medical record number", "1|2", "record number"},
		{"NHS No.", "1|2", "record number"},
		{"Date of birth", "1970-01-01|1981-02-03", "date of birth"},
		{"DOB", "", "date of birth"},
		{"patient_dob", "1970-01-01", "date of birth"},
		{"Geburtsdatum", "1.1.1970", "date of birth"},
		{"First Name", "Jane|John", "name"},
		{"Prénom", "Jane|John", "name"},
		{"Patient name", "Jane Doe|John Roe|", "name"},
		{"Name", "Doe, Jane|Roe, John|Müller, Anna-Maria", "name"},
		{"patient", "DOE Jane|ROE J.", "name"},
		{"E-mail", "x", "e-mail"},
		{"contact", "jane@example.org|roe@example.com|", "e-mail"},
		{"id2", "123-45-6789|987-65-4321", "record number"},
		{"Phone number", "1", "telephone"},
		{"zip", "8000", "address"},
		{"Patient's address", "Street 1", "address"},
		{"DOB (dd/mm/yyyy)", "01/02/1970", "date of birth"},
		{"Geb.-Datum", "1.2.70", "date of birth"},
		{"date de naissance", "1", "date of birth"},
		{"Fecha de nacimiento", "1", "date of birth"},
		{"Hosp. No", "1234567", "record number"},
		{"n° de dossier", "1", "record number"},
		{"Numéro de dossier", "1", "record number"},
		{"Personnummer", "1", "record number"},
		{"NHS number", "1", "record number"},
		{"Patient MRN", "1", "record number"},
		{"MRN (hospital)", "1", "record number"},
		{"SSN", "1", "record number"},
		{"DNI", "1", "record number"},
		{"DNI del paciente", "1", "record number"},
		{"AHV-Nr.", "1", "record number"},
		{"Nº historia clínica", "1", "record number"},
		{"Tel. no", "1", "telephone"},
		{"Telefonnummer", "1", "telephone"},
		{"Telefon-Nr.", "1", "telephone"},
		{"Numéro de téléphone", "1", "telephone"},
		{"Address line 1", "1 High St", "address"},
		{"Patient Initials", "AB", "name"},
		{"Vor- und Nachname", "Anna Schmidt", "name"},
		{"Nom et prénom", "Anne Petit", "name"},
		{"Patientenname", "Anna Schmidt|Max Meier", "name"},
		{"Patientenname", "Schmidt|Meier", "name"},
		{"Name of the patient", "Anna Schmidt|Max Meier", "name"},
		{"Nom du patient", "Petit|Grand", "name"},
		{"Email contact", "x", "e-mail"},
		// what a study may keep
		{"Gene name", "IFI27|MX1", ""},
		{"Sample name", "Anna|Max", ""},
		{"Drug name", "Anifrolumab|Belimumab", ""},
		{"Plate name", "A|B", ""},
		{"Nombre de la muestra", "A|B", ""},
		{"study number", "1|2", ""},
		{"patient number", "1|2", ""},
		{"Patientennummer", "1|2", ""},
		{"Patientenname", "P001|P002", ""},
		{"Patient name", "P001|P002", ""},
		{"Hospital", "Charité|Karolinska", ""},
		{"NHS trust", "A|B", ""},
		{"Lot no.", "1|2", ""},
		{"year of birth", "1970|1980", ""},
		{"Array address", "1|2", ""},
		{"date of diagnosis", "2020-01-01", ""},
		{"patient", "P001|P002|P003", ""},
		{"patient_id", "17|18", ""},
		{"name", "SLE 1|SLE 2|HC 1", ""},
		{"name", "Healthy Control|Healthy Control|Healthy Control|Lupus Patient", ""},
		{"sample name", "Jane Doe|John Roe", ""},
		{"diagnosis", "Lupus Nephritis|Healthy Control", ""},
		{"age", "31|44", ""},
		{"sex", "F|M", ""},
		{"visit date", "2020-01-01|2021-01-01", ""},
		{"birth weight", "3.2|2.9", ""},
		{"cell type", "T|B", ""},
		{"drug", "Mycophenolate Mofetil|Hydroxychloroquine Sulfate", ""},
		{"", "a|b", ""},
	} {
		table, err := NewTable([]string{"key", x.header + " "}, [][]string{make([]string, strings.Count(x.cells, "|")+1), strings.Split(x.cells, "|")})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, id := range Identifiers(table) {
			if got += id.What; id.Why == "" || id.Column != x.header+" " {
				t.Errorf("%q: %+v", x.header, id)
			}
		}
		if got != x.want {
			t.Errorf("%q of %q: %q, want %q", x.header, x.cells, got, x.want)
		}
	}
}

func TestWithout(t *testing.T) {
	table, err := NewTable([]string{"id", "name", "sex"}, [][]string{{"1"}, {"J D"}, {"F"}})
	if err != nil {
		t.Fatal(err)
	}
	u := table.Without([]string{"name"})
	if got := fmt.Sprint(u.Columns(), u.Column("sex"), u.Column("name"), u.Len()); got != "[id sex] [F] [] 1" {
		t.Error(got)
	}
	if len(table.Columns()) != 3 {
		t.Error("the table itself was changed")
	}
	if table.Without([]string{"id", "name", "sex"}) != nil {
		t.Error("a table without columns is none")
	}
}

func FuzzIdentifiers(f *testing.F) {
	f.Add("Name", "Doe, Jane", "x@y.zz")
	f.Add("patient", "Ä B", "123-45-6789")
	f.Fuzz(func(t *testing.T, header, a, b string) {
		if header == "" {
			return
		}
		table, err := NewTable([]string{header}, [][]string{{a, b}})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range Identifiers(table) {
			if u := table.Without([]string{id.Column}); u != nil {
				t.Errorf("%q is left", id.Column)
			}
		}
	})
}
