import BundleCore

/// Gate 6, content: JSON and forms.
extension CodeText {
  static let jsonSyntax = CodeText(
    message: Bilingual(
      zh: "表单文件有语法错误，读不出来。",
      en: "The form file has a syntax error and cannot be read."),
    remedy: Bilingual(
      zh: """
        按提示的行号和列号打开文件改正：检查引号和括号是否成对、逗号是否多写或漏写、是否误用了中\
        文标点，再运行“fengni report check 工作目录”。
        """,
      en: """
        Go to the line and column shown and correct it: unpaired quotes or brackets, missing or \
        extra commas; then run 'fengni report check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        表单是 JSON 文件，必须严格符合 JSON 语法，不允许注释和多余的逗号。常见原因是手工编辑时把\
        英文引号、冒号、逗号打成了中文全角标点，或者误删了括号。
        """,
      en: """
        Forms are JSON files and must follow the JSON grammar strictly, without comments and \
        trailing commas. Common causes of an edit by hand are full-width punctuation in place \
        of ASCII, or a deleted bracket.
        """),
    clauses: ["6.3", "10"])

  static let jsonDuplicateName = CodeText(
    message: Bilingual(
      zh: "表单中同一个项目写了两次。",
      en: "The same item stands twice in the form."),
    remedy: Bilingual(
      zh: "按提示的位置删去其中一个，保留正确的值，再运行“fengni report check 工作目录”。",
      en: """
        Delete one of the two at the place shown and keep the right value, then run 'fengni \
        report check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        同一层里不能有两个同名的项目，否则有的程序取前一个、有的取后一个，各方看到的内容就不一样。\
        常见原因是复制粘贴时忘了改名或删除。
        """,
      en: """
        Two items of one object may not have the same name, because some programs would take \
        the first and others the last. A common cause is copying and pasting.
        """),
    clauses: ["6.3", "10"])

  static let jsonTooDeep = CodeText(
    message: Bilingual(
      zh: "表单的层次太深，不能读取。",
      en: "The form is nested too deeply."),
    remedy: Bilingual(
      zh: "核对是否拿错了文件；用“fengni report new”生成的空白表单重新填写。",
      en: "Check that it is the right file; fill in a new form made by 'fengni report new'."),
    explanation: Bilingual(
      zh: """
        JSON 最多 64 层，正常表单不过几层；层次过深会耗尽内存，所以拒绝。常见原因是文件被程序错\
        误地反复套叠，或者有意构造。
        """,
      en: """
        JSON may have 64 levels, real forms have a few; deeper ones could exhaust memory. \
        Common causes are a program that nested the file again and again, or a crafted file.
        """),
    clauses: ["6.3"])

  static let jsonNumber = CodeText(
    message: Bilingual(
      zh: "表单中的数字写法不对或数值过大。",
      en: "A number in the form is written in a wrong way or too large."),
    remedy: Bilingual(
      zh: """
        按提示的位置改正：只用半角数字，前面不加 0 和正号，不写千分位逗号和单位，编号、电话等要\
        用引号括起来，再运行“fengni report check 工作目录”。
        """,
      en: """
        Correct it at the place shown: ASCII digits, no leading zero or plus sign, no \
        separators and units; put identifiers and telephone numbers in quotes; then run 'fengni \
        report check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        数字要符合 JSON 写法，整数不超过 2^53 - 1，否则不同程序读出的值可能不一样。常见原因是写\
        了“007”“1,000”“80%”，或者把身份证号、代码当成数字填写。
        """,
      en: """
        Numbers follow the JSON grammar and integers stay within 2^53 - 1, or programs would \
        read different values. Common causes are 007, 1,000 or 80%, or an identifier entered as \
        a number.
        """),
    clauses: ["6.3", "10"])

  static let jsonEncoding = CodeText(
    message: Bilingual(
      zh: "表单文件的文字编码不是 UTF-8。",
      en: "The form file is not encoded in UTF-8."),
    remedy: Bilingual(
      zh: """
        用编辑器打开后，选择“另存为”，编码选 UTF-8（不带 BOM），再运行“fengni report check 工作\
        目录”。
        """,
      en: """
        Open it in an editor, save it as UTF-8 without byte order mark, then run 'fengni report \
        check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        JSON 文件必须是不带 BOM 的 UTF-8。常见原因是 Windows 记事本按 ANSI（GBK）保存，或者保存\
        成了“带 BOM 的 UTF-8”“Unicode”。
        """,
      en: """
        JSON files must be UTF-8 without a byte order mark. Common causes are an editor that \
        saved in GBK, UTF-16, or UTF-8 with a byte order mark.
        """),
    clauses: ["6.3", "10"])

