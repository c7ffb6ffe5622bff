package gene

import "fmt"

// Kind is a family of gene identifiers.
type Kind uint8

const (
	Unknown Kind = iota
	Symbol       // approved, previous or alias symbol: IFI44L, C1orf29
	Ensembl      // gene: ENSG00000137959, with or without .version
	Entrez       // NCBI Gene: 10964
	RefSeq       // transcript: NM_006820
	Probe        // array probe: ILMN_1723912, 204439_at
	UniProt      // protein: P20591
)

var kinds = [...]string{"unknown", "symbol", "ensembl", "entrez", "refseq", "probe", "uniprot"}

// String returns the lower-case name of the kind.
func (k Kind) String() string {
	if int(k) < len(kinds) {
		return kinds[k]
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// Namespace says what the identifiers of a table are. Platform is the GEO
// accession of the array when Kind is Probe, else empty.
type Namespace struct {
	Kind     Kind
	Platform string
}

// String returns "symbol", "ensembl", "probe GPL10558" and so on.
func (n Namespace) String() string {
	if n.Platform != "" {
		return n.Kind.String() + " " + n.Platform
	}
	return n.Kind.String()
}

// MarshalText writes the namespace as String does.
func (n Namespace) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (n *Namespace) UnmarshalText(b []byte) error {
	s := string(b)
	for i, k := range kinds {
		switch {
		case s == k:
			*n = Namespace{Kind: Kind(i)}
			return nil
		case Kind(i) == Probe && len(s) > len(k)+1 && s[:len(k)+1] == k+" ":
			if _, ok := PlatformByID(s[len(k)+1:]); !ok {
				return fmt.Errorf("gene: unknown platform %q", s[len(k)+1:])
			}
			*n = Namespace{Kind: Probe, Platform: s[len(k)+1:]}
			return nil
		}
	}
	return fmt.Errorf("gene: unknown namespace %q", s)
}

// Title returns the namespace in words for a person.
func (n Namespace) Title() string {
	switch n.Kind {
	case Symbol:
		return "gene symbols"
	case Ensembl:
		return "Ensembl gene ids"
	case Entrez:
		return "Entrez (NCBI Gene) ids"
	case RefSeq:
		return "RefSeq transcript ids"
	case UniProt:
		return "UniProt accessions"
	case Probe:
		if p, ok := PlatformByID(n.Platform); ok {
			return "probes of " + p.Name + " (" + p.ID + ")"
		}
		return "array probes"
	}
	return "not recognised"
}

// Platform is an array whose probes of the catalogue's genes are known.
type Platform struct {
	ID   string // GEO accession
	Name string
}

// platforms lists the arrays of the probe table, in the order of its bits.
// Names as in the title of the GEO platform record.
var platforms = [...]Platform{
	{"GPL10558", "Illumina HumanHT-12 v4"},
	{"GPL6947", "Illumina HumanHT-12 v3"},
	{"GPL6102", "Illumina human-6 v2"},
	{"GPL570", "Affymetrix U133 Plus 2.0"},
	{"GPL571", "Affymetrix U133A 2.0"},
	{"GPL96", "Affymetrix U133A"},
	{"GPL97", "Affymetrix U133B"},
	{"GPL13667", "Affymetrix U219"},
	{"GPL6244", "Affymetrix Gene 1.0 ST"},
	{"GPL13497", "Agilent 026652 4x44K v2"},
	{"GPL1708", "Agilent 012391 44K G4112A"},
}

// Platforms returns the arrays whose probes are known.
func Platforms() []Platform { return append([]Platform(nil), platforms[:]...) }

// PlatformByID returns the platform with GEO accession id.
func PlatformByID(id string) (Platform, bool) {
	for _, p := range platforms {
		if p.ID == id {
			return p, true
		}
	}
	return Platform{}, false
}
