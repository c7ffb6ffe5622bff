// Command worker is the program that computes: the library behind the protocol
// of package job, for a Web Worker. It is the only place where the compute
// path meets JavaScript, and links the file formats. It contains no HTTP
// client.
package main