  static let jsonLoneSurrogate = CodeText(
    message: Bilingual(
      zh: "表单的文字里有不完整的字符。",
      en: "The text of the form contains an incomplete character."),
    remedy: Bilingual(
      zh: "按提示的位置删去这个字符，重新输入，再运行“fengni report check 工作目录”。",
      en: """
        Delete the character at the place shown and type it again, then run 'fengni report \
        check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        生僻字和表情符号在 \\u 写法中由两部分组成，这里只有一半，各程序会显示成不同的内容。常见原\
        因是文字被程序从中间截断。
        """,
      en: """
        Rare characters and emoji written with \\u have two halves; here is only one, and \
        programs would show different text. A common cause is a program that cut a text in the \
        middle.
        """),
    clauses: ["6.3", "10"])

  static let jsonTooLarge = CodeText(
    message: Bilingual(
      zh: "表单文件过大。",
      en: "The form file is too large."),
    remedy: Bilingual(
      zh: "核对是否拿错了文件；不要把扫描件、附件写进表单，应作为单独的材料报送。",
      en: """
        Check that it is the right file; scans and attachments do not belong into the form but \
        are documents of their own.
        """),
    explanation: Bilingual(
      zh: """
        一个 JSON 文件最多 16 MiB、一百万个值，正常表单只有几十 KiB；超出会占用过多内存。常见原\
        因是把图片编码后写进了表单，或者放错了文件。
        """,
      en: """
        A JSON file may have 16 MiB and a million values, real forms have some tens of KiB; \
        more would cost too much memory. Common causes are pictures encoded into the form, or \
        the wrong file.
        """),
    clauses: ["6.3", "10"])

  static let jsonUnexpectedMember = CodeText(
    message: Bilingual(
      zh: "表单中有规定以外的项目。",
      en: "The form contains an item that is not provided for."),
    remedy: Bilingual(
      zh: "按提示的位置核对名称是否拼错，多余的删去，再运行“fengni report check 工作目录”。",
      en: """
        Check the spelling of its name at the place shown or delete it, then run 'fengni report \
        check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        表单有哪些项目由检查行动规定，不认识的项目不收，以免填了却没有人看到。常见原因是名称拼错、\
        自行加了项目，或者用了往年的表单。
        """,
      en: """
        The campaign says which items a form has; unknown ones are not taken, because nobody \
        would read them. Common causes are a misspelt name, an item of one's own, or last \
        year's form.
        """),
    clauses: ["10"])

  static let jsonMissingMember = CodeText(
    message: Bilingual(
      zh: "表单缺少必填项目。",
      en: "A required item is missing from the form."),
    remedy: Bilingual(
      zh: """
        按提示补填所缺项目，用“fengni report check 工作目录”确认后重新签名、封装；没有内容可填的，\
        按填表说明填写“无”或 0。
        """,
      en: """
        Fill in the item shown, check with 'fengni report check DIR', then sign and seal again; \
        where there is nothing to report, the instructions of the form say what to write.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定了必填的项目，缺一项就无法汇总。常见原因是漏填、误删了整行，或者项目名称拼错。
        """,
      en: """
        The campaign says which items are required; without one the figures cannot be summed \
        up. Common causes are an omission, a deleted line, or a misspelt name.
        """),
    clauses: ["10"])

  static let jsonWrongType = CodeText(
    message: Bilingual(
      zh: "表单项目的填写类型不对（例如应填数字却填了文字）。",
      en: "An item of the form has the wrong type, for example text in place of a number."),
    remedy: Bilingual(
      zh: """
        按提示的位置改正：数字不加引号，文字要加引号，是否项填 true 或 false，再运行“fengni \
        report check 工作目录”。
        """,
      en: """
        Correct it at the place shown: numbers without quotes, text in quotes, yes or no as \
        true or false; then run 'fengni report check DIR'.
        """),
    explanation: Bilingual(
      zh: """
        每个项目规定了类型：数字、文字、是否、列表或分组。常见原因是数字加了引号、数量后面带了单\
        位，或者只有一条时没有写成列表。
        """,
      en: """
        Every item has a type: number, text, true or false, list or group. Common causes are a \
        number in quotes, a quantity with its unit, or a single value where a list is asked for.
        """),
    clauses: ["10"])

