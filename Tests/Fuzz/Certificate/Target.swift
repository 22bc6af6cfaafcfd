import Primitives

/// What strangers send beside statements: certificates, CRLs, requests.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  if let certificate = try? Certificate(der: input) {
    _ = (certificate.subjectText, certificate.keyUsage, certificate.subjectKeyIdentifier)
    _ = try? TrustAnchors(anchors: [certificate]).chain(of: certificate, at: certificate.notBefore)
  }
  _ = try? CertificateRevocationList(der: input).issuerText
  _ = try? CertificateRequest(pemOrDER: input).subjectText
  _ = try? Certificate.list(pemOrDER: input)
  return 0
}
