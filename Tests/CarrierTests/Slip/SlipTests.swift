import BundleCore
import Foundation
import JSONText
import Messages
import Submission
import TestSupport
import Testing

@testable import Slip

@Suite struct SlipTests {
  private static let digest = Digest(.sm3, (0..<32).map { UInt8($0 * 7) })

  private static func slip(media: Int = 2) -> HandoverSlip {
    var slip = HandoverSlip(shortCode: digest?.shortCode ?? "", digest: digest)
    slip.slipNo = "2012-001"
    slip.mark = .internal
    slip.copies = 2
    slip.delivered = .init(unit: "河南省某某医院", person: "张三", time: "2012-08-27 16:00 (+08:00)")
    slip.received.unit = "河南省卫生厅信息中心"
    for index in 0..<media {
      var medium = Medium(.dvdR, serial: "SN-\(index)", label: slip.shortCode)
      (medium.volume, medium.of, medium.sealNo) = (index + 1, media, "F\(index)")
      slip.media.append(medium)
    }
    return slip
  }

  /// What stands on the page, read by Python's parser, which also refuses what may not be there.
  private static func read(_ slip: HandoverSlip) throws -> String {
    let scratch = try Scratch()
    let page = try scratch.write("slip.html", SlipPage(slip).html)
    let script = Repository.path("Tests/CarrierTests/Slip/page.py")
    return try Program.run(["python3", script, page, scratch("code.svg")]).succeeded().text
  }

  @Test(.enabled(if: Program.path("python3") != nil, "python3 is not installed"))
  func everythingStandsOnIt() throws {
    let text = try Self.read(Self.slip())
    for part in [
      "介质交接单 Handover slip", "2012-001", "0007 0e15 1c23 2a31", Self.digest?.text ?? "?",
      "☑ 内部 internal", "☐ 公开 public", "河南省某某医院", "张三", "河南省卫生厅信息中心",
      "2012-08-27 16:00 (+08:00)", "SN-0", "SN-1", "1 / 2", "2 / 2", "F1", "DVD-R 光盘",
      "签字（盖章） Signature (seal)", "☐ 完好 intact", "☐ 发现病毒 malware found", "☐ 销毁 destroyed",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
  }

  @Test(.enabled(if: Program.path("python3") != nil, "python3 is not installed"))
  func nothingGetsOut() throws {
    var slip = Self.slip()
    let attack = "</td><script>alert(1)</script><img src=x onerror='a'>\"&\u{202e}\u{0}"
    slip.slipNo = attack
    slip.delivered.unit = attack
    slip.media[0].label = attack
    slip.shortCode = "0123 4567"
    let text = try Self.read(slip)
    // Three times as text, and no element (page.py).
    #expect(text.components(separatedBy: "<script>alert(1)</script>").count == 4)
    #expect(!text.unicodeScalars.contains("\u{202e}"))
  }

  @Test func codeIsTheOneOfTheLibrary() throws {
    let slip = Self.slip()
    let code = try QRCode(slip.codeText)
    #expect(slip.codeText == "00070e151c232a31 " + (Self.digest?.text ?? ""))
    // The path of the SVG covers exactly the dark modules.
    var dark = [Bool](repeating: false, count: code.width * code.width)
    for match in code.svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      let (x, y, count) = (Int(match.1) ?? 0, Int(match.2) ?? 0, Int(match.3) ?? 0)
      for i in 0..<count { dark[(y - 4) * code.width + x - 4 + i] = true }
    }
    #expect(dark == code.modules)
    // The three finder patterns.
    for (x, y) in [(0, 0), (code.width - 7, 0), (0, code.width - 7)] {
      #expect((0..<7).allSatisfy { code.modules[y * code.width + x + $0] })
      #expect((0..<5).allSatisfy { !code.modules[(y + 1) * code.width + x + 1 + $0] })
    }
  }

  @Test(.enabled(if: Program.path("zbarimg") != nil, "zbarimg is not installed"))
  func codeIsReadable() throws {
    let slip = Self.slip()
    let code = try QRCode(slip.codeText)
    let (scale, margin) = (6, 4)
    let side = (code.width + 2 * margin) * scale
    var image = Array("P5 \(side) \(side) 255\n".utf8)
    for y in 0..<side {
      for x in 0..<side {
        let (column, row) = (x / scale - margin, y / scale - margin)
        let inside = (0..<code.width).contains(column) && (0..<code.width).contains(row)
        image.append(inside && code.modules[row * code.width + column] ? 0 : 255)
      }
    }
    let scratch = try Scratch()
    let run = try Program.run(
      ["zbarimg", "--quiet", "--raw", scratch.write("code.pgm", Array(image))])
    #expect(run.status == 0 && run.text == slip.codeText + "\n")
  }

  @Test(
    .enabled(if: Program.path("weasyprint") != nil, "weasyprint is not installed"),
    arguments: [0, 1, 8, 14, 20, 30])
  func onePage(_ media: Int) throws {
    let scratch = try Scratch()
    let page = try scratch.write("slip.html", SlipPage(Self.slip(media: media)).html)
    _ = try Program.run(["weasyprint", page, scratch("slip.pdf")]).succeeded()
    let text = try Program.run(["pdfinfo", scratch("slip.pdf")]).text
    #expect(text.contains(/Pages:\s+1\n/), "\(text)")
  }

  @Test func tooManyMedia() {
    #expect(throws: FengniError(.usage)) { try SlipPage(Self.slip(media: 31)) }
  }

  @Test(
    arguments: [
      ("usb", Medium(.usb)), ("dvd-r:A1", Medium(.dvdR, serial: "A1")),
      ("cd-r::x:y", Medium(.cdR, label: "x:y")), ("floppy:1", nil), ("", nil),
    ] as [(String, Medium?)])
  func mediumAsItIsTyped(_ text: String, _ medium: Medium?) {
    #expect((try? Medium(parsing: text)) == medium)
  }

  @Test(
    arguments: [
      (#"[{"type":"usb","serial":"1","label":"x","volume":1,"of":2}]"#, nil),
      (#"{"slipNo":"1","media":[{"type":"bd-r","label":"x"}]}"#, nil),
      (#"[]"#, Code.jsonValueNotAllowed),
      (#"{}"#, .jsonMissingMember),
      (#"[{"type":"floppy"}]"#, .jsonValueNotAllowed),
      (#"[{"type":"usb","volume":0}]"#, .jsonValueNotAllowed),
      (#"[{"type":"usb","finding":"x"}]"#, .jsonUnexpectedMember),
      (#"[1]"#, .jsonWrongType),
    ] as [(String, Code?)])
  func mediaAsAFile(_ text: String, _ code: Code?) throws {
    let json = try JSONDocument.parse(Array(text.utf8))
    do throws(FengniError) {
      let media = try Medium.list(json, subject: "media.json")
      #expect(code == nil && media.count == 1 && media.first?.label == "x")
    } catch {
      #expect(error.code == code)
    }
  }
}