  static let jsonValueNotAllowed = CodeText(
    message: Bilingual(
      zh: "表单项目的值不在允许范围之内。",
      en: "The value of an item is not among those allowed."),
    remedy: Bilingual(
      zh: "按提示列出的允许值改正，用“fengni report check 工作目录”确认后重新签名、封装。",
      en: """
        Correct it according to the allowed values shown, check with 'fengni report check DIR', \
        then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        有的项目只能从规定的选项中选，有的规定了格式、长度或大小范围。常见原因是自行填写了选项以\
        外的内容、日期格式不对，或者数值超出范围。
        """,
      en: """
        Some items are chosen from a list, others have a format, a length or a range. Common \
        causes are an answer of one's own, a date in another format, or a number out of range.
        """),
    clauses: ["10"])

  static let schemaInvalid = CodeText(
    message: Bilingual(
      zh: "表单的填写规则文件（JSON Schema）本身有错误。",
      en: "The schema that says how a form is filled in is itself wrong."),
    remedy: Bilingual(
      zh: "填报单位请联系检查行动的发布单位；发布单位请按提示的文件、行号改正规则，再重新发布。",
      en: """
        Senders: ask the publisher of the campaign. Publishers: correct the schema at the file \
        and line shown and publish the campaign again.
        """),
    explanation: Bilingual(
      zh: """
        规则必须符合 JSON Schema 2020-12。常见原因是关键字的值类型不对、用了旧版本的 $schema、两处\
        标识重复，或者 $ref 绕回自身，永远检查不完。
        """,
      en: """
        Schemas follow JSON Schema 2020-12. Common causes are a keyword with a value of the \
        wrong type, a $schema of an older draft, an identifier used twice, or a $ref that leads \
        back to itself without end.
        """),
    clauses: ["10"])

  static let schemaReferenceUnresolved = CodeText(
    message: Bilingual(
      zh: "表单的填写规则引用了找不到的内容。",
      en: "The schema of a form refers to something that is not there."),
    remedy: Bilingual(
      zh: "填报单位请联系检查行动的发布单位；发布单位请改正 $ref，或把所引用的规则文件一并放入。",
      en: """
        Senders: ask the publisher of the campaign. Publishers: correct the $ref shown, or put \
        the schema that it names into the campaign.
        """),
    explanation: Bilingual(
      zh: """
        规则之间的引用只在随检查行动发布的文件中查找，从不联网。常见原因是名称拼错，或者漏放了被引\
        用的规则文件。
        """,
      en: """
        References are looked up among the files published with the campaign, never on a \
        network. Common causes are a misspelt name, or a schema that was left out.
        """),
    clauses: ["10"])

  static let schemaPatternUnsupported = CodeText(
    message: Bilingual(
      zh: "表单的填写规则中有不支持的正则表达式。",
      en: "The schema of a form contains a regular expression that is not supported."),
    remedy: Bilingual(
      zh: """
        填报单位请联系检查行动的发布单位；发布单位请改写提示的表达式，不用前后断言（(?=…) 等）和反\
        向引用（\\1 等），重复次数不超过 1000。
        """,
      en: """
        Senders: ask the publisher of the campaign. Publishers: rewrite the expression shown \
        without look-around such as (?=…) and back-references such as \\1, and with at most \
        1000 repetitions.
        """),
    explanation: Bilingual(
      zh: """
        为防止有意构造的内容拖垮检查程序，表达式的匹配时间必须与文字长度成正比，因此断言和反向引用\
        不能使用。语法写错的表达式也报此错误。
        """,
      en: """
        So that no crafted text can stall the check, matching takes time in proportion to the \
        length of the text, which rules out look-around and back-references. Expressions with \
        a syntax error are reported here, too.
        """),
    clauses: ["10"])
}
