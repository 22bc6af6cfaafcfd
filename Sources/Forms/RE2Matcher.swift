public import BundleCore
public import CEL
public import RegularExpressions

extension RegularExpression: CompiledPattern {}

/// `matches` of CEL on RE2, as the language asks for (langdef, "Regular Expressions").
public final class RE2Matcher: PatternMatcher {
  public init() {}

  /// Compiles a pattern; throws `schemaPatternUnsupported`.
  public func compile(_ pattern: String) throws(FengniError) -> any CompiledPattern {
    try RegularExpression(pattern)
  }
}
