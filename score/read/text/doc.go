// Package text splits the text formats of laboratories into lines, fields and
// numbers: any line end, UTF-8 or UTF-16 with or without a byte order mark,
// quotes, decimal points or commas. It is what the format packages share and
// knows nothing of what the fields mean.
package text
