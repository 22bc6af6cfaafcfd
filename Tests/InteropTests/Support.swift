import TestSupport

extension Scratch {
  /// Runs a command line of the second implementation in the folder.
  func second(_ arguments: [String]) throws -> ProgramRun {
    try run(["/usr/bin/python3", Repository.path("Tools/second/fengni2")] + arguments)
  }
}
