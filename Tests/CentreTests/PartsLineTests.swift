import BundleCore
import CMS
import Disk
import Foundation
import Glibc
import Primitives
import TestSupport
import Testing

@testable import Centre

/// Volumes at the command line: two days' trays of a rehearsed province.
struct PartsStage: Sendable {
  let folder: String
  /// As the first day leaves it, and as the second does.
  let morning: String
  let evening: String
  let reference: String
  let seconds: Double
  let firstDay: ProgramRun
  let secondDay: ProgramRun

  private static let made = Result { try PartsStage() }
  static func shared() throws -> PartsStage { try made.get() }

  private init() throws {
    let rehearsal = try Rehearsal.shared()
    folder = rehearsal.folder + "/volumes"
    let names = DirectoryTree.names(in: rehearsal.folder + "/tray").filter {
      $0.hasPrefix("U00001") && $0.hasSuffix(".fnb")
    }
    var letters: [String] = []
    for (index, name) in names.prefix(9).enumerated() {
      let path = rehearsal.folder + "/tray/" + name
      let bytes = try FileSource.readAll(path, limit: 1 << 20)
      let algorithm = (try? EnvelopeReader.inspect(FileSource(path: path)).suite.digest) ?? .sm3
      let cut = try CutBundle(bytes, .of(bytes, algorithm))
      for (number, volume) in cut.volumes.enumerated() {
        switch (index, number) {
        case (8, _): break
        case (_, ...1): try Files.write(volume, to: folder + "/first/\(index)-\(number).fnv")
        case (...3, 2...3): letters.append(Letter.message([("\(index).dat", volume)]))
        case (4...6, 2...4): try Files.write(volume, to: folder + "/second/\(index)-\(number)")
        case (7, 2): try Files.write(volume, to: folder + "/second/\(index)-\(number).fnv")
        default: break
        }
      }
      if index == 8 {
        let image = Array(repeating: UInt8(7), count: 333) + cut.volumes.flatMap { $0 + [1, 2, 3] }
        try Files.write(image, to: folder + "/stick.img")
      }
    }
    try Files.write(Letter.mailbox(letters), to: folder + "/second/inbox")
    morning = folder + "/morning"
    try FileManager.default.copyItem(atPath: rehearsal.folder + "/empty", toPath: morning)
    firstDay = try Self.receive(folder, morning, ["first"], day: 20)
    evening = folder + "/evening"
    try FileManager.default.copyItem(atPath: morning, toPath: evening)
    secondDay = try Self.receive(folder, evening, ["second", "stick.img"], day: 21)
    seconds = secondDay.seconds
    reference = try Rehearsal.state(evening)
  }

  static func receive(
    _ folder: String, _ centre: String, _ paths: [String], day: Int,
    _ more: [String] = ["--format", "json"], signal: (number: Int32, after: Double)? = nil
  ) throws -> ProgramRun {
    try Tool.run(
      ["centre", "receive"] + paths.map { folder + "/" + $0 } + [
        "--centre", centre, "--passphrase-file",
        (folder as NSString).deletingLastPathComponent + "/passphrase", "--time",
        "2012-08-\(day)T09:00:00+08:00", "--lang", "en",
      ] + more, signal: signal)
  }
}

