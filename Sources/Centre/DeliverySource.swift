public import BundleCore
public import Transport

/// What lay on the tray, sorted by what it is.
public struct SortedTray: Sendable {
  /// A file of the tray, or an attachment of a message on it.
  public struct Item<Content: Sendable>: Sendable {
    /// How the operator knows it.
    public let name: String
    public let content: Content
  }

  /// Sealed files, in order.
  public var deliveries: [Delivery] = []
  /// Files with frames in them: volumes, images of media.
  public var volumes: [Item<FrameSearch.Result>] = []
  /// Handover slips, as they came.
  public var slips: [Item<[UInt8]>] = []
  /// Files that are none of this.
  public var others: [String] = []
  /// What could not be read, and why.
  public var failures: [Item<FengniError>] = []
  /// Messages that were read.
  public var messages = 0
  /// Attachments that nobody asked for.
  public var ignoredAttachments = 0
  /// What people should know of single messages.
  public var findings: [Finding] = []

  public init() {}
}

/// What finds deliveries in what somebody put on the table.
///
/// A source may write files of its own into `workspace`, a private folder that is swept after the
/// run.
public protocol DeliverySource: Sendable {
  /// Always in the same order for the same input.
  func sorted(_ paths: [String], workspace: String) throws(FengniError) -> SortedTray
}
