/// A name made safe to show in an error: what is invisible or steers a terminal becomes `\u{…}`,
/// and it is cut to a length in scalars.
func printable(_ name: String, limit: Int = 80) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in name.unicodeScalars.prefix(limit) {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    default: shown.append(scalar)
    }
  }
  return String(shown)
}

/// A name in quotes, made safe to show.
func quoted(_ name: String) -> String { "\"" + printable(name) + "\"" }
