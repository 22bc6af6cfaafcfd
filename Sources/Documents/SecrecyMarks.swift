/// Finds marks of confidentiality in a document's text.
enum SecrecyMarks {
  static func find(in text: DocumentText) -> [SecrecyMark] { [] }
}
