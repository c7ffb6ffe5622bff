package pathway

// clinical are the columns that are recognised: the first line of which a word
// stands in the name decides. A word between blanks must stand alone. Words are
// in lower case and without accents, see plain: English, then German, French,
// Spanish and Swedish where these differ.
var clinical = []struct {
	kind  Kind
	key   string
	title string
	words []string
}{
	// serology
	{Antibody, "antiifn", "Antibodies against interferon", []string{"anti ifn", "anti interferon", "ifn autoantibod", "ifn neutrali", "ifn antikorp", "ifn autoantikorp", "interferon antikorp"}},
	{Treatment, "drug", "Drug", []string{"anti blys", "anti baff", "anti cd20", "anti tnf", "anti il 6 ", "anti il6 "}},
	{Antibody, "ro52", "Ro52 (TRIM21)", []string{"ro52", "ro 52", "trim21"}},
	{Antibody, "ro60", "Ro60 (SSA)", []string{"ro60", "ro 60", " ro ", " ssa ", "ss a", "anti ro"}},
	{Antibody, "la", "La (SSB)", []string{" la ", " ssb ", "ss b", "anti la"}},
	{Antibody, "rnp", "U1 RNP", []string{"rnp"}},
	{Antibody, "sm", "Sm", []string{" sm ", "anti smith"}},
	{Antibody, "dsdna", "dsDNA", []string{"dsdna", "ds dna", " dsd ", "anti dna", "antidna", "crithidia", "double strand",
		"dsdns", "ds dns", "anti dns", "doppelstrang", "dna ak ", "dna antikorp", "anti adn", "antiadn", "adn natif", "adn nativo", "adnds", "adn db"}},
	{Antibody, "apl", "Antiphospholipid", []string{"phospholipid", "cardiolipin", " apl ", "lupus anticoag", "glycoprotein",
		"fosfolipid", "kardiolipin", "lupusantikoag", "lupus antikoag", "anticoagulant lupique", "anticoagulante lupico", "glykoprotein", "glicoprotein"}},
	{Complement, "c1q", "C1q", []string{" c1q "}},
	{Complement, "c3", "C3", []string{" c3 ", " c3c "}},
	{Complement, "c4", "C4", []string{" c4 "}},
	{Complement, "complement", "Complement", []string{"complement", "ch50", "komplement"}},
	{Cytokine, "cgamp", "cGAMP", []string{"cgamp"}},
	{Cytokine, "ifna", "IFN-alpha", []string{" ifna", "ifn alpha", "ifn a ", "interferon alpha", "ifn α", "ifnα", "ifn alfa", "interferon alfa", "interferon α"}},
	{Cytokine, "ifng", "IFN-gamma", []string{" ifng", "ifn gamma", "ifn g ", "interferon gamma", "ifn γ", "ifnγ", "interferon γ"}},
	{Cytokine, "ifnl1", "IFN-lambda1", []string{" ifnl", "ifn lambda", "il29", "il 29", "interferon lambda", "ifnλ", "ifn λ"}},
	{Cytokine, "cxcl10", "CXCL10 (IP-10)", []string{"cxcl10", "ip10", "ip 10"}},
	{Cytokine, "siglec1", "SIGLEC1 (CD169)", []string{"siglec1", "siglec 1 ", "cd169"}},
	{Cytokine, "galectin9", "Galectin-9", []string{"galectin 9", "galectin9", "lgals9", " gal 9 ", " gal9 ", "galektin 9", "galectine 9", "galectina 9"}},
	{Cytokine, "baff", "BAFF (BLyS)", []string{" baff ", " blys ", "tnfsf13b"}},
	{Cytokine, "ccl2", "CCL2 (MCP-1)", []string{" ccl2 ", " mcp1 ", " mcp 1 "}},
	{Cytokine, "il6", "IL-6", []string{" il 6 ", " il6 ", "interleukin 6 ", "interleukine 6 ", "interleucina 6 "}},
	{Cytokine, "il18", "IL-18", []string{" il 18 ", " il18 ", "interleukin 18 ", "interleukine 18 ", "interleucina 18 "}},

	// treatment and person come before cells and organs: "anti CD20" is a drug
	{Treatment, "hcq", "Hydroxychloroquine", []string{"hydroxychloroquin", " hcq ", "antimalaria", "plaquenil", "quensyl", "antipalud", "hidroxicloroquin", "hydroxiklorokin"}},
	{Treatment, "steroid", "Glucocorticoid", []string{"predni", "steroid", "glucocort", " cs ", " gc ", "kortison", "cortison", "kortiko", "cortico", "glukokort"}},
	{Treatment, "drug", "Drug", []string{" mmf ", "mycophen", "azathiop", " aza ", "cyclophos", " cyp ", " cyc ", " csa ", "ciclosp", "cyclosp", "methotrex", " mtx ", "rituximab", "belimumab", "anifrolumab", "treatment", "therapy", "drug", " dose ", " mg d", " mg kg",
		"immunosuppress", "tacrolimus", "voclosporin", "behandlung", "therapie", "medikament", "medikation", "immunsuppress", " dosis ", "traitement", "medicament", "azatiopr", "micofenol", "ciclofosf", "metotrex",
		"tratamiento", "terapia", "inmunosupres", "behandling", "lakemedel", "mykofenol", "cyklofosf"}},
	{Person, "age", "Age", []string{" age ", " alter ", " lebensalter ", " edad ", " alder "}},
	{Person, "sex", "Sex", []string{" sex ", "gender", "geschlecht", " sexe ", " sexo ", " kon "}},
	{Person, "ancestry", "Ancestry", []string{"race", "ethnic", "ancestr", "country", "ethnie", "ethnizit", "herkunft", "abstammung", "etnia", "etnic", "harkomst"}},
	{Person, "duration", "Duration", []string{"duration", "years since", "onset", "diagnosis of", "krankheitsdauer", "erkrankungsdauer", "erstdiagnose", "duree", "duracion"}},
	{Person, "infection", "Infection", []string{"infect", "covid", "sars", "infekt", "infecc"}},

	// activity
	{Activity, "sledai", "SLEDAI", []string{"sledai"}},
	{Activity, "bilag", "BILAG", []string{"bilag"}},
	{Activity, "cla", "CLASI", []string{"clasi"}},
	{Activity, "pga", "Physician's global assessment", []string{" pga ", "physician global", "arztglobal", "globale du medecin", "global del medico"}},
	{Activity, "damage", "Damage", []string{"damage", " sdi ", "slicc", "organschaden", "sequelle", "secuela"}},
	{Activity, "flare", "Flare", []string{"flare", " schub ", " schube ", "poussee", " brote ", " brotes ", " skov "}},

	// blood
	{Count, "pdc", "pDC", []string{" pdc", "plasmacytoid", "plasmazytoid"}},
	{Count, "plasmablasts", "Plasmablasts", []string{"plasmablast", "plasma cell", "plasmazell"}},
	{Count, "neutrophils", "Neutrophils", []string{"neutrophil", " neut ", "neutrofil"}},
	{Count, "lymphocytes", "Lymphocytes", []string{"lymphocyte", " lymph ", "lymphozyten", "linfocitos", "lymfocyter"}},
	{Count, "monocytes", "Monocytes", []string{"monocyte", " mono ", "monozyten", "monocitos"}},
	{Count, "eosinophils", "Eosinophils", []string{"eosino"}},
	{Count, "nk", "NK cells", []string{" nk ", " nk zellen "}},
	{Count, "cd4", "CD4 T cells", []string{" cd4"}},
	{Count, "cd8", "CD8 T cells", []string{" cd8"}},
	{Count, "t", "T cells", []string{" t cell", " cd3", " t zell", " celulas t ", " lymphocytes t "}},
	{Count, "b", "B cells", []string{" b cell", " cd19", " bcell", " b zell", " celulas b ", " lymphocytes b "}},
	{Count, "leukocytes", "Leukocytes", []string{"leukocyte", "leucocyte", " wbc ", "white blood", "leukozyten", " leukos ", "leucocitos"}},
	{Manifestation, "haematological", "Blood", []string{"hemato", "haemato", "hamato", "cytopeni", "zytopeni", "citopeni", "leukopeni", "leucopeni", "lymphopeni", "linfopeni", "lymfopeni"}},
	{Count, "platelets", "Platelets", []string{"platelet", "thrombocyte", "thrombozyten", "plaquet", "trombocitos", "trombocyter"}},
	{Laboratory, "haemoglobin", "Haemoglobin", []string{"haemoglobin", "hemoglobin", " hb ", " hgb ", "hamoglobin"}},
	{Laboratory, "crp", "CRP", []string{" crp ", "c reacti", "c reaktiv"}},
	{Laboratory, "esr", "ESR", []string{" esr ", "sedimenta", " bsg ", "blutsenkung", " vsg "}},
	{Laboratory, "proteinuria", "Urine protein", []string{"upcr", "urine protein", "proteinuri", "protein kreatinin", "proteine creatinine", "proteina creatinina"}},

	// organs
	{Manifestation, "skin", "Skin", []string{"skin", "rash", "cutan", "mucosal", "alopeci", "ulcer",
		" haut ", "hautbe", "hautver", "hautman", "hauterschein", "hautausschlag", "exanthem", "kutan", "alopezi", "haarausfall", "ulzera", "schleimhaut", " peau ", "muqueu", " piel ", " hud ", "hudutslag"}},
	{Manifestation, "joints", "Joints", []string{"joint", "arthrit", "musculosk", "gelenk", "arthralg", "muskuloskel", " articula", "artrit", "artralg"}},
	{Manifestation, "renal", "Kidney", []string{"renal", "nephr", "kidney", "urinary cast", " niere", " rein ", " reins ", "nefr", " rinon", " njur"}},
	{Manifestation, "cns", "Nervous system", []string{" cns ", "neuro", "psych", "seizure", " zns ", "nervensystem", "krampfanf", " snc ", "systeme nerveux", "convuls", "sistema nervioso", "nervsystem"}},
	{Manifestation, "serositis", "Serositis", []string{"serosit", "pleur", "pericard", "perikard"}},
	{Manifestation, "vascular", "Vessels", []string{"vascul", "raynaud", "thrombos", "vaskul", "gefass", "trombos"}},
	{Manifestation, "fever", "Fever", []string{"fever", "fieber", "fievre", "fiebre", "feber"}},

	// what no name tells for sure is known only where a person says so; Confounders
	// and Batches of packages stratify and qc know the keys
	{Treatment, "dose", "Daily dose of glucocorticoid, mg of prednisone", nil},
	{Treatment, "pulse", "Pulse of glucocorticoid", nil},
	{Treatment, "ifndrug", "Drug that acts on interferon", nil},
	{Person, "vaccination", "Vaccination", nil},
	{Technical, "batch", "Batch: what was measured together", nil},
}

// lowColumns are words in the name of a column of complement whose yes means
// that it is low.
var lowColumns = []string{" low ", "hypocompl", "decreased", "hypokompl", "hipocompl", "niedrig", "vermindert", " bas ", "abaisse", " bajo ", "disminuid", " lagt "}
