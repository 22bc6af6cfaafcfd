public import BundleCore
public import Documents

/// What sealing and opening need of whoever runs them.
public struct Host: Sendable {
  /// Runs reading, cryptography and writing beside each other where there are threads.
  public var parallel: any Parallel
  /// Looks into the documents that are sealed and opened.
  public var examiner: DocumentExaminer

  public init(parallel: any Parallel, examiner: DocumentExaminer) {
    self.parallel = parallel
    self.examiner = examiner
  }

  /// One thing after another, and no programs: what runs everywhere.
  public static let plain = Host(parallel: OneThread.shared, examiner: DocumentExaminer())
}
