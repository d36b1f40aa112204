// Package data holds the words of the domain: what an indicator, a place, a
// group, a period and an observation are, how a workbook becomes a batch of
// observations, and how a sentence becomes a claim with a verdict.
//
// It depends on the standard library only, and every other package of
// Countyboard speaks in its words. Three ideas carry the rest:
//
//   - A figure is an [Observation]: a [Key] (what, where, of whom, when), a
//     [Value] with its unit as the workbook has it, and the cells it came from.
//   - An [Upload] is the hash of a file's bytes; a [Batch] is one reading of it.
//     Batches are drafts until they are published, and publishing moves the
//     revision forward. Nothing is overwritten: for each key the latest release
//     wins, and withdrawing a batch brings the older figure back.
//   - A figure that is not a number says why: zero is never missing.
package data
