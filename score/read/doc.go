// Package read turns the files of a laboratory into values.
//
// A file is recognised by its content, never by its name ([Peek]). What was
// recognised, with the evidence for every guess, is a [Summary]; a person
// confirms it or corrects its [Options], and [Load] returns the [Content].
// Each format is a package of its own that registers itself, so that a program
// carries only the formats that it links:
//
//	import _ "ifnscope/score/read/delim"
//
// Delimited text is in delim, spreadsheets in sheet, GCT in gct, what counting
// programs write in quant, GEO's series matrix and platform tables in geo, qPCR
// exports in pcr and nCounter lanes in rcc. Files of one sample each are put
// together by [Join]. What is larger than a browser can hold, or made to look
// small, is refused: see [MaxContent] and [MaxCells].
//
// Errors about a file are of type [*Error]: they name the file, the line, the
// column and the way out. The package knows bytes, encodings, lines and
// columns. It knows nothing of scoring.
package read
