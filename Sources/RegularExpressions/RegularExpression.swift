public import BundleCore
internal import CRE2

/// A regular expression of RE2, compiled once; matching takes time linear in the text.
///
/// Patterns come from schemas and rules that strangers wrote, and no expression of RE2 can stall
/// whoever matches it: the reason why this engine and no other is used.
public final class RegularExpression: Sendable {
  private let handle: Handle

  /// RE2 objects don't change once they are made (`re2.h`: "safe for concurrent use").
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Compiles RE2 syntax of at most so many UTF-8 bytes.
  ///
  /// Throws `schemaPatternUnsupported` with RE2's words as the reason.
  public init(
    _ expression: String, limit: Int = Limits.expression
  ) throws(FengniError) {
    guard expression.utf8.count <= limit else {
      throw FengniError(.schemaPatternUnsupported, reason: "longer than \(limit) bytes")
    }
    var text = expression
    // The message is a C string, cut to fit by the callee.
    var message = [CChar](repeating: 0, count: 256)
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        message.withUnsafeMutableBufferPointer { message in
          fengni_re2_compile(
            characters.baseAddress, characters.count, Limits.expressionMemory,
            message.baseAddress, message.count)
        }
      }
    }
    guard let made else {
      let words = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw FengniError(.schemaPatternUnsupported, reason: String(decoding: words, as: UTF8.self))
    }
    handle = Handle(pointer: made)
  }

  deinit { fengni_re2_free(handle.pointer) }

  /// Whether it matches somewhere in the text.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        fengni_re2_matches(handle.pointer, $0.baseAddress, $0.count)
      }
    }
  }

  /// The instructions of the program: its share of memory and time.
  public var size: Int { Int(clamping: fengni_re2_size(handle.pointer)) }
}
