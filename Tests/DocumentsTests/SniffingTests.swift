import Documents
import Testing

@Test func emptyIsEmpty() {
  #expect(DocumentExaminer().examine([], mediaType: "application/pdf").state == .empty)
}
