// Package sample knows who the columns of a matrix are: which are healthy
// controls and which patients, which belong to one person and at which visit,
// and what a lab's clinical table says of each.
//
// A [Table] is the clinical table as read. An [Assignment] says, as plain data
// that can be written down and repeated, how roles, people and visits follow
// from it; [Recognise] proposes one with its evidence, a person corrects it,
// and [Assign] turns it into a [Design].
//
// The package knows names and labels. It knows nothing of genes or values.
package sample
