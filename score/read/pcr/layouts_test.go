package pcr

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"ifnscope/score/read"
)

// Texts that look like the exports of the instruments: the layouts are those
// of real files, the wells are made up.

const quantStudio = `* Block Type = 96-Well Block (0.2mL)
* Chemistry = TAQMAN
* Experiment File Name = C:\Users\a person\plate.eds
* Experiment Type = Comparative Cт (ΔΔCт)
* Experiment User Name = A Person
* Instrument Type = QuantStudio(TM) 7 Flex System
* Passive Reference = ROX

[Sample Setup]
Well	Well Position	Sample Name	Sample Color	Target Name	Task	Comments
1	A1	HC1	"RGB(176,23,31)"	IFI27	UNKNOWN	the 5" tube
[Amplification Data]
Well	Cycle	Target Name	Rn	ΔRn
1	40	IFI27	1.2	5,720.562

[Results]
Well	Well Position	Omit	Sample Name	Target Name	Task	Biogroup Name	Target Name	Task	RQ	CT	Ct Mean	Ct SD	Delta Ct	Ct Threshold	HIGHSD	NOAMP	EXPFAIL
1	A1	false	HC1	IFI27	UNKNOWN	controls	IFI27	UNKNOWN	1.0	27.750	27.7	0.1	6.1	0.2	N	N	N
2	A2	false	HC1	IFI27	UNKNOWN	controls	IFI27	UNKNOWN	1.0	27.950	27.7	0.1	6.1	0.2	N	N	N
3	A3	false	HC1	HPRT1	UNKNOWN	controls	HPRT1	UNKNOWN		24.000	24	0		0.2	N	N	N
4	A4	false	P1	IFI27	UNKNOWN	patients	IFI27	UNKNOWN	9	22.000	22	0	1	0.2	N	N	N
5	A5	false	P1	IFI27	UNKNOWN	patients	IFI27	UNKNOWN	9	Undetermined	22	0	1	0.2	Y	Y	N
6	A6	true	P1	IFI27	UNKNOWN	patients	IFI27	UNKNOWN	9	30.000	22	0	1	0.2	N	N	N
7	A7	false	P1	HPRT1	UNKNOWN	patients	HPRT1	UNKNOWN		Undetermined				0.2	N	Y	N
8	A8	false		IFI27	NTC		IFI27	NTC		38.500				0.2	N	N	N
9	A9	false		HPRT1	NTC		HPRT1	NTC		Undetermined				0.2	N	N	N
10	A10	false	S1	IFI27	STANDARD		IFI27	STANDARD		20.000				0.2	N	N	N
11	A11															N	N

Analysis Type = Singleplex
Endogenous Control = HPRT1
RQ Min/Max Confidence Level = 95.0
Reference Sample = HC1
`

const stepOne = `Block Type,96fast
Chemistry,TAQMAN
Experiment File Name,D:\plate.eds
Instrument Type,steponeplus
Passive Reference,ROX

Well,Sample Name,Target Name,Task,Reporter,Quencher,RQ,RQ Min,RQ Max,Cт,Cт Mean,Cт SD,ΔCт,HIGHSD
A1,HC1,IFI27,UNKNOWN,FAM,NFQ-MGB,1,,,27.5,27.5,,3.5,N
A2,HC1,HPRT1,ENDO,VIC,NFQ-MGB,,,,24,24,,,N
A3,P1,IFI27,UNKNOWN,FAM,NFQ-MGB,1,,,40,,,,N
A4,P1,HPRT1,ENDO,VIC,NFQ-MGB,,,,24.25,24.25,,,N
A5,NTC,IFI27,UNKNOWN,FAM,NFQ-MGB,,,,Undetermined,,,,N

Analysis Type,Singleplex
Endogenous Control,HPRT1
Reference Sample,HC1
`

const designAndAnalysis = `File Name	plate.eds
Instrument Type	QuantStudio™ 3 System
Software Name and Version	Design & Analysis Software v2.7.0
Exported On	2024-01-01

Well	Well Position	Omit	Sample	Target	Task	Reporter	Quencher	Amp Status	Amp Score	Curve Quality	Result Quality Issues	Cq	Cq Confidence	Cq Mean	Cq SD	Auto Threshold	Threshold
1	A01	FALSE	200.0	IFI27	UNKNOWN	FAM	NFQ-MGB	AMP	1.3	PASS		27.5	0.98	27.5	0	TRUE	0.2
2	A02	FALSE	200.0	HPRT1	UNKNOWN	VIC	NFQ-MGB	AMP	1.3	PASS		24	0.98	24	0	TRUE	0.2
3	A03	FALSE	201.0	IFI27	UNKNOWN	FAM	NFQ-MGB	NO_AMP	0	PASS		UNDETERMINED	0		0	TRUE	0.2
4	A04	FALSE	201.0	HPRT1	UNKNOWN	VIC	NFQ-MGB	AMP	1.3	PASS		24.25	0.98	24.25	0	TRUE	0.2
`

