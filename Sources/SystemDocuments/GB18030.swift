import Glibc

/// The national standard of encodings.
enum GB18030 {
  /// By iconv of the C library.
  static func decode(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    var input = Array(bytes)
    // Two octets become three, four become four.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    let (status, reason, left, written) = convert(converter, &input, &output)
    // EINVAL: the input ends within a character, which the head of a longer file may.
    guard status || (reason == EINVAL && !isWhole && left < 4) else { return nil }
    return String(validating: output.prefix(written), as: UTF8.self)
  }

  private static func convert(
    _ converter: iconv_t, _ input: inout [UInt8], _ output: inout [UInt8]
  ) -> (isDone: Bool, reason: Int32, left: Int, written: Int) {
    input.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in
        var from = input.bindMemory(to: CChar.self).baseAddress
        var to = output.bindMemory(to: CChar.self).baseAddress
        var (left, room) = (input.count, output.count)
        let result = iconv(converter, &from, &left, &to, &room)
        return (result >= 0, errno, left, output.count - room)
      }
    }
  }
}
