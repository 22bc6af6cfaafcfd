import BundleCore
import Glibc
import Testing

@testable import Primitives

/// Without random numbers nothing may go on.
@Suite struct RandomTests {
  /// The kernel can't write to a page that nobody may touch, so the call fails as it would without
  /// a generator.
  @Test func aGeneratorThatFailsIsAnError() throws {
    let page = 4096
    let memory = mmap(nil, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    try #require(memory != MAP_FAILED)
    defer { munmap(memory, page) }
    #expect(throws: FengniError(.randomUnavailable)) {
      try SecureRandom.fill(UnsafeMutableRawBufferPointer(start: memory, count: 64))
    }
  }

  @Test func whatIsAskedForComes() throws {
    for count in [-1, 0, 1, 1000] {
      #expect(try SecureRandom.bytes(count).count == max(0, count))
    }
    #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
  }
}
