import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// Bundles and other files that come to the centre.
@Suite struct BundleSituations {
  private static func opening(_ file: String, _ story: Story, _ scratch: Scratch) -> [String] {
    ["open", file, "-o", scratch("out")] + story.centre
  }

  static let verdicts: [Situation] = [
    Situation("accepted", 0, nil) { story, _ in
      ["verify", story.path("signed.fnb")] + story.centre
    },
    Situation("key of another recipient", 1, .envelopeNoMatchingRecipient, .output) { story, _ in
      ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient-nist")] + story.secret + Story.received
    },
    Situation("opened with the key of another recipient", 1, .envelopeNoMatchingRecipient, .output)
    { story, scratch in
      ["open", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient-nist"), "-o", scratch("out")] + story.secret
        + Story.received
    },
    Situation("certificate revoked", 1, .certificateRevoked, .output) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("out"), "--crl"]
        + [story.path("revoked.crl")] + story.centreWithoutCRL
    },
    Situation("no CRL", 1, .revocationUnknown, .output) { story, _ in
      ["verify", story.path("signed.fnb")] + story.centreWithoutCRL
    },
    Situation("no CRL, nothing is written", 1, .revocationUnknown, .output) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("out")] + story.centreWithoutCRL
    },
    Situation("old CRL", 1, .revocationStale, .output) { story, scratch in
      ["verify", story.path("signed.fnb"), "--crl", story.path("good.crl"), "--campaign"]
        + [story.path("main.fnp"), "--keys", story.path("keys/recipient")] + story.secret
        + ["--time", "2012-12-24T15:30:00+08:00"]
    },
    Situation("no CRL, a person accepts", 0, .revocationUnknown, .output, absent: []) {
      story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("out"), "--accept-indeterminate"]
        + story.centreWithoutCRL
    },
    Situation("of another campaign", 1, .otherCampaign, .output) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("out"), "--campaign"]
        + [story.path("other.fnp"), "--keys", story.path("keys/recipient")] + story.secret
        + Story.received
    },
    Situation(
      "of an earlier version of the campaign", 1, .otherCampaignVersion, .output,
      environment: ["FENGNI_HOME": "STORY/home-next"]
    ) { story, _ in
      ["verify", story.path("signed.fnb"), "--campaign", story.path("next.fnp"), "--keys"]
        + [story.path("keys/recipient")] + story.secret + Story.received
    },
    Situation("late", 0, .late, .output) { story, _ in
      ["verify", story.path("signed.fnb"), "--campaign", story.path("main.fnp"), "--keys"]
        + [story.path("keys/recipient"), "--crl", story.path("good.crl")] + story.secret
        + ["--time", "2012-09-03T09:00:00+08:00"]
    },
    Situation("one octet changed", 1, .envelopeDecryptionFailed, .output) { story, scratch in
      let file = try scratch.copy(story.path("signed.fnb"), as: "x.fnb")
      var bytes = Array(FileManager.default.contents(atPath: file) ?? Data())
      bytes[bytes.count - 900] ^= 1
      return opening(try scratch.write("y.fnb", bytes), story, scratch)
    },
    Situation("cut short", 1, .envelopeTruncated, .output) { story, scratch in
      let bytes = Array(FileManager.default.contents(atPath: story.path("signed.fnb")) ?? Data())
      return opening(try scratch.write("x.fnb", Array(bytes.dropLast(3000))), story, scratch)
    },
    Situation("something after the end", 1, .envelopeTrailingData, .output) { story, scratch in
      let bytes = Array(FileManager.default.contents(atPath: story.path("signed.fnb")) ?? Data())
      return opening(try scratch.write("x.fnb", bytes + [0]), story, scratch)
    },
  ]

  /// Files that are no bundles: name, status, code, content.
  static let strangers: [(String, Int32, Code, [UInt8])] = [
    ("empty", 65, .inputEmpty, []),
    ("text", 65, .notABundle, Array("Dear colleague,\n".utf8)),
    ("text that begins like DER", 65, .notABundle, Array("0 is where it begins\n".utf8)),
    ("PEM", 65, .notABundle, Array("-----BEGIN CMS-----\nMIIB\n-----END CMS-----\n".utf8)),
    (
      "random octets", 65, .notABundle,
      (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 11) }
    ),
    ("zeros", 65, .notABundle, [UInt8](repeating: 0, count: 70_000)),
    ("a signed PDF's head", 65, .notABundle, Array("%PDF-1.7\n%\u{e2}".utf8)),
    ("the first octet of a bundle", 1, .envelopeTruncated, [0x30]),
    ("a sequence and no more", 1, .envelopeTruncated, [0x30, 0x80]),
  ]

  static let files: [Situation] =
    ["inspect", "verify", "open"].flatMap { command in
      strangers.map { name, status, code, bytes in
        Situation("\(command): \(name)", status, code, command == "inspect" ? .errors : .output) {
          story, scratch in
          let file = try scratch.write("x.fnb", bytes)
          switch command {
          case "inspect": return ["inspect", file]
          case "verify": return ["verify", file] + story.centre
          default: return opening(file, story, scratch)
          }
        }
      }
    } + [
      Situation("verify: a ZIP", 65, .notABundle, .output) { story, _ in
        ["verify", story.path("main.fnp")] + story.centre
      },
      Situation("inspect: any ZIP", 65, .notABundle) { story, scratch in
        ["inspect", try scratch.write("x.zip", Array("PK\u{3}\u{4}nothing of ours".utf8))]
      },
      Situation("campaign show: a bundle", 65, .notABundle) { story, _ in
        ["campaign", "show", story.path("signed.fnb")]
      },
      Situation("verify: campaign is a text", 65, .notABundle) { story, scratch in
        ["verify", story.path("signed.fnb"), "--campaign", try scratch.write("x.fnp", "hello")]
          + ["--keys", story.path("keys/recipient")] + story.secret
      },
      Situation("verify: CRL is a text", 65, .crlFormat) { story, scratch in
        ["verify", story.path("signed.fnb"), "--crl", try scratch.write("x.crl", "hello")]
          + story.centreWithoutCRL
      },
      Situation("verify: missing", 66, .inputNotFound) { story, scratch in
        ["verify", scratch("none")] + story.centre
      },
      Situation("open: missing", 66, .inputNotFound) { story, scratch in
        opening(scratch("none"), story, scratch)
      },
      Situation("inspect: missing", 66, .inputNotFound) { _, scratch in
        ["inspect", scratch("none")]
      },
      Situation("verify: campaign is missing", 66, .inputNotFound) { story, scratch in
        ["verify", story.path("signed.fnb"), "--campaign", scratch("none"), "--keys"]
          + [story.path("keys/recipient")] + story.secret
      },
      Situation("verify: CRL is missing", 66, .inputNotFound) { story, scratch in
        ["verify", story.path("signed.fnb"), "--crl", scratch("none")] + story.centre
      },
      Situation("report check: missing", 66, .inputNotFound) { _, scratch in
        ["report", "check", scratch("none")]
      },
      Situation("report check: a folder of something else", 65, .workspaceMalformed) { _, scratch in
        ["report", "check", scratch.path]
      },
      Situation("campaign check: missing", 66, .inputNotFound) { _, scratch in
        ["campaign", "check", scratch("none")]
      },
      Situation("verify: a directory", 74, .inputUnreadable) { story, scratch in
        ["verify", scratch.path] + story.centre
      },
      Situation("inspect: a directory", 74, .inputUnreadable) { story, scratch in
        ["inspect", scratch.path]
      },
    ]

  @Test("verdicts", arguments: verdicts, Language.allCases)
  func verdict(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }

  @Test("files", arguments: files, Language.allCases)
  func file(_ situation: Situation, _ language: Language) throws { try situation.check(language) }
}
