// Package text splits the text formats of laboratories into lines, fields and
// numbers: any line end, UTF-8 or UTF-16 with or without a byte order mark,
// quotes, decimal points or commas. It is what the format packages share, with
// the writing of tables that a spreadsheet opens as they are. It knows nothing
// of what the fields mean.
package text
