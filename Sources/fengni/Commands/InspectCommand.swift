import ArgumentParser
import BundleCore
import CMS
import Disk
import JSONText
import Messages
import Reports
import Primitives
import Submission
import Workplace

struct InspectCommand: Command {
  static let configuration = CommandConfiguration(.inspect)

  @Argument(help: .help(.inspectFile)) var file: String
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let seen = try InspectedFile(path: file)
    switch output.format {
    case .json: try console.json(seen.json)
    case .text: seen.print(console)
    // Nothing is judged without keys, so there are no findings to show.
    case .sarif, .html: throw FengniError(.usage, "--format")
    }
    return .holds
  }
}

/// What a file shows without any key.
struct InspectedFile {
  private enum Kind {
    case bundle(EnvelopeHeader)
    case campaign(CampaignPackage)
  }

  private let path: String
  private let size: UInt64
  private let digests: [Digest]
  private let kind: Kind

  init(path: String) throws(FengniError) {
    self.path = path
    let head = try FileSource(path: path).first(4)
    guard !head.isEmpty else { throw FengniError(.inputEmpty, path) }
    if head == [0x50, 0x4b, 0x03, 0x04] {
      kind = .campaign(try CampaignPackage.read(path).package)
    } else {
      do throws(FengniError) {
        kind = .bundle(try EnvelopeReader.inspect(FileSource(path: path)))
      } catch {
        throw error.subject.isEmpty ? error.about(path) : error
      }
    }
    (size, digests) = try DigestContext.digests(of: FileSource(path: path), [.sm3, .sha256])
  }

  private var suite: Suite {
    switch kind {
    case .bundle(let header): header.suite
    case .campaign(let package): package.suite
    }
  }

  private var digest: Digest? { digests.first { $0.algorithm == suite.digest } }

  var json: JSONValue {
    var recipients: [JSONValue]?
    if case .bundle(let header) = kind {
      recipients = header.recipients.map { recipient in
        .object([
          ("recipient", .string(recipient.identifier.text)),
          ("method", .string(recipient.methodText)),
        ])
      }
    }
    return .object(
      [
        ("inspect", .string(recipients == nil ? "campaign" : "bundle")), ("size", .integer(size)),
        ("suite", .string(suite.rawValue)), ("digests", .strings(digests.map(\.text))),
        ("shortCode", digest.map { .string($0.shortCode) }),
        ("recipients", recipients.map { .array($0) }),
      ] as [(String, JSONValue?)])
  }

  func print(_ console: Console) {
    switch kind {
    case .bundle(let header):
      console.result(Phrase.labelled(.bundle, path))
      console.result(Phrase.labelled(.size, Phrase.size(size)))
      console.result(Phrase.labelled(.suite, suite.title))
      if let digest {
        console.result(Phrase.labelled(.shortCode, digest.shortCode))
        console.result(Phrase.labelled(.digest, digest.text))
      }
      console.result(Phrase.labelled(.recipients, "\(header.recipients.count)"))
      for recipient in header.recipients {
        console.result("  " + recipient.identifier.text + "  " + recipient.methodText)
      }
      console.result(Phrase.Inspect.withoutKey)
      console.message(Phrase.Inspect.verifyNext)
    case .campaign(let package):
      CampaignText(package, console).print(isTrusted: nil)
    }
  }
}

struct ExplainCommand: Command {
  static let configuration = CommandConfiguration(.explain)

  @Argument(help: .help(.explainCode))
  var code: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let text = code else {
      for code in Code.allCases {
        console.result("\(code.label)  \(code.message[console.language])")
      }
      return .holds
    }
    guard let code = Code(label: text) else {
      console.message(Phrase.Explain.unknownCode(text))
      return .usage
    }
    console.result("\(code.label)  \(code.message[console.language])")
    console.result(Phrase.labelled(.gate, code.gate.title))
    console.result(Phrase.labelled(.remedy, code.remedy))
    console.result(Phrase.labelled(.explanation, code.explanation))
    return .holds
  }
}
