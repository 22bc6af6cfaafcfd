// swift-tools-version: 6.2
// Fengni: a signed, encrypted, offline submission format and its validator.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// SwiftPM finds tests in the compiler's index. Written for the tests alone (`--disable-index-store`
// everywhere else), it costs next to nothing; so this is where a build without options has it.
#if arch(arm64)
  let triple = "aarch64-unknown-linux-gnu"
#else
  let triple = "x86_64-unknown-linux-gnu"
#endif
let index = Context.packageDirectory + "/.build/\(triple)/debug/index/store"
let testSettings: [SwiftSetting] = settings + [.unsafeFlags(["-index-store-path", index])]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "fengni",
  products: [
    .executable(name: "fengni", targets: ["fengni"]),
    .library(name: "Submission", targets: ["Submission"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // C libraries
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CGMimeLibrary", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(
      name: "CQrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

    .systemLibrary(name: "CMemory"),
    .systemLibrary(name: "CSystem"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CGMime", dependencies: ["CGMimeLibrary"]),
    .target(name: "CStandardFiles"),
    .target(name: "CUnicode"),
    .target(name: "CTexts", exclude: ["texts.tsv"]),

    // What everyone speaks: codes, findings, limits, digests, names, files
    .target(name: "BundleCore", dependencies: ["CMemory", "CUnicode"], swiftSettings: settings),

    // What an operating system gives: files, staging, threads, the clock, time zones
    .target(name: "Disk", dependencies: ["BundleCore", "CSystem"], swiftSettings: settings),

    // Two C libraries in Swift's words, each for several mechanisms
    .target(
      name: "RegularExpressions", dependencies: ["BundleCore", "CRE2"], swiftSettings: settings),
    .target(name: "Checksums", dependencies: ["CISAL"], swiftSettings: settings),

    // Mechanisms: none knows another
    .target(name: "JSONText", dependencies: ["BundleCore"], swiftSettings: settings),
    .target(name: "CEL", dependencies: ["BundleCore", "JSONText"], swiftSettings: settings),
    .target(
      name: "JSONSchema", dependencies: ["BundleCore", "JSONText", "RegularExpressions"],
      swiftSettings: settings),
    .target(
      name: "Documents", dependencies: ["BundleCore", "Checksums", "CZip", "CXML2"],
      swiftSettings: settings),
    .target(
      name: "Primitives", dependencies: ["BundleCore", "CMemory", "COpenSSL", "CGcrypt"],
      swiftSettings: settings),
    .target(
      name: "StrictZIP", dependencies: ["BundleCore", "Checksums", "CISAL"],
      swiftSettings: settings),
    .target(
      name: "ErasureFrames", dependencies: ["BundleCore", "CMemory", "Checksums", "CISAL"],
      swiftSettings: settings),
    .target(
      name: "CMS", dependencies: ["BundleCore", "Primitives"], swiftSettings: settings),

    // Forms and rules of campaigns
    .target(
      name: "Forms",
      dependencies: [
        "BundleCore", "JSONText", "JSONSchema", "CEL", "RegularExpressions", "Messages",
      ],
      swiftSettings: settings),

    // The format
    .target(
      name: "Submission",
      dependencies: [
        "BundleCore", "Primitives", "StrictZIP", "CMS", "JSONText", "Documents", "Forms", "CEL",
        "RegularExpressions", "Checksums", "Messages", "CStandardFiles",
      ],
      swiftSettings: settings),

    // How it travels: volumes
    .target(
      name: "Transport",
      dependencies: ["BundleCore", "Primitives", "ErasureFrames"],
      swiftSettings: settings),

    // What reading foreign documents needs of the system: poppler, iconv
    .target(
      name: "SystemDocuments", dependencies: ["Documents", "CSystem"],
      swiftSettings: settings),

    // Format and transport on a machine: folders, media, threads, zones
    .target(
      name: "Workplace",
      dependencies: [
        "BundleCore", "Disk", "Primitives", "CMS", "JSONText", "Documents", "SystemDocuments",
        "Submission", "ErasureFrames", "Transport", "Messages",
      ],
      swiftSettings: settings),

    // What is said of findings, in every format
    .target(
      name: "Reports",
      dependencies: [
        "BundleCore", "CMS", "ErasureFrames", "JSONText", "Messages", "Primitives", "Submission",
        "Transport",
      ],
      swiftSettings: settings),

    // Mail as a carrier of bundles and volumes
    .target(
      name: "Mail",
      dependencies: ["BundleCore", "Disk", "Primitives", "CGMime", "CISAL", "CZip", "Messages"],
      swiftSettings: settings),

    // The handover slip
    .target(
      name: "Slip",
      dependencies: ["BundleCore", "JSONText", "Messages", "Reports", "Submission", "CQrencode"],
      swiftSettings: settings),

    // What lies on somebody's disk: keys, a small CA, pinned publishers
    .target(
      name: "Custody", dependencies: ["BundleCore", "Disk", "Primitives", "CMS", "JSONText"],
      swiftSettings: settings),

    // The centre's folder: store, ledger, intake, receipts
    .target(
      name: "Centre",
      dependencies: [
        "BundleCore", "Disk", "Primitives", "CMS", "Forms", "Reports", "JSONText", "Submission",
        "ErasureFrames", "Transport", "Workplace", "Mail", "Slip", grdb,
      ],
      swiftSettings: settings),

    // The centre's status, statistics and notices as text, tables and pages
    .target(
      name: "CentreReports",
      dependencies: ["BundleCore", "Centre", "JSONText", "Messages", "Reports", "Submission"],
      swiftSettings: settings),

    // What people read, in Chinese and English
    .target(name: "Messages", dependencies: ["BundleCore", "CTexts"], swiftSettings: settings),

    // Forms as workbooks, and back
    .target(
      name: "Workbook",
      dependencies: [
        "BundleCore", "Disk", "JSONText", "Messages", "Documents", "CXlsxWriter", "CXML2",
      ],
      swiftSettings: settings),

    // The tool
    .executableTarget(
      name: "fengni",
      dependencies: [
        "BundleCore", "Disk", "Primitives", "CMS", "JSONText", "JSONSchema", "CEL", "Forms",
        "Submission", "Custody", "Centre", "CentreReports", "Reports", "Mail", "Messages", "Slip",
        "Workbook", "Transport",
        "Workplace", "ErasureFrames",
        argumentParser,
      ],
      swiftSettings: settings),

    // Answers about schemas, rules and forms, for Tools/wasm: the same sources natively and as a
    // module of WebAssembly
    .target(
      name: "Probe",
      dependencies: [
        "BundleCore", "JSONText", "JSONSchema", "CEL", "Forms", "Messages",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "fengni-probe", dependencies: ["BundleCore", "Disk", "Probe"],
      swiftSettings: settings),

    // The bare primitives' times, for Tools/bench
    .executableTarget(
      name: "fengni-bench",
      dependencies: [
        "BundleCore", "Disk", "Primitives", "StrictZIP", "CMS", "Forms", "JSONText",
        "ErasureFrames", "Checksums", "CISAL",
      ],
      swiftSettings: settings),

    // A simulated province, for Tools/simulate and the tests of the centre
    .executableTarget(
      name: "fengni-simulate",
      dependencies: ["BundleCore", "Primitives", "CMS", "Submission", "Workplace", "Custody"],
      swiftSettings: settings),

    // What the tests share: scratch folders, programs run, a campaign with its people
    .target(
      name: "TestSupport",
      dependencies: ["BundleCore", "Primitives", "CMS", "Submission", "Workplace"],
      path: "Tests/TestSupport", swiftSettings: settings),

    // Tests by subject; those that run the tool name it, so that it is built before them
    .testTarget(
      name: "CoreTests", dependencies: ["BundleCore", "Disk", "JSONText", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "FormTests",
      dependencies: [
        "BundleCore", "CEL", "Disk", "Forms", "JSONSchema", "JSONText", "Probe", "TestSupport",
      ],
      exclude: ["Forms/cases"], swiftSettings: testSettings),
    .testTarget(
      name: "CryptographyTests", dependencies: ["BundleCore", "CMS", "Primitives", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "StrictZIPTests",
      dependencies: ["BundleCore", "Checksums", "StrictZIP", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "DocumentsTests",
      dependencies: [
        "BundleCore", "Disk", "Documents", "SystemDocuments", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "WorkbookTests",
      dependencies: ["BundleCore", "JSONText", "Messages", "Workbook", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "SubmissionTests",
      dependencies: [
        "BundleCore", "CMS", "Disk", "Primitives", "StrictZIP", "Submission",
        "Workplace", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "BundleCore", "Checksums", "Disk", "ErasureFrames", "Primitives", "Reports", "Transport",
        "Workplace",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "CarrierTests",
      dependencies: [
        "BundleCore", "Disk", "JSONText", "Mail", "Messages", "Slip", "Submission", "TestSupport",
      ],
      exclude: ["Mail/python", "Slip/page.py"], swiftSettings: testSettings),
    .testTarget(
      name: "CustodyTests",
      dependencies: [
        "fengni", "BundleCore", "CMS", "Custody", "Disk", "Primitives", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "CentreTests",
      dependencies: [
        "fengni", "fengni-simulate", "BundleCore", "CMS", "Centre", "Custody", "Disk",
        "ErasureFrames", "JSONText", "Primitives", "Submission", "Transport",
        "Workplace",
        "TestSupport", grdb,
      ],
      exclude: ["centre-0.1.0"], swiftSettings: testSettings),
    .testTarget(
      name: "CommandTests", dependencies: ["fengni", "BundleCore", "Messages", "TestSupport"],
      exclude: ["Golden"], swiftSettings: testSettings),
    .testTarget(
      name: "InteropTests",
      dependencies: ["BundleCore", "CMS", "Primitives", "Submission", "Workplace", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "MessagesTests",
      dependencies: [
        "BundleCore", "CMS", "Centre", "CentreReports", "Messages", "Reports", "Submission",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "RepositoryTests",
      dependencies: [
        "fengni", "BundleCore", "JSONText", "Messages", "Submission", "Workplace", "TestSupport",
      ],
      swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)

// `Tools/test` builds with optimisation what would spend most of the tests' time. Checks of
// arithmetic and bounds stay, and tests see internals as before; only `assert` is gone.
if Context.environment["FENGNI_TEST_BUILD"] == "1" {
  let optimised: Set<String> = [
    "BundleCore", "Disk", "JSONText", "CEL", "JSONSchema", "Documents", "Primitives", "StrictZIP",
    "ErasureFrames", "CMS", "Forms", "Submission", "Transport", "RegularExpressions", "Checksums",
    "Probe",
  ]
  for target in package.targets where optimised.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-O"])]
  }
}

// Fuzz targets, which a plain build can't link: `Tools/fuzz`.
if Context.environment["FUZZ"] == "1" {
  for (name, dependencies) in [
    ("EnvelopeReader", ["BundleCore", "CMS", "Primitives"]), ("SignedData", ["CMS"]),
    ("PackageReader", ["BundleCore", "StrictZIP"]), ("JSON", ["JSONText"]),
    ("Certificate", ["BundleCore", "Primitives"]),
    ("CampaignPackage", ["Submission", "Workplace"]),
    ("Frames", ["BundleCore", "ErasureFrames"]),
    ("Opening", ["BundleCore", "CMS", "Primitives", "StrictZIP", "Submission", "Workplace"]),
  ] as [(String, [Target.Dependency])] {
    package.targets.append(
      .executableTarget(
        name: "Fuzz" + name, dependencies: dependencies, path: "Tests/Fuzz/" + name,
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
  }
}
