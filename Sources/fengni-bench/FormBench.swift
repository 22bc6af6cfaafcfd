import BundleCore
import Disk
import Forms
import Glibc
import JSONText

/// What checking filled forms takes on one core: reading, schema, rules.
///
/// `fengni-bench forms SCHEMA DATA`: schemas beside SCHEMA are found by their `$id`. Prints one line
/// a stage: name, microseconds for a form, forms a second.
enum FormBench {
  static func run(schema: String, data: String, repeats: Int) throws(FengniError) {
    let folder = Paths.parent(of: schema)
    var schemas: [(name: String, bytes: [UInt8])] = []
    for name in try DirectoryTree.files(below: folder, refusing: .inputUnreadable)
    where name.hasSuffix(".schema.json") {
      schemas.append(
        (name, try FileSource.readAll(Paths.join(folder, name), limit: Limits.jsonSize)))
    }
    let id = try JSONDocument.parse(
      FileSource.readAll(schema, limit: Limits.jsonSize), subject: schema,
      limits: JSONLimits(numbers: .exact))["$id"]?.asString
    guard let id else { throw FengniError(.schemaInvalid, schema, reason: "no $id") }
    let begin = processorTime()
    let form = try FormSet(schemas: schemas).form(id)
    print("compile", (processorTime() - begin) * 1e6, "", separator: "\t")

    let bytes = try FileSource.readAll(data, limit: Limits.jsonSize)
    let value = try JSONDocument.parse(bytes, subject: data)
    var found = 0
    show("read", repeats) { () throws(FengniError) in
      _ = try JSONDocument.parse(bytes, subject: data)
    }
    show("schema", repeats) { () throws(FengniError) in found += form.isValid(value) ? 0 : 1 }
    show("schema and rules", repeats) { () throws(FengniError) in
      found += form.findings(value, document: data).count
    }
    show("all", repeats) { () throws(FengniError) in
      let value = try JSONDocument.parse(bytes, subject: data)
      found += form.findings(value, document: data).count
    }
    print("findings", found / max(1, repeats), "", separator: "\t")
  }

  private static func show(
    _ name: String, _ repeats: Int, _ body: () throws(FengniError) -> Void
  ) {
    let begin = processorTime()
    do throws(FengniError) {
      for _ in 0..<repeats { try body() }
    } catch {
      print(name, error, "", separator: "\t")
      return
    }
    let time = (processorTime() - begin) / Double(repeats)
    print(name, time * 1e6, 1 / time, separator: "\t")
  }
}
