internal import CUnicode
@_spi(_Unicode) import Swift

/// Unicode's normalisation forms (UAX #15), in the version of Unicode of the standard library, which
/// is the same on every platform.
enum Normalisation {
  /// Form C.
  static func composed(_ text: String) -> String {
    // A loop and no generic function over both: Embedded Swift refuses the conformance there.
    var composed = String.UnicodeScalarView()
    for scalar in text._nfc { composed.append(scalar) }
    return String(composed)
  }

  /// Form KD. The standard library has the canonical forms alone: compatibility comes from a table.
  static func decomposedCompatibly(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      var start: UnsafePointer<UInt32>?
      let count = fengni_compatibility_decomposition(scalar.value, &start)
      guard count > 0, let start else {
        scalars.append(scalar)
        continue
      }
      for value in UnsafeBufferPointer(start: start, count: count) {
        if let part = Unicode.Scalar(value) { scalars.append(part) }
      }
    }
    var ordered = String.UnicodeScalarView()
    for scalar in String(scalars)._nfd { ordered.append(scalar) }
    return String(ordered)
  }
}
