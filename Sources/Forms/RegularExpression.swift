public import BundleCore
public import CEL
internal import CRE2

/// A regular expression of RE2; matching takes time linear in the text.
public final class RegularExpression: CompiledPattern, Sendable {
  private let handle: Handle

  /// RE2 objects don't change once they are made (`re2.h`: "safe for concurrent use").
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// UTF-8 bytes of an expression as written.
  static let maximumLength = 4096
  /// Bytes of program and automata, RE2's own default.
  static let memory: Int64 = 8 << 20

  /// Compiles RE2 syntax. Throws `schemaPatternUnsupported` with RE2's words as the reason.
  public init(_ expression: String) throws(FengniError) {
    var text = expression
    guard text.utf8.count <= Self.maximumLength else {
      throw FengniError(.schemaPatternUnsupported, reason: "longer than 4096 bytes")
    }
    var message = [CChar](repeating: 0, count: 256)
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        message.withUnsafeMutableBufferPointer { message in
          fengni_re2_compile(
            characters.baseAddress, characters.count, Self.memory, message.baseAddress,
            message.count)
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
}

/// `matches` of CEL on RE2, as the language asks for (langdef, "Regular Expressions").
public struct RE2Matcher: PatternMatcher {
  public init() {}

  /// Compiles a pattern; throws `schemaPatternUnsupported`.
  public func compile(_ pattern: String) throws(FengniError) -> any CompiledPattern {
    try RegularExpression(pattern)
  }
}
