import BundleCore
import Foundation
import Primitives
import TestSupport
import Testing

/// Bytes from lower-case hex with spaces; the test fails at once when it is none.
func hex(_ text: String) throws -> [UInt8] {
  try #require(Hex.decode(text.filter { !$0.isWhitespace }))
}

func bytes(_ secret: borrowing SecretBytes) -> [UInt8] { secret.withBytes { Array($0) } }

/// PKCS#8 of a raw private scalar with its point.
func pkcs8(scalar: String, point: String, curve: String) throws -> [UInt8] {
  func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    precondition(content.count < 256)
    let short = content.count < 128
    return [tag] + (short ? [] : [0x81]) + [UInt8(content.count)] + content
  }
  let key = element(
    0x30,
    [2, 1, 1] + element(4, try hex(scalar)) + element(0xa1, element(3, [0, 4] + (try hex(point)))))
  let algorithm = element(0x30, try hex("06072a8648ce3d0201") + (try hex(curve)))
  return element(0x30, [2, 1, 0] + algorithm + element(4, key))
}

let sm2Curve = "06082a811ccf5501822d"
let p256Curve = "06082a8648ce3d030107"

/// Makes 2^31 - 1 iterations out of 65,536, at the cost of one byte of the salt before them; really
/// deriving a key so would take minutes.
func withTooManyIterations(_ der: [UInt8]) throws -> [UInt8] {
  let count: [UInt8] = [2, 3, 1, 0, 0]
  let position = (10...der.count - 5).last {
    der[$0 - 10] == 4 && der[$0 - 9] == 8 && der[$0..<$0 + 5].elementsEqual(count)
  }
  guard let position else { throw FengniError(.keyFileFormat, reason: "no such count") }
  var changed = der
  changed[position - 9] = 7
  changed.replaceSubrange(position - 1..<position + 5, with: [2, 4, 0x7f, 0xff, 0xff, 0xff])
  return changed
}