@Suite(.serialized) struct PartsLineTests {
  @Test func whatIsMissingIsSaid() throws {
    let stage = try PartsStage.shared()
    let first = stage.firstDay
    #expect(first.status == 1, "\(first.all)")
    let line = "\"decision\":\"incomplete\",\"state\":\"incomplete\""
    #expect(first.text.components(separatedBy: line).count == 9, "\(first.all)")
    #expect(first.text.contains("\"volumes\":6,\"volumesHere\":2,\"missing\":[3,4,5,6]"))
    #expect(first.text.contains("\"sendAny\":2"))
    let second = stage.secondDay
    #expect(second.status == 1 && second.text.contains("\"volumesHere\":3"), "\(second.all)")
    #expect(second.text.components(separatedBy: "\"decision\":\"accepted").count == 9)

    let text = try PartsStage.receive(
      stage.folder, stage.evening, ["second/7-2.fnv", "second/inbox"], day: 22, [])
    #expect(text.status == 1, "\(text.all)")
    for part in [
      "3 of 6 volumes here; missing or incomplete: 4-6; have any 1 of volumes 4-6 sent again",
      "8 messages", "received before (accepted): 4",
    ] { #expect(text.all.contains(part), "\(part): \(text.all)") }
    for (arguments, status, part) in [
      (["status"], 0, "Bundles that wait for volumes"),
      (["status", "--format", "json"], 0, "\"volumesHere\": 3"),
      (["status", "--format", "html"], 0, "3 of 6 volumes here"),
      (["parts"], 1, "since 2012-08-20 09:00 (+08:00), the last on 2012-08-21 09:00 (+08:00)"),
      (["parts", "--format", "json"], 1, "\"state\": \"incomplete\""),
      (["parts", "--discard", "zz"], 66, "FN863"),
      (["export", "volumes", "-o", "-"], 0, ",delivered,6,6,[],[],"),
    ] as [([String], Int32, String)] {
      let run = try Tool.run(
        ["centre"] + arguments + ["--centre", stage.evening, "--lang", "en"])
      #expect(run.status == status && run.all.contains(part), "\(arguments): \(run.all)")
    }
  }

  /// Killed while volumes are kept, put together and let go: the next runs come to the same.
  @Test func killedAtAnyMoment() throws {
    let stage = try PartsStage.shared()
    var kills = 0
    while kills < Rehearsal.kills {
      let centre = stage.folder + "/centre-" + UUID().uuidString
      try FileManager.default.copyItem(atPath: stage.morning, toPath: centre)
      var ended = false
      while !ended && kills < Rehearsal.kills {
        let moment = Double.random(in: 0.02...max(0.1, stage.seconds))
        let run = try PartsStage.receive(
          stage.folder, centre, ["second", "stick.img"], day: 21, signal: (SIGKILL, moment))
        ended = run.status == 1
        if run.status == 128 + SIGKILL { kills += 1 }
        #expect([1, 128 + SIGKILL].contains(run.status), "\(run.all.suffix(2000))")
      }
      let last = try PartsStage.receive(
        stage.folder, centre, ["second", "stick.img"], day: 21)
      #expect(last.status == 1, "\(last.all.suffix(2000))")
      let state = try Rehearsal.state(centre)
      #expect(state == stage.reference)
      try FileManager.default.removeItem(atPath: centre)
    }
  }

  /// A slip is written, stored, and found again with its bundle.
  @Test func aSlip() throws {
    let stage = try PartsStage.shared()
    let folder = stage.folder + "/slips"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let tray = (stage.folder as NSString).deletingLastPathComponent + "/tray/"
    let bundle = tray + (DirectoryTree.names(in: tray).first { $0.hasPrefix("U00001") } ?? "")
    let arguments = [
      "slip", bundle, "--json", folder + "/slip.json", "-o", folder + "/slip.html", "--number",
      "2012-7", "--mark", "internal", "--medium", "usb:SN1", "--seal-no", "F1", "--from-unit",
      "某某卫生院", "--from", "某某", "--delivered-at", "2012-08-20T08:00:00+08:00", "--condition",
      "intact", "--scan-tool", "clamscan", "--scan-date", "2012-08-19", "--scan-result", "clean",
      "--disposition", "archive", "--disposed-on", "2012-08-21", "--disposed-by", "甲",
      "--witness", "乙", "--lang", "en",
    ]
    let blank = try Tool.run(arguments)
    #expect(blank.status == 64 && blank.messages.contains("--bundle-id"), "\(blank.all)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/slip.html"))
    let made = try Tool.run(arguments + ["--bundle-id", UUID().uuidString.lowercased()])
    #expect(made.status == 0, "\(made.all)")
    let page = String(
      decoding: try FileSource.readAll(folder + "/slip.html", limit: 1 << 20), as: UTF8.self)
    for part in ["2012-08-20 08:00 (+08:00)", "☑ 完好", "☑ 未发现", "clamscan", "☑ 归档", "乙"] {
      #expect(page.contains(part), "\(part)")
    }
    let checked = try Tool.run([
      "form", "check", Repository.root + "/Schemas/forms/handover-slip.schema.json",
      folder + "/slip.json", "--lang", "en",
    ])
    #expect(checked.status == 0, "\(checked.all)")
    let centre = stage.folder + "/slips/centre"
    try FileManager.default.copyItem(atPath: stage.evening, toPath: centre)
    for (arguments, status, part) in [
      (["slip", folder + "/slip.json"], 0, "1 handover slip stored"),
      (["slip", folder + "/slip.html"], 1, "FN6"),
      (["slip"], 0, "accepted  id or mark differ from the bundle's"),
      (["slip", "--format", "json"], 0, "\"agrees\": false"),
    ] as [([String], Int32, String)] {
      let run = try Tool.run(
        ["centre"] + arguments + ["--centre", centre, "--lang", "en"])
      #expect(run.status == status && run.all.contains(part), "\(arguments): \(run.all)")
    }
  }

  /// Without room nothing is kept, nothing is lost, and the rest is taken.
  @Test(.enabled(if: Program.mayMount, "a disk can't be mounted here"))
  func thereIsNoRoom() throws {
    let stage = try PartsStage.shared()
    let disk = stage.folder + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mounted = try Program.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk])
    try #require(mounted.status == 0, "\(mounted.all)")
    defer { _ = try? Program.run(["umount", disk]) }
    let centre = disk + "/centre"
    try FileManager.default.copyItem(atPath: stage.morning, toPath: centre)
    let full = try PartsStage.receive(
      stage.folder, centre, ["second", "stick.img"], day: 21)
    #expect(full.status == 1 && full.text.contains("FN862"), "\(full.all)")
    #expect(try CentreFolder(centre).incompleteSets().count == 8)
    _ = try Program.run(["mount", "-o", "remount,size=128m", disk])
    let more = try PartsStage.receive(
      stage.folder, centre, ["second", "stick.img"], day: 21)
    #expect(more.status == 1, "\(more.all)")
    let state = try Rehearsal.state(centre)
    #expect(state == stage.reference)
  }

  /// Mail that can't be read is bad input, an address that is none a wrong argument.
  @Test func statusesOfMail() throws {
    let stage = try PartsStage.shared()
    let picture = stage.folder + "/picture.png"
    try Files.write([0x89, 0x50, 0x4e, 0x47, 1, 2, 3], to: picture)
    let collected = try Tool.run(["mail", "collect", picture, "-o", stage.folder + "/none"])
    #expect(collected.status == 65, "\(collected.all)")
    let composed = try Tool.run([
      "mail", "compose", stage.folder + "/first/0-0.fnv", "-o", stage.folder + "/out", "--to",
      "nobody",
    ])
    #expect(composed.status == 64, "\(composed.all)")
  }
}
