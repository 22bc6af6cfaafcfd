/// The identifiers that health units go by, checked with their check characters.
public enum Identifier {
  /// A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, of which the
  /// 9th to 17th are an organisation code and the last is the check character.
  public static func isCreditCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes[2..<8].allSatisfy(isDigit) else { return false }
    var sum = 0
    var weight = 1
    for byte in bytes.dropLast() {
      guard let value = creditAlphabet.firstIndex(of: byte) else { return false }
      sum += value * weight
      weight = weight * 3 % 31
    }
    guard let last = bytes.last, creditAlphabet[(31 - sum % 31) % 31] == last else { return false }
    return isOrganisationCode(Array(bytes[8..<17]))
  }

  /// An organisation code (组织机构代码), GB 11714-1997: 8 characters and the check character,
  /// with or without the hyphen of print.
  public static func isOrganisationCode(_ text: String) -> Bool {
    var bytes = Array(text.utf8)
    if bytes.count == 10, bytes[8] == UInt8(ascii: "-") { bytes.remove(at: 8) }
    return isOrganisationCode(bytes)
  }

  /// A code of a health institution (卫生机构代码), WS 218-2002: organisation code, division,
  /// economic type, category (a letter but I, three digits), class of management (1, 2 or 9).
  public static func isInstitutionCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 22, isOrganisationCode(Array(bytes[..<9])) else { return false }
    let letter = bytes[17]
    return bytes[9..<17].allSatisfy(isDigit)
      && (UInt8(ascii: "A")...UInt8(ascii: "Q")).contains(letter) && letter != UInt8(ascii: "I")
      && bytes[18..<21].allSatisfy(isDigit)
      && [UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "9")].contains(bytes[21])
  }

  /// A telephone number of the mainland: area code or none, 7 or 8 digits, extension or none; or
  /// a mobile number.
  public static func isPhone(_ text: String) -> Bool {
    if isMobile(text) { return true }
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Array($0.utf8) }
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return false }
    guard var number = parts.first else { return false }
    parts.removeFirst()
    if number.first == UInt8(ascii: "0"), (3...4).contains(number.count), let next = parts.first {
      number = next
      parts.removeFirst()
    } else if number.first == UInt8(ascii: "0"), number.count > 8 {
      // The area code has three digits or four.
      guard (10...12).contains(number.count) else { return false }
      number = Array(number.suffix(8))
    }
    guard (7...8).contains(number.count), parts.count <= 1 else { return false }
    return parts.allSatisfy { (1...6).contains($0.count) }
  }

  /// A mobile number of the mainland.
  public static func isMobile(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 11 && bytes.allSatisfy(isDigit) && bytes[0] == UInt8(ascii: "1")
      && bytes[1] >= UInt8(ascii: "3")
  }

  /// A postcode: six digits.
  public static func isPostcode(_ text: String) -> Bool {
    text.utf8.count == 6 && text.utf8.allSatisfy(isDigit)
  }

  /// An address of electronic mail in ASCII: one `@`, at most 64 before and 255 behind it, a dot
  /// in the domain.
  public static func isMail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].count), (3...255).contains(parts[1].count)
    else { return false }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy(isHostByte) }
      && parts[0].allSatisfy { (0x21...0x7e).contains($0) }
  }

  // MARK: Parts

  /// 0-9 and A-Z without I, O, S, V, Z; a character's value is its place.
  private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || isUpper(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d
  }

  private static func isOrganisationCode(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 9 else { return false }
    var sum = 0
    for (byte, weight) in zip(bytes, organisationWeights) {
      if isDigit(byte) {
        sum += Int(byte - UInt8(ascii: "0")) * weight
      } else if isUpper(byte) {
        sum += (Int(byte - UInt8(ascii: "A")) + 10) * weight
      } else {
        return false
      }
    }
    let check = 11 - sum % 11
    let expected: UInt8 =
      switch check {
      case 10: UInt8(ascii: "X")
      case 11: UInt8(ascii: "0")
      default: UInt8(ascii: "0") + UInt8(check)
      }
    return bytes[8] == expected
  }
}
