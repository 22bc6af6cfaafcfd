import Glibc

/// The program that reads text from PDF files: poppler's `pdftotext`, in a process of its own.
enum PDFProgram {
  /// Where it is installed, if it is.
  static let installed: String? = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].first {
    access($0, X_OK) == 0
  }
}
