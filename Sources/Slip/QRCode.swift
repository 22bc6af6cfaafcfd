public import BundleCore
internal import CQrencode

/// A QR code (ISO/IEC 18004), as a square of dark and light modules.
public struct QRCode: Sendable, Hashable {
  /// Modules of a side.
  public let width: Int
  /// Row by row; true is dark.
  public let modules: [Bool]

  // ISO/IEC 18004, 9.1: a light margin of four modules.
  private static let margin = 4

  /// Encodes ASCII text, with 15 % of error correction; throws `usage` when it is too long.
  public init(_ text: String) throws(FengniError) {
    let bytes = Array(text.utf8)
    guard !bytes.contains(0),
      let code = bytes.withUnsafeBufferPointer({
        QRcode_encodeData(Int32($0.count), $0.baseAddress, 0, QR_ECLEVEL_M)
      })
    else { throw FengniError(.usage, reason: "no QR code of \(bytes.count) octets") }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    self.width = width
    // The lowest bit says dark; the others are for debugging.
    modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// An SVG element, of one path.
  public var svg: String {
    let side = width + 2 * Self.margin
    var path = ""
    for y in 0..<width {
      for run in runs(ofRow: y) {
        path += "M\(run.lowerBound + Self.margin) \(y + Self.margin)h\(run.count)v1h-\(run.count)z"
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\" "
      + "shape-rendering=\"crispEdges\" role=\"img\">"
      + "<rect width=\"\(side)\" height=\"\(side)\" fill=\"#fff\"/>"
      + "<path d=\"\(path)\" fill=\"#000\"/></svg>"
  }

  private func runs(ofRow y: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for x in 0..<width where modules[y * width + x] {
      if let last = runs.last, last.upperBound == x {
        runs[runs.count - 1] = last.lowerBound..<(x + 1)
      } else {
        runs.append(x..<(x + 1))
      }
    }
    return runs
  }
}
