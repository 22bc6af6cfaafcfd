import BundleCore

/// Reads an expression (langdef, "Syntax").
struct Parser {
  private let tokens: [Token]
  private var place = 0
  private var depth = 0
  var syntax = Syntax()

  /// KEYWORD and RESERVED: no names of variables or functions.
  private static let reserved: Set<String> = [
    "false", "true", "null", "as", "break", "const", "continue", "else", "for", "function", "if",
    "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
  ]

  private init(_ tokens: [Token]) { self.tokens = tokens }

  /// Parses a whole source.
  static func parse(_ source: [UInt8]) throws(CELFault) -> (Syntax, root: Syntax.Node) {
    guard source.count <= Limits.ruleSource else { throw .limit("expression too long", 0) }
    var lexer = Lexer(source)
    var parser = Parser(try lexer.tokens())
    let root = try parser.expression()
    guard case .end = parser.current.kind else { throw parser.unexpected() }
    return (parser.syntax, root)
  }

  // MARK: Tokens

  /// The last token is `end` and is never passed.
  private var current: Token { tokens[place] }

  private mutating func advance() { if place + 1 < tokens.count { place += 1 } }

  private mutating func take(_ symbol: Symbol) -> Bool {
    guard current.symbol == symbol else { return false }
    advance()
    return true
  }

  private mutating func expect(_ symbol: Symbol) throws(CELFault) {
    guard take(symbol) else { throw .syntax("\(symbol.rawValue) expected", current.offset) }
  }

  private func unexpected() -> CELFault {
    if case .end = current.kind { return .syntax("expression expected", current.offset) }
    return .syntax("unexpected here", current.offset)
  }

  // MARK: Operators