const cfx = `,Well,Fluor,Target,Content,Sample,Biological Set Name,Cq,Cq Mean,Cq Std. Dev,Starting Quantity (SQ),Log Starting Quantity,SQ Mean,SQ Std. Dev,Set Point,Well Note
,A01,FAM,IFI27,Unkn-01,HC1,controls,27.5,27.5,0,NaN,NaN,NaN,0,60,
,A02,VIC,HPRT1,Unkn-01,HC1,controls,24,24,0,NaN,NaN,NaN,0,60,
,A03,FAM,IFI27,Unkn-02,P1,patients,NaN,0,0,NaN,NaN,NaN,0,60,
,A04,VIC,HPRT1,Unkn-02,P1,patients,24.25,24.25,0,NaN,NaN,NaN,0,60,
,A05,FAM,IFI27,NTC-1,,,NaN,0,0,NaN,NaN,NaN,0,60,
,A06,FAM,IFI27,Std-1,S1,,20,20,0,1000,3,1000,0,60,
,A07,FAM,IFI27,Std-2,S2,,23.4,23.4,0,100,2,100,0,60,
,A08,FAM,IFI27,Std-3,S3,,26.8,26.8,0,10,1,10,0,60,
,A09,FAM,IFI27,Pos Ctrl-1,PC,,21,21,0,NaN,NaN,NaN,0,60,
`

const lightCycler480 = `Experiment: 2024-01-01 IFI27 plate 3  Selected Filter: SYBR Green I / HRM Dye (465-510)
Include	Color	Pos	Name	Cp	Concentration	Standard	Status
True	255	A1	HC1	27.50		0	
True	255	A2	P1	22.00		0	
False	255	A3	P1	30.00		0	
True	255	A4	P2			0	
`

const lightCycler96 = `Well	Sample Name	Gene Name	Cq	Concentration	Call	Excluded	Sample Type	Standard	Cq Mean	Cq Error
A1	HC1	IFI27	27.5	-	Positive	-	Unknown	-	27.5	0
A2	HC1	HPRT1	24	-	Positive	-	Unknown	-	24	0
A3	P1	IFI27	-	-	Negative	-	Unknown	-	-	-
A4	P1	HPRT1	24.25	-	Positive	-	Unknown	-	24.25	0
A5	W	HPRT1	-	-	Negative	-	Negative control	-	-	-
`

const biomark = `Chip Run Info,C:\runs\ChipRun.bml,1131312108,48.48 (113x),GE 48x48 Standard v1,ROX,FAM-MGB,8/26/2014 3:44:20 PM,01:28:46,BIOMARKHD198
Application Version,4.0.1
Application Build,20130925.1234
Export Type,Table Results
Quality Threshold,0.65
Baseline Correction Method,Linear (Derivative)
Ct Threshold Method,Auto (Global)


Experiment Information,Experiment Information,Experiment Information,Experiment Information,Experiment Information,Experiment Information,FAM-MGB,FAM-MGB,FAM-MGB,FAM-MGB,User
Chamber,Sample,Sample,Sample,FAM-MGB,FAM-MGB,Ct,Ct,Ct,Ct,Defined
ID,Name,Type,rConc,Name,Type,Value,Quality,Call,Threshold,Comments
S01-A01,HC1,Unknown,1,IFI27,Test,14.5,0.98,Pass,0.0055,
S01-A02,HC1,Unknown,1,HPRT1,Reference,11,0.98,Pass,0.0055,
S02-A01,P1,Unknown,1,IFI27,Test,999,0,Fail,0.0055,
S02-A02,P1,Unknown,1,HPRT1,Reference,11.25,0.98,Pass,0.0055,
S03-A01,NTC,NTC,1,IFI27,Test,999,0,Fail,0.0055,
`

