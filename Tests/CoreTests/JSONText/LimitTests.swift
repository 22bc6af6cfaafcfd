import BundleCore
import JSONText
import TestSupport
import Testing

@Suite struct LimitTests {
  @Test func depthIsExact() throws {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      func nested(_ depth: Int) -> String {
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      }
      _ = try parse(nested(Limits.jsonDepth))
      #expect(code { _ = try parse(nested(Limits.jsonDepth + 1)) } == .jsonTooDeep)
    }
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"]) func millionLevelsReturnAtOnce(_ open: String) {
    let text = Array(String(repeating: open, count: 1_000_000).utf8)
    do {
      _ = try JSONDocument.parse(text)
      Issue.record("accepted")
    } catch {
      #expect(error.code == .jsonTooDeep)
      #expect(error.line == 1)
      // Nothing was read beyond the first level too many.
      #expect((error.column ?? .max) <= (Limits.jsonDepth + 1) * open.utf8.count)
    }
  }

  @Test func nobodyAsksForUnlimitedDepth() {
    let limits = JSONLimits(size: .max, depth: .max, values: .max)
    let text = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(code { _ = try JSONDocument.parse(text, limits: limits) } == .jsonTooDeep)
  }

  @Test func sizeIsExact() throws {
    let text = Array("[1,2,3]".utf8)
    _ = try JSONDocument.parse(text, limits: JSONLimits(size: 7))
    #expect(
      code { _ = try JSONDocument.parse(text, limits: JSONLimits(size: 6)) } == .jsonTooLarge)
  }

  @Test func valuesAreCounted() throws {
    let text = Array(#"{"a":[1,2],"b":null}"#.utf8)
    _ = try JSONDocument.parse(text, limits: JSONLimits(values: 5))
    do {
      _ = try JSONDocument.parse(text, limits: JSONLimits(values: 4))
      Issue.record("accepted")
    } catch {
      #expect(error.code == .jsonTooLarge)
      #expect(error.column == 16)
    }
    #expect(
      code { _ = try JSONDocument.parse(text, limits: JSONLimits(values: 0)) } == .jsonTooLarge)
  }

  @Test func theWriterKeepsTheReadersLimits() {
    let nested = JSON.array([.array([.array([])])])
    #expect(code { _ = try JSONWriter(limits: .init(depth: 2)).bytes(nested) } == .jsonTooDeep)
    #expect(code { _ = try JSONWriter(limits: .init(values: 2)).bytes(nested) } == .jsonTooLarge)
    #expect(code { _ = try JSONWriter(limits: .init(size: 5)).bytes(nested) } == .jsonTooLarge)
    #expect(code { _ = try JSONWriter(limits: .init(size: 6)).bytes(nested) } == nil)
  }

  /// One member a line; the name of line k stands again in the last line.
  @Test(arguments: [2, 3, 16, 17, 18, 100, 5000]) func duplicateInTheLastLine(_ count: Int) throws {
    for taken in [1, count / 2 + 1, count] {
      let lines = (1...count).map { "\"name \($0)\": \($0)" } + ["  \"name \(taken)\": 0"]
      Refusal("{" + lines.joined(separator: ",\n") + "}", .jsonDuplicateName, count + 1, 3).check()
    }
    let lines = (1...count).map { "\"name \($0)\": \($0)" }
    let object = try #require(try parse("{" + lines.joined(separator: ",\n") + "}").asObject)
    for i in 1...count { #expect(object["name \(i)"]?.asNumber?.asInt64 == Int64(i)) }
    #expect(object["name 0"] == nil)
    #expect(object.member("name \(count)")?.namePosition.line == count)
  }

  @Test func largeObjectsAnswer() throws {
    let value = JSON.object((0..<100_000).map { ("\($0)", JSON.integer($0)) })
    let object = try #require(try JSONDocument.parse(value.serialized()).asObject)
    for i in 0..<100_000 where object["\(i)"]?.asNumber?.asInt64 != Int64(i) {
      Issue.record("member \(i)")
    }
  }
}
