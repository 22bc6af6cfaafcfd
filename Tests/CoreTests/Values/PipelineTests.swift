import BundleCore
import Disk
import Testing

@Suite struct PipelineTests {
  @Test func whatComesAfterTheEndIsRefused() throws {
    let sink = MemorySink()
    let behind = try WriteBehind(sink, blocks: 2, byteCount: 4)
    try behind.write([1, 2, 3, 4, 5])
    try behind.finish()
    #expect(sink.bytes == [1, 2, 3, 4, 5])
    let error = #expect(throws: FengniError.self) { try behind.write([6]) }
    #expect(error?.code == .cannotWrite)
    #expect(sink.bytes == [1, 2, 3, 4, 5])
    // Nothing is lost by writing nothing.
    try behind.write([])
  }
}