const rdml10 = `<?xml version="1.0" encoding="UTF-8"?>
<rdml xmlns="http://www.rdml.org" version="1.0">
<sample id="HC1_IFI27"><type>unkn</type></sample>
<sample id="HC1_HPRT1"><type>unkn</type></sample>
<sample id="P1_IFI27"><type>unkn</type></sample>
<sample id="P1_HPRT1"><type>unkn</type></sample>
<sample id="NTC_IFI27"><type>ntc</type></sample>
<target id="IFI27"><type>toi</type><amplificationEfficiency>93.9</amplificationEfficiency><dyeId>FAM</dyeId></target>
<target id="HPRT1"><type>ref</type><dyeId>VIC</dyeId></target>
<experiment id="e"><run id="r"><instrument>StepOne</instrument>
<react id="A1"><sample id="HC1_IFI27"/><data><tar id="IFI27"/><cq>27.5</cq><adp><cyc>40.0</cyc><fluor>1</fluor></adp></data></react>
<react id="A2"><sample id="HC1_HPRT1"/><data><tar id="HPRT1"/><cq>24</cq></data></react>
<react id="A3"><sample id="P1_IFI27"/><data><tar id="IFI27"/><cq>40.0</cq></data></react>
<react id="A4"><sample id="P1_HPRT1"/><data><tar id="HPRT1"/><cq>24.25</cq></data></react>
<react id="A5"><sample id="NTC_IFI27"/><data><tar id="IFI27"/><cq>40.0</cq></data></react>
</run></experiment></rdml>`

const rdml13 = `<rdml xmlns:rdml="http://www.rdml.org" xmlns="http://www.rdml.org" version="1.3">
<sample id="0aaf7a36-0000-4000-8000-000000000001"><description>HC1</description><type>unkn</type></sample>
<sample id="0aaf7a36-0000-4000-8000-000000000002"><description>P1</description><type>unkn</type></sample>
<target id="FAM@0aaf7a36-0000-4000-8000-00000000000a"><description>IFI27</description><type>toi</type><dyeId id="FAM"/></target>
<target id="VIC@0aaf7a36-0000-4000-8000-00000000000b"><description>HPRT1</description><type>ref</type><amplificationEfficiency>1.95</amplificationEfficiency><dyeId id="VIC"/></target>
<experiment id="e"><run id="r">
<react id="1"><sample id="0aaf7a36-0000-4000-8000-000000000001"/>
<data><tar id="FAM@0aaf7a36-0000-4000-8000-00000000000a"/><cq>27.5</cq></data>
<data><tar id="VIC@0aaf7a36-0000-4000-8000-00000000000b"/><cq>24</cq></data></react>
<react id="2"><sample id="0aaf7a36-0000-4000-8000-000000000002"/>
<data><tar id="FAM@0aaf7a36-0000-4000-8000-00000000000a"/><cq>NaN</cq></data>
<data><tar id="FAM@0aaf7a36-0000-4000-8000-00000000000a"/><cq>21</cq><excl>bubble</excl></data>
<data><tar id="VIC@0aaf7a36-0000-4000-8000-00000000000b"/><cq>24.25</cq></data></react>
</run></experiment></rdml>`

// rdml12 has what version 1.2 added: annotations and the error of an efficiency.
const rdml12 = `<rdml version="1.2" xmlns="http://www.rdml.org">
<dateMade>2024-01-01T00:00:00</dateMade>
<dye id="FAM"/>
<sample id="HC1"><description>a healthy person</description><annotation><property>age</property><value>30</value></annotation><type>unkn</type><quantity><value>5</value><unit>ng</unit></quantity></sample>
<sample id="P1"><type>unkn</type></sample>
<target id="IFI27"><type>toi</type><amplificationEfficiency>1.94</amplificationEfficiency><amplificationEfficiencySE>0.02</amplificationEfficiencySE><dyeId id="FAM"/></target>
<target id="HPRT1"><type>ref</type><dyeId id="FAM"/></target>
<experiment id="e"><run id="r"><instrument>a cycler</instrument>
<react id="1"><sample id="HC1"/><data><tar id="IFI27"/><cq>27.5</cq><adp><cyc>1</cyc><tmp>60</tmp><fluor>2.5</fluor></adp><mdp><tmp>80</tmp><fluor>2.5</fluor></mdp><endPt>3</endPt><bgFluor>0.1</bgFluor><bgFluorSlp>0.01</bgFluorSlp><quantFluor>0.2</quantFluor></data></react>
<react id="2"><sample id="HC1"/><data><tar id="HPRT1"/><cq>24</cq></data></react>
<react id="3"><sample id="P1"/><data><tar id="IFI27"/><cq>-1.0</cq></data></react>
<react id="4"><sample id="P1"/><data><tar id="HPRT1"/><cq>24.25</cq></data></react>
</run></experiment></rdml>`

