import Foundation
import Testing

@testable import BundleCore

@Suite struct NormalisationTests {
  /// Decompositions never change once a character is assigned, so the table must say what every
  /// implementation says.
  @Test func tableAgreesWithFoundation() {
    var (compared, differing): (Int, [UInt32]) = (0, [])
    for scalar in (0...0x10ffff).compactMap(Unicode.Scalar.init) {
      guard let age = scalar.properties.age, age.major < 15 else { continue }
      compared += 1
      let text = String(scalar)
      let foundation = text.decomposedStringWithCompatibilityMapping
      let same = Normalisation.decomposedCompatibly(text).unicodeScalars.elementsEqual(
        foundation.unicodeScalars)
      if !same { differing.append(scalar.value) }
    }
    #expect(compared > 140_000)
    #expect(differing == [])
  }

  @Test(arguments: [
    ("e\u{301}", "\u{e9}"), ("\u{1100}\u{1161}\u{11a8}", "\u{ac01}"),
    ("\u{ac00}\u{11a7}", "\u{ac00}\u{11a7}"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ("\u{2126}", "\u{3a9}"), ("\u{fb1d}", "\u{5d9}\u{5b4}"),
  ]) func composes(_ text: String, _ form: String) {
    let composed = Normalisation.composed(text)
    #expect(composed.unicodeScalars.elementsEqual(form.unicodeScalars))
  }
}
