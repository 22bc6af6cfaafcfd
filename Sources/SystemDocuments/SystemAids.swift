public import Documents

/// Poppler's pdftotext in a process of its own, and the converter of the C library.
public final class SystemAids: DocumentAids {
  /// With the program where it is installed, if it is.
  public static let shared = SystemAids(pdfProgram: PDFProgram.installed)
  private let pdfProgram: String?

  /// Without a program the text of a PDF is not read.
  public init(pdfProgram: String?) { self.pdfProgram = pdfProgram }

  public func readPDF(_ bytes: [UInt8], _ limits: DocumentLimits) -> PDFReading? {
    guard let pdfProgram, let run = PDFProgram.run(pdfProgram, bytes, limits) else { return nil }
    return PDFReading(run.meaning, run.output, milliseconds: run.milliseconds)
  }

  public func decodeGB18030(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> String? {
    GB18030.decode(bytes, isWhole: isWhole)
  }
}

extension PDFProgram.Run {
  /// What exit status and messages mean (pdftotext(1)).
  fileprivate var meaning: PDFReading.Ending {
    switch ending {
    case .exit(0): .text
    case .exit(99) where says("page range"): .noPages
    case .exit(1) where says("Incorrect password"): .password
    case .exit(1): .unreadable
    case .exit, .stopped: .stopped
    }
  }

  private func says(_ words: String) -> Bool { messages.contains(words) }
}

extension DocumentExaminer {
  /// An examiner with what this system has.
  public static let system = DocumentExaminer(options: Options(aids: SystemAids.shared))
}
