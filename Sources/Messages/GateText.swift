public import BundleCore

extension Gate {
  /// The gate's name as reports show it.
  public var title: Bilingual {
    switch self {
    case .transport: Bilingual("接收", "Transport")
    case .envelope: Bilingual("加密外层", "Envelope")
    case .provenance: Bilingual("来源与签名", "Provenance")
    case .integrity: Bilingual("完好性", "Integrity")
    case .completeness: Bilingual("材料齐全", "Completeness")
    case .content: Bilingual("填报内容", "Content")
    case .rules: Bilingual("逻辑规则", "Rules")
    case .policy: Bilingual("报送要求", "Policy")
    case .command: Bilingual("命令执行", "Command")
    }
  }

  /// The question that the gate answers, for people who see the list for the first time.
  public var question: Bilingual {
    switch self {
    case .transport: Bilingual("有没有可读的文件？", "Is there something to read?")
    case .envelope: Bilingual("加密是否完好，能否打开？", "Is the encryption intact, and does it open?")
    case .provenance: Bilingual("是谁报送的，有没有资格？", "Who sends it, and may they?")
    case .integrity: Bilingual("内容是否原样未动？", "Is the content exactly what was signed?")
    case .completeness: Bilingual("要求的材料是否齐全？", "Is everything there that was asked for?")
    case .content: Bilingual("表单填写是否合格？", "Are the forms filled in properly?")
    case .rules: Bilingual("各项数据之间是否相符？", "Do the figures agree with each other?")
    case .policy: Bilingual("是否符合检查行动的要求？", "Is it what the campaign permits?")
    case .command: Bilingual("命令能否执行？", "Could the command be carried out?")
    }
  }
}

extension Severity {
  /// The severity's name as reports show it.
  public var title: Bilingual {
    switch self {
    case .error: Bilingual("错误", "error")
    case .undecided: Bilingual("待定", "undecided")
    case .warning: Bilingual("提示", "warning")
    case .info: Bilingual("说明", "info")
    }
  }
}
