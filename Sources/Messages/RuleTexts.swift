import BundleCore

/// Gate 7, rules: what the campaign's rules say of forms and documents.
extension CodeText {
  static let celSyntax = CodeText(
    message: Bilingual(
      zh: "任务包里有一条规则的写法有语法错误。",
      en: "A rule of the campaign has a syntax error."),
    remedy: Bilingual(
      zh: "填报单位请联系任务发布机关；发布机关请按提示的行号和列号改正规则，再重新发布。",
      en: """
        As a reporting unit, contact the publisher of the campaign; as the publisher, correct the \
        rule at the line and column shown and publish again.
        """),
    explanation: Bilingual(
      zh: """
        规则用通用表达式语言（CEL）书写，发布任务时先检查语法。常见原因是括号或引号不成对、误用了\
        中文标点、把单等号写成了等于。
        """,
      en: """
        Rules are written in the Common Expression Language (CEL), whose grammar is checked before \
        a campaign is published. Common causes are unpaired brackets or quotes, full-width \
        punctuation, or a single equals sign.
        """),
    clauses: ["10"])

  static let celType = CodeText(
    message: Bilingual(
      zh: "任务包里有一条规则用错了项目或类型。",
      en: "A rule of the campaign names an unknown field or mixes types."),
    remedy: Bilingual(
      zh: "填报单位请联系任务发布机关；发布机关请对照表单模式核对项目名称和数据类型，改正后重新发布。",
      en: """
        As a reporting unit, contact the publisher of the campaign; as the publisher, compare the \
        names and types with the form's schema, correct the rule and publish again.
        """),
    explanation: Bilingual(
      zh: """
        每条规则在发布前都要对照表单模式检查：引用的项目必须存在，两边的类型必须相配，例如数字不能\
        和文字相加，整数不能直接等于小数。常见原因是项目改名后没有同步修改规则。
        """,
      en: """
        Every rule is checked against the form's schema before it is published: each field must \
        exist and the types must fit, so that a number is not added to a text and an integer is \
        not compared with a decimal. A common cause is a field that was renamed.
        """),
    clauses: ["10"])

  static let celEvaluation = CodeText(
    message: Bilingual(
      zh: "有一条规则在这份材料上算不出结果。",
      en: "A rule has no result for this content."),
    remedy: Bilingual(
      zh: "先改正同一份报告中的其他问题，例如缺项和类型错误；仍然出现时，请把代码和规则编号告诉任务发布机关。",
      en: """
        First correct the other findings of the report, such as missing items and wrong types; if \
        it stays, tell the publisher of the campaign the code and the rule's number.
        """),
    explanation: Bilingual(
      zh: """
        规则计算时遇到了没有定义的情形，例如除以零、数值溢出、引用的项目没有填写、日期写法不对。多\
        半是材料缺项造成的，也可能是规则没有考虑到这种情形。
        """,
      en: """
        The rule met something undefined: a division by zero, an overflow, an item that was not \
        filled in, a malformed date. Mostly an item is missing; the rule may also have overlooked \
        the case.
        """),
    clauses: ["10"])

  static let celLimit = CodeText(
    message: Bilingual(
      zh: "有一条规则太复杂，或者计算量超过了上限。",
      en: "A rule is too complex or takes too much work."),
    remedy: Bilingual(
      zh: "请联系任务发布机关简化规则；发布机关应避免对大表做嵌套的逐项比较。",
      en: """
        Ask the publisher of the campaign to simplify the rule; as the publisher, avoid nested \
        comparisons over large tables.
        """),
    explanation: Bilingual(
      zh: """
        规则的长度、嵌套层数、计算步数和占用的内存都有上限，任何规则和材料都不能让检查停不下来。常\
        见原因是多重循环，或者材料大得异常。
        """,
      en: """
        Length, nesting, steps and memory of a rule are bounded, so that no rule and no content \
        can stall a check. Common causes are loops within loops, or content of unusual size.
        """),
    clauses: ["10"])

  static let ruleViolated = CodeText(
    message: Bilingual(
      zh: "填报的内容不符合任务规定的规则。",
      en: "The content does not meet a rule of the campaign."),
    remedy: Bilingual(
      zh: "按提示的规则说明核对并改正有关项目，再运行“fengni report check 工作目录”。",
      en: """
        Compare the items with the rule's own words, correct them, then run 'fengni report check \
        DIR'.
        """),
    explanation: Bilingual(
      zh: """
        任务发布机关为表单规定了跨项目的规则，例如分项之和等于合计、起始日期不晚于结束日期。提示中的\
        说明由发布机关撰写。常见原因是改了一项而忘了改与它有关的另一项。
        """,
      en: """
        The publisher laid down rules across items, such as parts that must add up to a total, or \
        a first date that must not follow the last. The words of the finding are the \
        publisher's. A common cause is that one of two related items was changed alone.
        """),
    clauses: ["10"])
}
