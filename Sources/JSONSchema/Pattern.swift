import CRE2

/// A compiled regular expression.
final class Pattern: Sendable {
  private let handle: Handle

  /// RE2 objects don't change once they are made (`re2.h`: "safe for concurrent use").
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// What a pattern may cost.
  enum Bounds {
    /// UTF-8 bytes of a pattern, as written.
    static let length = 8192
    /// Bytes of program and automata, RE2's own default.
    static let memory: Int64 = 8 << 20
    /// Instructions of all patterns of a schema: some 64 MiB.
    static let instructions = 4 << 20
  }

  /// Why a pattern can't be used.
  struct Refusal: Error {
    let reason: String
  }

  /// Translates and compiles a pattern of ECMA-262.
  init(_ text: String) throws(Refusal) {
    let translated = try PatternTranslator.translate(text)
    guard translated.unsupported == nil else {
      throw Refusal(reason: translated.unsupported ?? "")
    }
    var message = [CChar](repeating: 0, count: 256)
    var expression = translated.expression
    let made = expression.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        message.withUnsafeMutableBufferPointer { message in
          fengni_re2_compile(
            chars.baseAddress, chars.count, Bounds.memory, message.baseAddress, message.count)
        }
      }
    }
    guard let made else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Refusal(reason: "RE2: " + String(decoding: text, as: UTF8.self))
    }
    handle = Handle(pointer: made)
  }

  deinit { fengni_re2_free(handle.pointer) }

  /// Whether it matches somewhere in the text; time is linear in the length.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        fengni_re2_matches(handle.pointer, $0.baseAddress, $0.count)
      }
    }
  }

  /// The instructions of the program.
  var size: Int { Int(clamping: fengni_re2_size(handle.pointer)) }
}
