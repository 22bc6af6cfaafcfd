import Forms
import Testing

/// The vectors of GB 32100 and GB 11714, and made ones in the private range PDY.
@Suite struct IdentifierTests {
  @Test(
    arguments: [
      ("91350100M000100Y43", true), ("91110000600037341L", true), ("11320000MB151840XJ", true),
      ("12410000PDY00001XC", true), ("12410100PDY0001753", true), ("12410000PDY0001080", true),
      ("12410000PDY000220Y", true), ("91350100M000100Y4Z", false), ("91350100M000100Y44", false),
      ("91350100M000100Y4", false), ("91350100I000100Y43", false), ("", false),
      ("91350100m000100y43", false),
    ])
  func creditCode(_ code: String, _ isValid: Bool) {
    #expect(Identifier.isCreditCode(code) == isValid)
  }

  @Test(
    arguments: [
      ("60003734-1", true), ("MB151840-X", true), ("D2143569-X", true), ("PDY00001-X", true),
      ("PDY000028", true), ("PDY00006-0", true), ("PDY000029", false), ("PDY-000028", false),
      ("60003734-", false),
    ])
  func organisationCode(_ code: String, _ isValid: Bool) {
    #expect(Identifier.isOrganisationCode(code) == isValid)
  }

  @Test(
    arguments: [
      ("PDY00002841010011A1001", true), ("PDY00002841010011A1003", false),
      ("PDY00002841010011I1001", false), ("PDY00002941010011A1001", false),
      ("PDY00002841010011A100", false),
    ])
  func institutionCode(_ code: String, _ isValid: Bool) {
    #expect(Identifier.isInstitutionCode(code) == isValid)
  }

  @Test(
    arguments: [
      ("0371-65000000", true), ("037165000000", true), ("65000000", true),
      ("0371-65000000-801", true),
      ("010-12345678", true), ("13800000000", true), ("12345", false), ("0371-", false),
      ("0371 65000000", false), ("0371-65000000-", false), ("0371-65000000-1234567", false),
    ])
  func phone(_ text: String, _ isValid: Bool) {
    #expect(Identifier.isPhone(text) == isValid)
  }
}
