internal import BundleCore
import CStandardFiles
import JSONText

/// The ready files that Fengni carries: forms, rules, code lists and a first campaign.
///
/// They are compiled in, so that an author needs nothing but the tool.
enum StandardFiles {
  /// A file: its name within its folder, and its octets.
  struct File: Sendable {
    let name: String
    let bytes: [UInt8]

    /// Throws what the JSON parser throws; a test reads every file.
    func json() throws(FengniError) -> JSONValue {
      try JSONDocument.parse(bytes, subject: name, limits: JSONLimits(numbers: .exact))
    }

    /// What a code list calls itself; else the file's name.
    var listName: String { (try? json())?["list"]?.asString ?? name }
  }

  /// The files of `forms`, `rules`, `lists`, `example` or `example/lists`.
  static func folder(_ folder: String) -> [File] {
    var (files, index): ([File], Int) = ([], 0)
    while let row = fengni_standard_file_at(index) {
      index += 1
      let path = String(cString: row.pointee.name)
      guard path.hasPrefix(folder + "/") else { continue }
      let name = String(path.dropFirst(folder.utf8.count + 1))
      guard !name.contains("/") else { continue }
      let bytes = UnsafeBufferPointer(start: row.pointee.bytes, count: row.pointee.count)
      files.append(File(name: name, bytes: Array(bytes)))
    }
    return files
  }
}

/// A variant of the inspection form (信息安全检查情况报告表).
public enum InspectionVariant: String, Sendable, CaseIterable {
  /// A sector's own, 2012.
  case sector2012 = "sector-2012"
  /// Of the whole government, 2012.
  case government2012 = "gov-2012"
  /// Of the whole government, 2014.
  case government2014 = "gov-2014"
}
