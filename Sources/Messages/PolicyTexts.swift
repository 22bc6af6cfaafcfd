import BundleCore

/// Gate 8, policy: what the campaign permits.
extension CodeText {
  static let late = CodeText(
    message: Bilingual(
      zh: "报送晚于截止时间，已标记为迟报。",
      en: "The submission is later than the deadline and is marked as late."),
    remedy: Bilingual(
      zh: "迟报只作标记，照常收件，不必重新封装；请报送单位尽快送达，并按通知要求说明原因。",
      en: """
        Lateness is only a mark: the bundle is taken as it is and need not be sealed again; the \
        unit should deliver it soon and give the reason as the notice asks.
        """),
    explanation: Bilingual(
      zh: """
        截止日期指检查行动所在时区当日 24:00，收到时间以校验时的本机时间为准。常见原因是确实逾期、\
        介质在途时间较长，或者本机时钟不准。
        """,
      en: """
        A deadline that is a date means 24:00 of that day in the campaign's time zone, compared \
        with the time of verification. Common causes are real lateness, a medium long on its \
        way, or a wrong clock.
        """),
    clauses: ["10", "8.5"])

  static let beforeOpening = CodeText(
    message: Bilingual(
      zh: "检查行动还没有开始，暂不接收报送。",
      en: "The campaign has not opened yet, so submissions are not taken."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看开始日期，到期后再报送；日期已到的，校准本机时间。
        """,
      en: """
        See the opening date with 'fengni campaign show FILE' and submit from then on; if the \
        date has come, set the clock of this machine.
        """),
    explanation: Bilingual(
      zh: """
        检查行动写明开始日期，从当日 0:00（检查行动所在时区）起接收。常见原因是报送过早，或者电\
        脑日期不对。
        """,
      en: """
        The campaign states its opening date and takes submissions from 0:00 of that day in its \
        time zone. Common causes are an early submission, or a wrong date on the machine.
        """),
    clauses: ["10", "8.5"])

  static let markNotAllowed = CodeText(
    message: Bilingual(
      zh: "报送包标注的公开范围或密级不在允许之列。",
      en: "The confidentiality mark of the bundle is not among those allowed."),
    remedy: Bilingual(
      zh: """
        与本单位保密人员核对标注，改为检查行动允许的一种（公开、内部、工作秘密），再重新签名、封\
        装；涉及国家秘密的，停止用本系统报送，按保密规定的渠道办理。
        """,
      en: """
        Settle the mark with your secrecy officer, change it to one that the campaign allows \
        (public, internal, work secret), then sign and seal again; state secrets must not be \
        sent this way but through their own channel.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定可以报送哪些标注的材料，国家秘密一律不得通过本系统报送。常见原因是标注选错，\
        或者误放了不该报送的材料。
        """,
      en: """
        The campaign says which marks it takes, and state secrets are never sent in bundles. \
        Common causes are a wrong mark, or a document that should not be reported.
        """),
    clauses: ["7", "10"])

  static let senderMayNotSubmit = CodeText(
    message: Bilingual(
      zh: "这类单位不报送这一事项。",
      en: "Units of this class do not make this submission."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看本单位应报送的事项，按应报事项重新制作；单位类别\
        登记有误的，请中心更正名册。
        """,
      en: """
        See with 'fengni campaign show FILE' which submissions your unit makes, and prepare \
        that one; if the class of the unit is wrong, the centre must correct the roster.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定了每个报送事项由哪几类单位报送，例如有的事项只由省辖市卫生局报送。常见原因是\
        选错了报送事项，或者名册中的单位类别有误。
        """,
      en: """
        The campaign says which classes of units make each submission: some come from \
        prefectures only, for example. Common causes are the wrong submission, or a wrong class \
        in the roster.
        """),
    clauses: ["9"])