// rdml14 has what versions 1.3 and 1.4 added: types and quantities of one target,
// other values beside the Cq, partitions of digital PCR and copies.
const rdml14 = `<rdml version="1.4" xmlns="http://www.rdml.org">
<dye id="FAM"><dyeChemistry>hydrolysis probe</dyeChemistry></dye>
<sample id="HC1"><type>unkn</type><type targetId="HPRT1">unkn</type><doubleStranded/></sample>
<sample id="P1"><type>unkn</type><type targetId="other">std</type><quantity targetId="other"><value>100</value><unit>cop</unit></quantity></sample>
<sample id="S1"><type targetId="IFI27">std</type><type targetId="HPRT1">ntc</type><quantity targetId="IFI27"><value>1000</value><unit>cop</unit></quantity></sample>
<target id="IFI27"><type>toi</type><meltingTemperature>80</meltingTemperature><dyeId id="FAM"/><sequences><forwardPrimer><sequence>ACGT</sequence><oligoConc>200</oligoConc></forwardPrimer></sequences></target>
<target id="HPRT1"><type>ref</type><dyeId id="FAM"/></target>
<experiment id="e"><run id="r">
<react id="1"><sample id="HC1"/><vol>10</vol><data><tar id="IFI27"/><cq>27.5</cq><N0>0.1</N0><Ncopy>12</Ncopy><ampEffMet>LinRegPCR</ampEffMet><ampEff>1.9</ampEff><ampEffSE>0.01</ampEffSE><corrF>1</corrF><corrP>1</corrP><corrCq>26.1</corrCq><meltTemp>80</meltTemp></data>
<data><tar id="HPRT1"/><cq>24</cq></data></react>
<react id="2"><sample id="P1"/><data><tar id="IFI27"/><cq>nan</cq><note>no amplification</note></data><data><tar id="HPRT1"/><cq>24.25</cq></data></react>
<react id="3"><sample id="S1"/><data><tar id="IFI27"/><cq>20</cq></data><data><tar id="HPRT1"/><cq>39</cq></data></react>
<react id="4"><sample id="P1"/><partitions><volume>0.85</volume><data><tar id="HPRT1"/><pos>100</pos><neg>900</neg><conc>120</conc></data></partitions></react>
</run></experiment></rdml>`

const longCt = "Patient;Gene;Ct\nHC1;IFI27;27,5\nHC1;HPRT1;24,0\nP1;IFI27;>40\nP1;HPRT1;24,25\n"
const longDCt = "sample\tgene\tdCt\nHC1\tIFI27\t3.5\nHC1\tHPRT1\t0\nP1\tIFI27\tNA\nP1\tHPRT1\t0.25\n"
const longRQ = "Sample,Target,2^-ddCt\nHC1,IFI27,1\nHC1,IFI27,4\nHC1,HPRT1,1\nP1,IFI27,0\nP1,HPRT1,1.5\n"
const longLog2 = "Sample,Gene,log2 expression\nHC1,IFI27,-1.5\nHC1,HPRT1,1\nP1,IFI27,3\nP1,HPRT1,1.5\n"
const longPlain = "Sample,Gene,Value\nHC1,IFI27,-1.5\nHC1,HPRT1,1\nP1,IFI27,3\nP1,HPRT1,1.5\n"

// inUTF16 writes a text as Windows programs do.
func inUTF16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// packed puts an XML text into a zip archive.
func packed(t testing.TB, name, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(s))
	}
	if err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.String()
}

// workbook puts a tab separated text into the sheet Results of a workbook.
func workbook(t testing.TB, s string) string {
	t.Helper()
	var rows strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(s), "\n") {
		if line == "" {
			continue
		}
		fmt.Fprintf(&rows, `<row r="%d">`, i+1)
		for k, c := range strings.Split(line, "\t") {
			if c != "" {
				fmt.Fprintf(&rows, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, read.ColumnName(k+1), i+1, strings.ReplaceAll(c, "&", "&amp;"))
			}
		}
		rows.WriteString("</row>")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Results" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows.String() + "</sheetData></worksheet>"},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return b.String()
}

// texts are all layouts by name.
func texts(t testing.TB) map[string]string {
	return map[string]string{
		"QuantStudio": quantStudio, "StepOne": stepOne, "Design and Analysis": designAndAnalysis, "CFX": cfx,
		"LightCycler 480": lightCycler480, "LightCycler 96": lightCycler96, "Biomark": biomark,
		"RDML 1.0": rdml10, "RDML 1.2": rdml12, "RDML 1.3": rdml13, "RDML 1.4": rdml14, "RDML in zip": packed(t, "rdml_data.xml", rdml10), "RDML of Bio-Rad": packed(t, "BioRad_qPCR_melt.xml", rdml10),
		"long Ct": longCt, "long dCt": longDCt, "long RQ": longRQ, "long log2": longLog2, "long plain": longPlain,
		"UTF-16": inUTF16(quantStudio), "CR LF": strings.ReplaceAll(quantStudio, "\n", "\r\n"), "semicolons": strings.ReplaceAll(strings.ReplaceAll(lightCycler96, ".", ","), "\t", ";"),
	}
}
