import BundleCore

@testable import CMS

/// A DER statement as a program writes it that does not know the content's length when it begins
/// (RFC 5652, 5.2): every value around the content of indefinite length, the content in segments.
func segmented(_ statement: [UInt8], segment size: Int) throws -> [UInt8] {
  let code = Code.signedDataSyntax
  let end = DERWriter.endOfContents
  var info = try DERReader.sequence(parsing: statement, code)
  let type = try info.next("contentType").encoding
  var content = try info.constructed("content", tag: Tag.constructed(0))
  var data = try content.sequence("SignedData")
  let head = try data.next("version").encoding + data.next("digestAlgorithms").encoding
  var encapsulated = try data.sequence("encapContentInfo")
  var message =
    [0x30, 0x80] + type + [0xa0, 0x80, 0x30, 0x80] + head + [0x30, 0x80]
    + (try encapsulated.next("eContentType").encoding)
  if !encapsulated.isAtEnd {
    var explicit = try encapsulated.constructed("eContent", tag: Tag.constructed(0))
    let octets = try explicit.octetString("eContent")
    message += [0xa0, 0x80, 0x24, 0x80]
    for start in stride(from: 0, to: octets.count, by: size) {
      message += DERWriter.octetString(Array(octets[start..<min(start + size, octets.count)]))
    }
    message += end + end
  }
  message += end
  while !data.isAtEnd { message += try data.next("certificates, signerInfos").encoding }
  return message + end + end + end
}
