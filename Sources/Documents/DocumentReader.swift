/// Reads a whole document of whatever kind.
struct DocumentReader {
  let options: DocumentExaminer.Options

  func read(_ bytes: [UInt8]) -> DocumentContent {
    let kind = Sniffer.kind(bytes[...], isWhole: true)
    return DocumentContent(kind: kind)
  }
}
