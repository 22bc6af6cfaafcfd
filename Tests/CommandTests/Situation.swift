import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// A command that somebody types, and what must come of it.
struct Situation: Sendable, CustomTestStringConvertible {
  let name: String
  let status: Int32
  let code: Code?
  let stream: Stream
  /// Names in the scratch folder that must not be there afterwards.
  let absent: [String]
  let environment: [String: String]
  let arguments: @Sendable (Story, Scratch) throws -> [String]

  init(
    _ name: String, _ status: Int32, _ code: Code?, _ stream: Stream = .errors,
    absent: [String] = ["out"], environment: [String: String] = [:],
    _ arguments: @escaping @Sendable (Story, Scratch) throws -> [String]
  ) {
    self.name = name
    self.status = status
    self.code = code
    self.stream = stream
    self.absent = absent
    self.environment = environment
    self.arguments = arguments
  }

  var testDescription: String { name }

  func check(_ language: Language) throws {
    let story = try Story.shared()
    let scratch = try Scratch()
    let arguments = try self.arguments(story, scratch)
    var variables = story.home
    for (name, value) in environment {
      variables[name] = value.replacingOccurrences(of: "STORY", with: story.folder)
    }
    let outcome = try Tool.run(
      arguments + ["--lang", language.rawValue], environment: variables)
    outcome.expect(status, code, on: stream, in: language)
    for name in absent { #expect(!scratch.exists(name), "\(name)") }
    #expect(scratch.litter.isEmpty, "\(scratch.litter)")
  }
}
