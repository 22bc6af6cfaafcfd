import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct SecretBytesTests {
  @Test func beginsAsZeros() {
    #expect(bytes(SecretBytes(count: 5)) == [0, 0, 0, 0, 0])
    #expect(SecretBytes(count: -1).count == 0)
    #expect(SecretBytes(count: 9000).count == 9000)
  }

  @Test func takesAndWipesAnArray() {
    var source: [UInt8] = [1, 2, 3]
    let taken = SecretBytes(wiping: &source)
    #expect(source.isEmpty)
    #expect(bytes(taken) == [1, 2, 3])
    #expect(bytes(taken.prefix(2)) == [1, 2])
    #expect(bytes(taken.prefix(9)) == [1, 2, 3])
    let same = taken.isEqual(to: taken.copy())
    let other = taken.isEqual(to: secret([1, 2, 4]))
    let shorter = taken.isEqual(to: secret([1, 2]))
    #expect((same, other, shorter) == (true, false, false))
  }

  @Test func randomBytesDiffer() throws {
    #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
    #expect(try SecureRandom.bytes(100_000).count == 100_000)
    #expect(try SecureRandom.bytes(0).isEmpty)
    let a = try SecretBytes(randomCount: 32)
    let b = try SecretBytes(randomCount: 32)
    let same = a.isEqual(to: b)
    #expect(!same)
  }
}
