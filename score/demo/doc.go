// Package demo makes the example: a synthetic whole-blood cohort of 60 people
// that looks like the real ones and is nobody.
//
// The cohort is computed from the model in this package with a fixed seed, so
// that it has the same bytes everywhere, needs no download and works offline.
// It is read from text like a person's own files. It is labelled synthetic
// wherever it is shown, and proves nothing about lupus.
//
// # The model
//
// 20 healthy controls come once, 40 patients one to three times, 88 samples in
// all. Each person has latent activities in units of a strongly responding
// gene's log2 expression:
//
//   - type I: controls N(0, 0.25), but for one who is IFN-high (as real
//     controls can be); three patients in ten N(0.3, 0.3), the others
//     N(2.4, 0.7). Visits of one person differ by N(0, 0.25); 30 mg of
//     prednisone or more lowers it by 0.6.
//   - type II: half of type I plus N(0, 0.4).
//   - neutrophil: N(0, 0.5), raised by 0.9 in active nephritis and by
//     prednisone.
//   - lymphocyte: N(0, 0.4), lowered by 0.25 for each unit of type I.
//   - plasmablast: N(0, 0.6) plus 0.1 SLEDAI.
//
// A gene has a base level between 3 and 12, a response to each activity (only
// the genes of the published signatures and a few markers respond), a spread
// between people of 0.2 to 0.4, and measurement noise of 0.12. Values below
// log2 = 2.5, the floor of the scanner, sit on the floor.
//
// Clinical findings are drawn from the activities: skin and haematological
// manifestations follow type I, renal ones the neutrophil activity, joints
// nothing; SLEDAI adds up what is there; anti-dsDNA follows type I, C3 and C4
// fall with it. One cell in forty is left blank.
package demo
