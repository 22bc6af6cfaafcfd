import BundleCore

/// Summaries that are recomputed, and versions of a campaign.
extension CodeText {
  static let summaryDiffers = CodeText(
    message: Bilingual(
      zh: "汇总数与所列报送包的数据不一致。",
      en: "A figure of the summary is not what the listed bundles give."),
    remedy: Bilingual(
      zh: """
        核对发现项给出的位置：确需更正的，请报送单位报送更正后重新生成汇总；手工改动过的，改回或说明\
        理由。
        """,
      en: """
        Look at the given place: where a unit's figures are wrong, have it send a correction and \
        make the summary anew; where somebody changed it by hand, change it back or say why.
        """),
    explanation: Bilingual(
      zh: """
        年度汇总由清单所列的报送包计算得出，任何人凭同样的报送包都能得出同样的数字。逐项重算后，这一项\
        与汇总表上的数字不同。
        """,
      en: """
        The annual summary is computed from the bundles of its list, so that anybody who has the \
        same bundles gets the same figures. Recomputed, this one is not the figure that stands \
        in the summary.
        """),
    clauses: ["15.11"])

  static let summaryBundleUnknown = CodeText(
    message: Bilingual(
      zh: "清单所列的报送包不在本中心。",
      en: "A bundle of the list is not in this centre's store."),
    remedy: Bilingual(
      zh: "核对 --centre 给出的是否为生成这份汇总的中心目录；补收缺少的报送包后再核对。",
      en: """
        Make sure that --centre names the folder that the summary was made from; receive the \
        missing bundle and check again.
        """),
    explanation: Bilingual(
      zh: "汇总清单按摘要值列出报送包。本中心没有收到过这个摘要值的报送包，其数据无法计入重算。",
      en: """
        The list names bundles by their digest. This centre never received one of this digest, \
        so its figures can't be computed again.
        """),
    clauses: ["15.11"])

  static let summaryBundleNotCounted = CodeText(
    message: Bilingual(
      zh: "清单所列的报送包现在不计入统计。",
      en: "A bundle of the list does not count, or not any more."),
    remedy: Bilingual(
      zh: "该报送包此后被更正、撤回或未被采信的，重新生成汇总并更正报送。",
      en: """
        Where it was corrected, withdrawn or returned since, make the summary anew and send a \
        correction.
        """),
    explanation: Bilingual(
      zh: "只有已受理、且没有被更正或撤回取代的报送包才计入统计。汇总报出之后收到更正，也会出现此项。",
      en: """
        Only bundles count that were accepted and that no correction or withdrawal replaced. A \
        correction that came after the summary was sent leads to this too.
        """),
    clauses: ["15.11"])

  static let summaryBundleLeftOut = CodeText(
    message: Bilingual(
      zh: "有应计入统计的报送包未列入清单。",
      en: "A bundle that counts is not in the list."),
    remedy: Bilingual(
      zh: "汇总报出之后才收到的，按要求补报或更正；之前已收到的，重新生成汇总。",
      en: """
        Where it came after the summary, send a supplement or correction as asked for; where it \
        was there before, make the summary anew.
        """),
    explanation: Bilingual(
      zh: "本中心已受理这个报送包，但汇总清单没有列入，其数据未计入汇总。",
      en: """
        The centre accepted this bundle, but the list does not have it, so its figures are not \
        in the summary.
        """),
    clauses: ["15.11"])

  static let summaryNothing = CodeText(
    message: Bilingual(
      zh: "还没有可以汇总的报送包。", en: "There is no bundle to sum up yet."),
    remedy: Bilingual(
      zh: """
        先用“fengni centre receive”接收报送包；用“fengni centre status”查看是否有待裁定的报送包。
        """,
      en: """
        Receive bundles with 'fengni centre receive' first; 'fengni centre status' shows whether \
        some wait for a decision.
        """),
    explanation: Bilingual(
      zh: "年度汇总只计已受理的自查、定级备案、等级测评和整改报送包，本中心目录中还没有。",
      en: """
        The summary is of accepted bundles of self-inspection, grading and filing, evaluation \
        and rectification, of which the centre's folder has none yet.
        """),
    clauses: ["15.11"])

  static let campaignEarlierVersion = CodeText(
    message: Bilingual(
      zh: "报送包是按检查行动的较早版本制作的。",
      en: "The bundle was made for an earlier version of the campaign."),
    remedy: Bilingual(
      zh: "本次已按较早版本的要求审核，不必重报；以后请使用新版检查行动包。",
      en: """
        It was judged by what that version asks for and need not be sent again; use the new \
        package from now on.
        """),
    explanation: Bilingual(
      zh: """
        中心启用新版检查行动包后，仍收取按旧版制作的报送包，并按旧版的要求审核；签名人必须同时列在新版\
        名册中。未曾启用过的版本不收。
        """,
      en: """
        After adopting a newer package a centre still takes bundles that were made for an \
        earlier one, and holds them against that one; their signers must stand in the new \
        roster too. Versions that it never adopted are not taken.
        """),
    clauses: ["15.11"])
}
