package note

// Code names a kind of note for good: tests, reports and exports refer to it.
// A code is never given another meaning.
type Code string

const (
	// files
	ColumnsLeft   Code = "columns-left-out" // columns of a file that are no measurements
	RowUnnamed    Code = "row-unnamed"      // a row without a gene name
	RowsLeft      Code = "rows-left-out"    // rows of a file that are no gene or sample: means, remarks
	ColumnRenamed Code = "column-renamed"   // a repeated column name of a clinical table
	DecimalComma  Code = "decimal-comma"    // numbers of a clinical table that a comma makes unclear
	SecondMatrix  Code = "second-matrix"    // an expression table beside the one in use
	JoinFailed    Code = "join-failed"      // a clinical table that names no sample
	TablesJoined  Code = "tables-joined"    // a clinical table beside another one
	TablesDiffer  Code = "tables-differ"    // columns of which two clinical tables have other values
	GeoLineRagged Code = "geo-line-ragged"  // a sample line of a series matrix of another length
	GeoNoValues   Code = "geo-no-values"    // a series matrix that has samples and no values

	TranscriptsAdded   Code = "transcripts-added"   // transcripts added up to genes
	SheetJoined        Code = "sheet-joined"        // the sample table of another sheet of a workbook
	FilesJoined        Code = "files-joined"        // files of one sample each, or plates, put together
	GeneListsDiffer    Code = "gene-lists-differ"   // genes that not every joined file has
	StrandsDiffer      Code = "strands-differ"      // joined files that were counted on different strands
	PlatformOnly       Code = "platform-only"       // a platform file whose samples are not read
	PlatformUsed       Code = "platform-used"       // probes mapped by a person's own platform table
	PlatformsDiffer    Code = "platforms-differ"    // probes of which two platform tables have other genes
	PlatformUnused     Code = "platform-unused"     // a platform table that does not fit the rows
	IdentifiersDropped Code = "identifiers-dropped" // columns that identify a person, left out
	IdentifiersKept    Code = "identifiers-kept"    // columns that identify a person, kept by decision

	// targeted assays
	QualityFlag       Code = "quality-flag"       // a figure of an assay outside its range
	CtUndetermined    Code = "ct-undetermined"    // genes of a sample without any Ct
	CtPartly          Code = "ct-partly"          // a mean of some of the replicates
	ReplicatesMean    Code = "replicates-mean"    // columns of replicates, averaged
	WellsOmitted      Code = "wells-omitted"      // left out by the operator
	WellsControl      Code = "wells-control"      // no template, standards and other controls
	WellUnnamed       Code = "well-unnamed"       // a Ct without a sample or a target
	TargetGuessed     Code = "target-guessed"     // the file has no target column
	SamplesSplit      Code = "samples-split"      // samples of one name told apart by a visit or the like
	PlatesSplit       Code = "plates-split"       // a sample is on several plates, and its reference genes are not on each
	PlatesApart       Code = "plates-apart"       // the dCt of a sample are those of its plates, averaged
	Calibrator        Code = "calibrator"         // the sample that a file tells relative quantities against
	CalibratorDiffers Code = "calibrator-differs" // relative quantities of several calibrators
	Efficiency        Code = "efficiency"         // measured amplification efficiencies, which nothing is computed with
	ProbesDiffer      Code = "probes-differ"      // lanes of different panels
	EntriesLeft       Code = "entries-left-out"   // files of an archive that are not read
	ReferencesGuess   Code = "references-guess"   // reference genes by their names
	TargetAssay       Code = "target-assay"       // targets named by, or with, the id of an assay

	// samples
	SampleNotInTable   Code = "sample-not-in-table"  // no row in the clinical table
	TableRowUnused     Code = "table-row-unused"     // a row of the clinical table without a sample
	JoinFolded         Code = "join-folded"          // joined but for case and punctuation
	JoinNumber         Code = "join-number"          // joined by whole numbers, however they are written
	JoinEnding         Code = "join-ending"          // joined but for the ending of a file
	JoinAccession      Code = "join-accession"       // joined by the accession that begins a name
	JoinThrough        Code = "join-through"         // joined through a column of the expression file
	JoinPeople         Code = "join-people"          // joined by the person of each sample
	ReplicateArrays    Code = "replicate-arrays"     // several samples of one person at one visit
	SubjectInBothRoles Code = "subject-in-two-roles" // one person both control and patient
	VisitsByDate       Code = "visits-by-date"       // visits told by dates
	VisitsByText       Code = "visits-by-text"       // visits whose labels leave their order open
	VisitsUnplaced     Code = "visits-unplaced"      // visits without a place in time
	SampleExcluded     Code = "sample-excluded"      // left out by a person

	// names of rows
	NameAlias     Code = "name-alias"     // found by a previous or alias symbol
	NameCurated   Code = "name-curated"   // found by a name used in papers
	NameFolded    Code = "name-folded"    // found without regard to case and punctuation
	NameRepaired  Code = "name-repaired"  // turned back from a date
	NameDate      Code = "name-date"      // a date that could mean several genes
	NameAmbiguous Code = "name-ambiguous" // names several genes
	NameShadowed  Code = "name-shadowed"  // another name of a gene that has its own row
	NameClone     Code = "name-clone"     // the name of a clone
	NameRepeated  Code = "name-repeated"  // a gene that a set lists twice
	NameUnknown   Code = "name-unknown"   // a name of a set that is no gene
	RowsChosen    Code = "rows-chosen"    // the row of a gene was chosen among all samples
	RowControl    Code = "row-control"    // a control probe, spike-in or summary

	// values
	PanelLibrary     Code = "panel-library"     // counts per million of few genes
	ReferenceMissing Code = "reference-missing" // a sample without all of its reference genes

	// scores
	ReferenceFile           Code = "reference-file"            // scored against the controls of a reference file
	ReferenceSignature      Code = "reference-signature"       // a signature of other genes than in the reference file
	ReferenceLot            Code = "reference-lot"             // another lot, code set or cartridge than the controls of the reference file
	ReferenceDate           Code = "reference-date"            // another run date
	ReferenceAssay          Code = "reference-assay"           // another assay than that of the controls, or one of which the kind is not known
	ReferenceNotCompared    Code = "reference-not-compared"    // lot or run date, which somebody does not state
	NoControls              Code = "no-controls"               // nobody is assigned as healthy control
	FewControls             Code = "few-controls"              // too few controls for a cut-off
	SignatureMissing        Code = "signature-missing"         // no gene of a signature was found
	CoverageWithheld        Code = "coverage-withheld"         // too few genes for a score
	CoverageLow             Code = "coverage-low"              // some genes are missing
	MethodNeedsControls     Code = "method-needs-controls"     // left out for want of controls
	MethodNeedsHousekeeping Code = "method-needs-housekeeping" // left out for want of reference genes
	MethodNeedsSamples      Code = "method-needs-samples"      // left out for want of samples
	MethodBackground        Code = "method-background"         // ranks among few genes
	MethodNeedsGenes        Code = "method-needs-genes"        // left out for want of the genes that it ranks against
	MethodUnit              Code = "method-unit"               // left out for the unit of the table
	MethodSignatures        Code = "method-signatures"         // left out, its signatures not being chosen
	MethodCohort            Code = "method-cohort"             // a score depends on the other samples
	GenesConstant           Code = "genes-constant"            // genes left out that do not vary
	CoverageSample          Code = "coverage-sample"           // too few genes for a score in some samples

	// genotypes
	GenotypeBuild    Code = "genotype-build"    // header and positions disagree about the build
	GenotypeStrand   Code = "genotype-strand"   // alleles of the minus strand
	GenotypeAbsent   Code = "genotype-absent"   // a file that lists only what differs from the reference
	GenotypeSex      Code = "genotype-sex"      // the X chromosome needs it
	GenotypeWeight   Code = "genotype-weight"   // too little of a score was found
	GenotypeFilled   Code = "genotype-filled"   // what was filled by allele frequencies
	GenotypeAncestry Code = "genotype-ancestry" // not stated, or other than that of the weights
	GenotypeHet      Code = "genotype-het"      // more heterozygous than people are
	GenotypeContext  Code = "genotype-context"  // what is known of a variant beside its odds ratio
)
