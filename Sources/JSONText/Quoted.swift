/// A member name made safe to show in an error: what is invisible or steers a terminal becomes
/// `\u{…}`, and it is cut to 80 characters.
func quoted(_ name: String) -> String {
  var shown = "\""
  for scalar in name.unicodeScalars.prefix(80) {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      shown += "\\u{" + String(scalar.value, radix: 16) + "}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown + "\""
}