  /// Expr
  private mutating func expression() throws(CELFault) -> Syntax.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.ruleNesting else { throw .limit("nested too deeply", current.offset) }
    let condition = try disjunction()
    let offset = current.offset
    guard take(.question) else { return condition }
    let first = try disjunction()
    try expect(.colon)
    return try syntax.add(.conditional(condition, first, try expression()), offset)
  }

  /// ConditionalOr
  private mutating func disjunction() throws(CELFault) -> Syntax.Node {
    var terms = [try conjunction()]
    var offsets: [Int] = []
    while current.symbol == .or {
      offsets.append(current.offset)
      advance()
      terms.append(try conjunction())
    }
    return try balanced(terms[...], offsets[...]) { .or($0, $1) }
  }

  /// ConditionalAnd
  private mutating func conjunction() throws(CELFault) -> Syntax.Node {
    var terms = [try binary(0)]
    var offsets: [Int] = []
    while current.symbol == .and {
      offsets.append(current.offset)
      advance()
      terms.append(try binary(0))
    }
    return try balanced(terms[...], offsets[...]) { .and($0, $1) }
  }

  /// Both operators are associative, so a long chain becomes a low tree.
  private mutating func balanced(
    _ terms: ArraySlice<Syntax.Node>, _ offsets: ArraySlice<Int>,
    _ join: (Syntax.Node, Syntax.Node) -> Syntax.Kind
  ) throws(CELFault) -> Syntax.Node {
    guard terms.count > 1 else { return terms[terms.startIndex] }
    let half = (terms.count + 1) / 2
    let middle = offsets.startIndex + half - 1
    let left = try balanced(terms.prefix(half), offsets[..<middle], join)
    let right = try balanced(terms.dropFirst(half), offsets[(middle + 1)...], join)
    return try syntax.add(join(left, right), offsets[middle])
  }

  /// Relation, Addition, Multiplication: left-associative, from loose to tight.
  private static let levels: [[Symbol: Operator]] = [
    [
      .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater,
      .greaterOrEqual: .greaterOrEqual, .equal: .equal, .notEqual: .notEqual, .within: .within,
    ],
    [.plus: .add, .minus: .subtract],
    [.star: .multiply, .slash: .divide, .percent: .remainder],
  ]

  private mutating func binary(_ level: Int) throws(CELFault) -> Syntax.Node {
    guard level < Self.levels.count else { return try unary() }
    var left = try binary(level + 1)
    while let symbol = current.symbol, let operation = Self.levels[level][symbol] {
      let offset = current.offset
      advance()
      let right = try binary(level + 1)
      left = try syntax.add(.operation(operation, [left, right]), offset)
    }
    return left
  }

  /// Unary: a run of `!` or a run of `-`; a minus before a number belongs to it.
  private mutating func unary() throws(CELFault) -> Syntax.Node {
    guard let symbol = current.symbol, symbol == .not || symbol == .minus else {
      return try member(try primary())
    }
    var offsets: [Int] = []
    while current.symbol == symbol {
      offsets.append(current.offset)
      advance()
    }
    var operand: Syntax.Node
    if symbol == .minus, let sign = offsets.last, let number = negativeNumber() {
      offsets.removeLast()
      operand = try member(try syntax.add(.literal(number), sign))
    } else {
      operand = try member(try primary())
    }
    for offset in offsets.reversed() {
      operand = try syntax.add(.operation(symbol == .not ? .not : .negate, [operand]), offset)
    }
    return operand
  }

  private mutating func negativeNumber() -> CELValue? {
    switch current.kind {
    case .int(let magnitude):
      advance()
      // Up to 2^63, whose negation is the smallest int.
      return .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let value):
      advance()
      return .double(-value)
    default: return nil
    }
  }

  // MARK: Members and primaries

  /// Member: selections, calls and indices after a primary.
  private mutating func member(_ first: Syntax.Node) throws(CELFault) -> Syntax.Node {
    var operand = first
    while true {
      let offset = current.offset
      if take(.dot) {
        operand = try selection(operand)
      } else if take(.openBracket) {
        let index = try expression()
        try expect(.closeBracket)
        operand = try syntax.add(.operation(.index, [operand, index]), offset)
      } else {
        return operand
      }
    }
  }

  private mutating func selection(_ operand: Syntax.Node) throws(CELFault) -> Syntax.Node {
    let offset = current.offset
    switch current.kind {
    case .quotedIdentifier(let name):
      advance()
      return try syntax.add(.select(operand, name, quoted: true), offset)
    case .identifier(let name) where !["true", "false", "null"].contains(name):
      advance()
      guard take(.openParenthesis) else {
        if current.symbol == .openBrace, let type = qualifiedName(operand) {
          return try message(type + "." + name, offset)
        }
        return try syntax.add(.select(operand, name, quoted: false), offset)
      }
      let arguments = try list(until: .closeParenthesis)
      if let macro = try macro(operand, name, arguments, offset) { return macro }
      return try syntax.add(.memberCall(operand, name, arguments), offset)
    default: throw .syntax("field name expected", offset)
    }
  }

  /// Primary
  private mutating func primary() throws(CELFault) -> Syntax.Node {
    let token = current
    let offset = token.offset
    if let literal = try literal(token) {
      advance()
      return try syntax.add(.literal(literal), offset)
    }
    switch token.kind {
    case .identifier: return try name(absolute: false)
    case .symbol(.dot):
      advance()
      return try name(absolute: true)
    case .symbol(.openParenthesis):
      advance()
      let inner = try expression()
      try expect(.closeParenthesis)
      return inner
    case .symbol(.openBracket):
      advance()
      return try syntax.add(.list(try list(until: .closeBracket, comma: true)), offset)
    case .symbol(.openBrace):
      advance()
      return try syntax.add(.map(try mapEntries()), offset)
    default: throw unexpected()
    }
  }

  private func literal(_ token: Token) throws(CELFault) -> CELValue? {
    switch token.kind {
    case .int(let magnitude):
      guard let value = Int64(exactly: magnitude) else {
        throw .syntax("number out of range", token.offset)
      }
      return .int(value)
    case .uint(let value): return .uint(value)
    case .double(let value): return .double(value)
    case .string(let value): return .string(value)
    case .bytes(let value): return .bytes(value)
    case .identifier("true"): return .bool(true)
    case .identifier("false"): return .bool(false)
    case .identifier("null"): return .null
    default: return nil
    }
  }

  private mutating func name(absolute: Bool) throws(CELFault) -> Syntax.Node {
    let offset = current.offset
    guard case .identifier(let name) = current.kind else {
      throw .syntax("name expected", offset)
    }
    guard !Self.reserved.contains(name) else { throw .syntax("reserved word", offset) }
    advance()
    if take(.openParenthesis) {
      let arguments = try list(until: .closeParenthesis)
      if name == "has", !absolute { return try presence(arguments, offset) }
      return try syntax.add(.call(name, absolute: absolute, arguments), offset)
    }
    if current.symbol == .openBrace { return try message(name, offset) }
    return try syntax.add(.identifier(name, absolute: absolute), offset)
  }

  /// ExprList, with a comma at its end where the grammar allows one.
  private mutating func list(
    until close: Symbol, comma: Bool = false
  ) throws(CELFault) -> [Syntax.Node] {
    var elements: [Syntax.Node] = []
    while !take(close) {
      elements.append(try expression())
      if take(close) { break }
      try expect(.comma)
      if !comma, current.symbol == close { throw unexpected() }
    }
    return elements
  }

  /// MapInits
  private mutating func mapEntries() throws(CELFault) -> [(key: Syntax.Node, value: Syntax.Node)] {
    var entries: [(key: Syntax.Node, value: Syntax.Node)] = []
    while !take(.closeBrace) {
      let key = try expression()
      try expect(.colon)
      entries.append((key, try expression()))
      if take(.closeBrace) { break }
      try expect(.comma)
    }
    return entries
  }

  /// FieldInits: read for the sake of the grammar.
  private mutating func message(_ type: String, _ offset: Int) throws(CELFault) -> Syntax.Node {
    try expect(.openBrace)
    while !take(.closeBrace) {
      switch current.kind {
      case .identifier, .quotedIdentifier: advance()
      default: throw .syntax("field name expected", current.offset)
      }
      try expect(.colon)
      _ = try expression()
      if take(.closeBrace) { break }
      try expect(.comma)
    }
    return try syntax.add(.message(type), offset)
  }

  /// `a.b.c` when the node is nothing but that.
  private func qualifiedName(_ node: Syntax.Node) -> String? {
    syntax.qualifiedName(node)?.name
  }
}

extension Syntax {
  /// `a.b.c` when the node is nothing but names and dots.
  func qualifiedName(_ node: Node) -> (name: String, absolute: Bool, root: String)? {
    var parts: [String] = []
    var node = node
    while true {
      switch entries[node].kind {
      case .identifier(let name, let absolute):
        parts.append(name)
        return (parts.reversed().joined(separator: "."), absolute, name)
      case .select(let operand, let name, quoted: false):
        parts.append(name)
        node = operand
      default: return nil
      }
    }
  }
}
