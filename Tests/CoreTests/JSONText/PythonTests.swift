import BundleCore
import Foundation
import JSONText
import TestSupport
import Testing

/// Python's `json` as outside truth, in both directions.
///
/// Both sides flatten a document to lines: pointer, type, and value (text in hex, numbers as the
/// bits of their double), so that nothing of the comparison needs JSON.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct PythonTests {
  private static let flatten = """
    import json, random, struct, sys
    def hexed(s): return s.encode().hex()
    def flat(v, at, out):
        if v is None: out.append(at + " null")
        elif isinstance(v, bool): out.append(at + " bool " + str(v).lower())
        elif isinstance(v, (int, float)):
            out.append(at + " number " + struct.pack(">d", float(v)).hex())
        elif isinstance(v, str): out.append(at + " string " + hexed(v))
        elif isinstance(v, list):
            out.append(at + " array %d" % len(v))
            for i, e in enumerate(v): flat(e, at + "/%d" % i, out)
        else:
            out.append(at + " object %d" % len(v))
            for k, e in v.items(): flat(e, at + "/" + hexed(k), out)
    def show(v):
        out = []
        flat(v, "", out)
        return "|".join(out)

    """

  private static let generate = """
    r = random.Random(20250101)
    chars = [chr(c) for c in range(0x80)] + list("é水利工程审核\\u0301\\u2028\\u00a0\\ufeff😀𠀀\\U0010fffd")
    def text(): return "".join(r.choice(chars) for _ in range(r.choice([0, 1, 3, 7, 8, 9, 20])))
    def number():
        k = r.randrange(6)
        if k == 0: return r.randrange(-10, 11)
        if k == 1: return r.randrange(-(2**53) + 1, 2**53)
        if k == 2: return r.random()
        if k == 3: return r.uniform(-1e6, 1e6)
        if k == 4: return round(r.uniform(-1000, 1000), 2)
        return r.random() * 10.0 ** r.randrange(-300, 14)
    def value(d):
        k = r.randrange(8 if d else 5)
        if k == 0: return None
        if k == 1: return r.random() < 0.5
        if k in (2, 3): return text()
        if k == 4: return number()
        if k == 5: return [value(d - 1) for _ in range(r.randrange(6))]
        return {text(): value(d - 1) for _ in range(r.choice([0, 2, 5, 30]))}
    for i in range(400):
        v = value(4)
        s = json.dumps(v, ensure_ascii=i % 2 == 0, indent=[None, 2, "\\t"][i % 3],
                       separators=[None, (",", ":")][i % 5 == 0])
        print(s.encode().hex() + " " + show(json.loads(s)).replace(" ", "_"))
    """

  private static let readBack = """
    for line in sys.stdin:
        print(show(json.loads(bytes.fromhex(line.strip()).decode())))
    """

  @Test func readsWhatPythonWrites() throws {
    let lines = try python(Self.flatten + Self.generate, input: "")
    #expect(lines.count == 400)
    for line in lines {
      let parts = line.split(separator: " ")
      let bytes = try #require(Hex.decode(parts[0]))
      let value = try JSONDocument.parse(bytes)
      #expect(flat(value).replacing(" ", with: "_") == parts[1])
    }
  }

  @Test func pythonReadsWhatIsWritten() throws {
    var random = RandomValues(seed: 9)
    let values = (0..<400).map { _ in random.value() }
    var input = ""
    for (i, value) in values.enumerated() {
      input += Hex.encode(try value.serialized(i.isMultiple(of: 2) ? .compact : .pretty)) + "\n"
    }
    let lines = try python(Self.flatten + Self.readBack, input: input)
    #expect(lines.count == 400)
    for (value, line) in zip(values, lines) { #expect(flat(value) == line) }
  }

  private func flat(_ value: JSONValue) -> String {
    var lines: [String] = []
    flatten(value, "", &lines)
    return lines.joined(separator: "|")
  }

  private func flatten(_ value: JSONValue, _ at: String, _ lines: inout [String]) {
    switch value.kind {
    case .null: lines.append(at + " null")
    case .bool(let truth): lines.append(at + " bool \(truth)")
    case .number(let number):
      // Python reads -0 as an integer, which has no negative zero.
      let double = number.text == "-0" ? 0 : number.asDouble
      let bits = String(double.bitPattern, radix: 16)
      lines.append(at + " number " + String(repeating: "0", count: 16 - bits.count) + bits)
    case .string(let text): lines.append(at + " string " + Hex.encode(text.utf8))
    case .array(let elements):
      lines.append(at + " array \(elements.count)")
      for (i, element) in elements.enumerated() { flatten(element, at + "/\(i)", &lines) }
    case .object(let object):
      lines.append(at + " object \(object.count)")
      for member in object.members {
        flatten(member.value, at + "/" + Hex.encode(member.name.utf8), &lines)
      }
    }
  }

  private func python(_ script: String, input: String) throws -> [Substring] {
    let scratch = try Scratch()
    let input = try scratch.write("in", input)
    return try Program.run(["/usr/bin/python3", "-X", "utf8", "-c", script], input: input)
      .succeeded().text
      .split(separator: "\n", omittingEmptySubsequences: true)
  }
}
