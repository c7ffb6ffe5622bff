// Package geno reads genotype files and computes, beside the expression
// scores and never mixed with them, how many risk alleles of the interferon
// pathway a person carries, and any polygenic score of a PGS Catalog scoring
// file.
//
// The sum itself is trivial; what goes wrong elsewhere is the alleles. So a
// [Panel] holds every variant with its positions in both builds and its
// alleles on the plus strand, [Read] streams a file and keeps what stands at
// the places of the panels, and [Panel.Score] says of every variant what
// happened to it: found, with REF and ALT swapped, on the other strand, by a
// proxy, filled, or excluded and why. What is missing widens an interval from
// the lowest to the highest sum that is possible; under 75 % of the weight
// there is no sum.
//
// A sum of this kind is exploratory and for research: odds ratios of
// case-control studies say nothing of the interferon pathway of a given
// person, and they carry over badly from one ancestry to another. No rare
// variant is called.
package geno