  static let suiteNotPermitted = CodeText(
    message: Bilingual(
      zh: "报送包的密码套件不符合检查行动的要求。",
      en: "The suite of the bundle is not one that the campaign permits."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看允许的套件；用相应套件的密钥（“fengni keys new … \
        --suite sm”）申请证书并登记后，重新签名、封装。
        """,
      en: """
        See the permitted suites with 'fengni campaign show FILE'; make keys of that suite \
        ('fengni keys new … --suite sm'), have the certificates registered, then sign and seal \
        again.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定使用哪种密码套件，国内一般只允许国密套件 sm。常见原因是生成密钥时选了 nist，\
        或者沿用了其他项目的证书。
        """,
      en: """
        The campaign says which suites may be used, in China mostly sm alone. Common causes are \
        keys made for nist, or certificates of another project.
        """),
    clauses: ["3", "10"])

  static let kindNotAllowed = CodeText(
    message: Bilingual(
      zh: "报送种类（首报、补报、更正、撤回）与内容不符。",
      en: """
        The kind of submission (first report, supplement, correction, withdrawal) does not fit \
        its content.
        """),
    remedy: Bilingual(
      zh: """
        核对工作目录中的报送种类：第一次报送用首报，撤回不带材料，其余要注明所取代的报送包；改正\
        后重新签名、封装。
        """,
      en: """
        Check the kind in the workspace: the first one is a first report, a withdrawal has no \
        documents, all others name the bundle they supersede; correct it, then sign and seal \
        again.
        """),
    explanation: Bilingual(
      zh: """
        首报不取代任何报送包，补报、更正、撤回必须写明取代哪一个，撤回不得带材料。常见原因是再次\
        报送时仍选了首报，或者撤回时没有清空材料。
        """,
      en: """
        A first report supersedes nothing; supplement, correction and withdrawal name what they \
        supersede, and a withdrawal has no documents. Common causes are a second report marked \
        as first, or a withdrawal that still has documents.
        """),
    clauses: ["7", "10"])

  static let revisionChain = CodeText(
    message: Bilingual(
      zh: "修订次序不对，与所取代的报送包接不上。",
      en: "The revision does not follow on the bundle that it supersedes."),
    remedy: Bilingual(
      zh: """
        找出本单位上一次报送的报送包，据此填写修订号、编号和摘要，改正后重新签名、封装；不清楚的，\
        向中心查询上次收到的是哪一版。
        """,
      en: """
        Find the bundle that your unit sent last, take revision, id and digest from it, then \
        sign and seal again; if in doubt, ask the centre which one it received last.
        """),
    explanation: Bilingual(
      zh: """
        首报的修订号是 1，以后每次加 1，并写明上一份的编号、摘要和理由，这样谁也不能用旧版顶替新\
        版。常见原因是漏了一次修订、引用了错误的报送包，或者两人各自制作了更正。
        """,
      en: """
        A first report is revision 1, each later one adds 1 and names id, digest and reason of \
        the one before, so that no old one can take the place of a newer. Common causes are a \
        skipped revision, a reference to the wrong bundle, or two people who each made a \
        correction.
        """),
    clauses: ["7", "10"])

  static let secrecyReviewMissing = CodeText(
    message: Bilingual(
      zh: "缺少保密审查记录。",
      en: "The record of the secrecy review is missing."),
    remedy: Bilingual(
      zh: """
        请本单位保密审查人员审查全部材料，在工作目录填写审查人、职务、日期和结论（不涉及国家秘密），\
        再重新签名、封装。
        """,
      en: """
        Let your secrecy reviewer examine all documents and enter reviewer, post, date and \
        conclusion (no state secrets) in the workspace, then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        检查行动要求报送前做保密审查，结论必须是“不涉及国家秘密”。常见原因是漏填，或者还没有送审。
        """,
      en: """
        The campaign asks for a secrecy review before submission, whose conclusion must be that \
        no state secrets are involved. Common causes are an omission, or a review that has not \
        been made.
        """),
    clauses: ["7", "10"])

  static let createdInFuture = CodeText(
    message: Bilingual(
      zh: "报送包的制作时间比现在还晚。",
      en: "The bundle claims to have been made in the future."),
    remedy: Bilingual(
      zh: "先核对本机的日期、时间和时区；本机无误的，请报送单位校准电脑时间后重新签名、封装。",
      en: """
        Check date, time and zone of this machine first; if they are right, ask the sender to \
        set the clock, sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        清单写有制作时间，不应晚于校验时间。常见原因是报送单位的电脑时钟快了，或者校验电脑的时钟\
        慢了、时区设错。
        """,
      en: """
        The manifest states when it was made, which should not be later than the verification. \
        Common causes are a clock that runs ahead at the sender's, or one behind or in a wrong \
        zone at the verifier's.
        """),
    clauses: ["7"])
}
