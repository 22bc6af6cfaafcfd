// swift-tools-version: 6.2
// Fengni: a signed, encrypted, offline submission format and its validator.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "fengni",
  products: [
    .executable(name: "fengni", targets: ["fengni"]),
    .library(name: "Submission", targets: ["Submission"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  ],
  targets: [
    // C libraries
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),

    .systemLibrary(name: "CSystem"),

    // What everyone speaks: codes, findings, limits, digests, names, files
    .target(name: "BundleCore", dependencies: ["CSystem"], swiftSettings: settings),

    // Mechanisms: none knows another
    .target(name: "JSONText", dependencies: ["BundleCore"], swiftSettings: settings),
    .target(name: "CEL", dependencies: ["BundleCore", "JSONText"], swiftSettings: settings),
    .target(
      name: "Primitives", dependencies: ["BundleCore", "COpenSSL", "CGcrypt"],
      swiftSettings: settings),
    .target(name: "StrictZIP", dependencies: ["BundleCore", "CISAL"], swiftSettings: settings),
    .target(
      name: "CMS", dependencies: ["BundleCore", "Primitives", asn1], swiftSettings: settings),

    // The format
    .target(
      name: "Submission",
      dependencies: ["BundleCore", "Primitives", "StrictZIP", "CMS", "JSONText", "Messages"],
      swiftSettings: settings),

    // What lies on somebody's disk: keys, a small CA, pinned publishers
    .target(
      name: "Custody", dependencies: ["BundleCore", "Primitives", "JSONText"],
      swiftSettings: settings),

    // What people read, in Chinese and English
    .target(name: "Messages", dependencies: ["BundleCore"], swiftSettings: settings),

    // The tool
    .executableTarget(
      name: "fengni",
      dependencies: [
        "BundleCore", "Primitives", "CMS", "JSONText", "Submission", "Custody", "Messages",
        argumentParser,
      ],
      swiftSettings: settings),

    .testTarget(
      name: "MessagesTests", dependencies: ["BundleCore", "Messages"], swiftSettings: settings),
    .testTarget(name: "BundleCoreTests", dependencies: ["BundleCore"], swiftSettings: settings),
    .testTarget(
      name: "JSONTextTests", dependencies: ["BundleCore", "JSONText"], swiftSettings: settings),
    .testTarget(
      name: "CELTests", dependencies: ["BundleCore", "CEL", "JSONText"], swiftSettings: settings),
    .testTarget(
      name: "StrictZIPTests", dependencies: ["StrictZIP", "BundleCore"], swiftSettings: settings),
    .testTarget(
      name: "SubmissionTests",
      dependencies: ["Submission", "CMS", "Primitives", "BundleCore", "StrictZIP"],
      swiftSettings: settings),
    .testTarget(
      name: "PrimitivesTests", dependencies: ["BundleCore", "Primitives"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
