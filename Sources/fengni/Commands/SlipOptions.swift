import ArgumentParser
import BundleCore
import Messages
import Slip

/// Values of a slip as they are typed.
enum SlipText {
  /// The options that fill what the form demands, by the form's names.
  static let options = [
    "slipNo": "--number", "bundleId": "--bundle-id", "mark": "--mark", "media": "--medium",
    "media.type": "--medium", "media.label": "--medium", "media.volume": "--media",
    "deliveredBy": "--from", "deliveredUnit": "--from-unit", "deliveredAt": "--delivered-at",
  ]

  static func line(
    _ text: String?, _ longest: Int, _ option: String
  ) throws(FengniError) -> String {
    guard let text else { return "" }
    guard HandoverSlip.isLine(text, longest) else { throw FengniError(.usage, option) }
    return text
  }

  static func time(_ text: String?, _ option: String) throws(FengniError) -> String {
    guard let text else { return "" }
    guard Timestamp(rfc3339: text) != nil else { throw FengniError(.usage, option) }
    return text
  }

  static func date(_ text: String?, _ option: String) throws(FengniError) -> String {
    guard let text, HandoverSlip.isDate(text) else { throw FengniError(.usage, option) }
    return text
  }

  static func choice<Choice: RawRepresentable>(
    _ text: String?, _ option: String
  ) throws(FengniError) -> Choice? where Choice.RawValue == String {
    guard let text else { return nil }
    guard let choice = Choice(rawValue: text) else { throw FengniError(.usage, option) }
    return choice
  }
}

/// Who hands over to whom, and when.
struct SlipSides: ParsableArguments {
  @Option(name: .long, help: .help(.slipSidesFromUnit)) var fromUnit: String?
  @Option(name: .long, help: .help(.slipSidesFrom)) var from: String?
  @Option(name: .long, help: .help(.slipSidesDeliveredAt))
  var deliveredAt: String?
  @Option(name: .long, help: .help(.slipSidesToUnit)) var toUnit: String?
  @Option(name: .long, help: .help(.slipSidesTo)) var to: String?
  @Option(name: .long, help: .help(.slipSidesReceivedAt))
  var receivedAt: String?

  func fill(_ slip: inout HandoverSlip) throws(FengniError) {
    slip.delivered = HandoverSlip.Side(
      unit: try SlipText.line(fromUnit, 100, "--from-unit"),
      person: try SlipText.line(from, 40, "--from"),
      time: try SlipText.time(deliveredAt, "--delivered-at"))
    slip.received = HandoverSlip.Side(
      unit: try SlipText.line(toUnit, 100, "--to-unit"),
      person: try SlipText.line(to, 40, "--to"),
      time: try SlipText.time(receivedAt, "--received-at"))
  }
}

/// What is noted on receipt and afterwards.
struct SlipHandling: ParsableArguments {
  @Option(
    name: .long, help: .help(.slipHandlingCondition))
  var condition: String?
  @Option(name: .long, help: .help(.slipHandlingScanTool)) var scanTool: String?
  @Option(name: .long, help: .help(.slipHandlingScanDate)) var scanDate: String?
  @Option(
    name: .long, help: .help(.slipHandlingScanResult))
  var scanResult: String?
  @Option(
    name: .long,
    help: .help(.slipHandlingDisposition))
  var disposition: String?
  @Option(name: .long, help: .help(.slipHandlingDisposedOn)) var disposedOn: String?
  @Option(name: .long, help: .help(.slipHandlingDisposedBy)) var disposedBy: String?
  @Option(name: .long, help: .help(.slipHandlingWitness)) var witness: String?

  func fill(_ slip: inout HandoverSlip) throws(FengniError) {
    slip.condition = try SlipText.choice(condition, "--condition")
    if scanTool != nil || scanDate != nil || scanResult != nil {
      let result: HandoverSlip.MalwareScan.Result? = try SlipText.choice(
        scanResult, "--scan-result")
      guard let result, let scanTool else {
        throw FengniError(.usage, "--scan-tool, --scan-date, --scan-result")
      }
      slip.malwareScan = HandoverSlip.MalwareScan(
        tool: try SlipText.line(scanTool, 100, "--scan-tool"),
        databaseDate: try SlipText.date(scanDate, "--scan-date"), result: result)
    }
    if disposition != nil || disposedOn != nil || disposedBy != nil || witness != nil {
      let kind: HandoverSlip.Disposition.Kind? = try SlipText.choice(
        disposition, "--disposition")
      guard let kind, let disposedBy, let witness else {
        throw FengniError(.usage, "--disposition, --disposed-on, --disposed-by, --witness")
      }
      slip.disposition = HandoverSlip.Disposition(
        kind: kind, date: try SlipText.date(disposedOn, "--disposed-on"),
        by: try SlipText.line(disposedBy, 40, "--disposed-by"),
        witness: try SlipText.line(witness, 40, "--witness"))
    }
  }
}
