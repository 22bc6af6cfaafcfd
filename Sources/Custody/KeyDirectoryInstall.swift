public import BundleCore
import Disk
public import Primitives

/// What became of the certificates that were given to a key directory.
public struct Installation: Sendable {
  /// The certificate that is now the signing certificate.
  public fileprivate(set) var signing: Certificate?
  /// The certificate that is now the encryption certificate.
  public fileprivate(set) var encryption: Certificate?
  /// Intermediates that were added to the chain.
  public fileprivate(set) var chain: [Certificate] = []
  /// Roots, passed over: anchors come from the campaign, never from a statement.
  public fileprivate(set) var roots: [Certificate] = []
}

extension KeyDirectory {
  /// Installs certificates that were issued for the requests; needs no passphrase.
  ///
  /// A certificate finds its place by its public key. A newer certificate of the same key replaces
  /// the old one, which moves to `retired/`. `.keyCertificateMismatch` when a certificate is of
  /// another key, `.certificateKeyUsage` when it is not issued for the use of its key; then nothing
  /// was changed.
  @discardableResult
  public mutating func install(
    certificates: [Certificate]
  ) throws(FengniError) -> Installation {
    let path = self.path
    let done = try CustodyFiles.locked(path) { () throws(FengniError) in
      try Self.open(path).write(certificates)
    }
    self = try Self.open(path)
    return done
  }

  private func write(_ certificates: [Certificate]) throws(FengniError) -> Installation {
    var result = Installation()
    var chain: [Certificate] = []
    var own: [KeyUse: [Certificate]] = [:]
    for certificate in certificates {
      if let use = try use(of: certificate) {
        own[use, default: []].append(certificate)
      } else if certificate.isCA {
        if certificate.isSelfIssued {
          result.roots.append(certificate)
        } else {
          chain.append(certificate)
        }
      } else {
        throw FengniError(.keyCertificateMismatch, certificate.subjectText)
      }
    }
    result.chain = try Self.writeChain(self.chain, adding: chain, in: path)
    for (use, candidates) in own {
      // The last to expire is the newest issue, and what is left over is history.
      let sorted = candidates.sorted { $0.notAfter < $1.notAfter }
      guard let newest = sorted.last else { continue }
      try retire(sorted.dropLast() + [installedCertificate(for: use)].compactMap { $0 }, newest)
      try Self.write(newest.pem, Self.certificateFile(use, in: path))
      switch use {
      case .signing: result.signing = newest
      case .encryption: result.encryption = newest
      }
    }
    return result
  }

  /// The use whose key the certificate is of; nil when it is of neither.
  private func use(of certificate: Certificate) throws(FengniError) -> KeyUse? {
    for use in KeyUse.allCases where hasKey(for: use) {
      guard try request(for: use).publicKey.isSameKey(as: certificate.publicKey) else { continue }
      guard use.isAllowed(by: certificate.keyUsage), !certificate.isCA else {
        throw FengniError(
          .certificateKeyUsage, certificate.subjectText, reason: "not for \(use.rawValue)")
      }
      return use
    }
    return nil
  }

  private func retire(
    _ certificates: [Certificate], _ successor: Certificate
  ) throws(FengniError) {
    for certificate in certificates where certificate != successor {
      let folder = Paths.join(path, Self.retiredFolder)
      try DirectoryTree.make(folder, mode: 0o700)
      let name = Hex.encode(certificate.fingerprint.bytes.prefix(8)) + ".crt"
      try Self.write(certificate.pem, Paths.join(folder, name))
    }
  }
}
