public import BundleCore

// What the commands say about statistics, summaries and versions of a campaign.

extension Phrase {
  /// `fengni centre report`, `export`, `summary`, `adopt`
  public enum Statistics {
    /// The headline of the report.
    public static func asOf(_ title: Bilingual, time: String) -> Bilingual {
      Bilingual("\(title.zh)：统计表，截至 \(time)", "\(title.en): statistics as of \(time)")
    }

    /// How many units the figures are of.
    public static func units(_ units: Int, of expected: Int) -> Bilingual {
      Bilingual(
        "据已采信的报送材料：应报单位 \(expected) 个，已报 \(units) 个。",
        "From the submissions that count: \(units) of \(counted(expected, "unit")) expected.")
    }

    /// What the columns mean.
    public static var note: Bilingual {
      Bilingual(
        "比例的分母是说明了该项的单位的数量之和；“填报单位”为说明了该项的单位数与已报单位数。",
        """
        A share is of the sum over the units that state the item; 'Units' are those that state \
        it, of those that reported.
        """)
    }

    /// Columns.
    public static var item: Bilingual { Bilingual("项目", "Item") }
    public static var region: Bilingual { Bilingual("地区", "Region") }
    public static var part: Bilingual { Bilingual("数量", "Number") }
    public static var whole: Bilingual { Bilingual("总数", "Of") }
    public static var share: Bilingual { Bilingual("占比", "Share") }
    public static var stated: Bilingual { Bilingual("填报单位", "Units") }
    /// The row of sums.
    public static var total: Bilingual { Bilingual("合计", "Total") }
    /// The region of the province's own units.
    public static var ownUnits: Bilingual { Bilingual("省直单位", "Province's own units") }
    /// No submission counts yet.
    public static var nothing: Bilingual {
      Bilingual("还没有可以统计的报送材料。", "No submission counts yet.")
    }

    /// A table goes on in further sheets.
    public static func furtherSheets(_ count: Int) -> Bilingual {
      Bilingual(
        "行数超过一张工作表的上限，续写到另外 \(count) 张工作表，未截去。",
        "More rows than a sheet holds: they go on in \(counted(count, "further sheet")), all there."
      )
    }

    /// Texts were too long for a cell.
    public static func cutTexts(_ count: Int) -> Bilingual {
      Bilingual(
        "有 \(count) 处文字超过一格 32767 个字符的上限，已截短并以“…”结尾；全文请导出为 csv 或 jsonl。",
        """
        \(counted(count, "text")) longer than the 32,767 characters of a cell \
        \(count == 1 ? "was" : "were") cut and \(count == 1 ? "ends" : "end") with '…'; csv and \
        jsonl have the whole.
        """)
    }
  }

  /// `fengni centre summary`
  public enum Summary {
    /// The workspace was made.
    public static func made(directory: String, bundles: Int, units: Int) -> Bilingual {
      Bilingual(
        "已生成年度汇总工作目录：\(directory)，汇总 \(units) 个单位的 \(bundles) 个报送包。",
        """
        The workspace of the annual summary was made: \(directory), \
        \(counted(bundles, "bundle")) of \(counted(units, "unit")).
        """)
    }

    /// What units did not say is counted as not done.
    public static func notStated(_ units: Int) -> Bilingual {
      Bilingual(
        "有 \(units) 个单位未报送系统清单，其备案、建设整改数按未开展计。",
        """
        \(counted(units, "unit")) sent no list of systems: filing and rectification count as not \
        done there.
        """)
    }

    /// Units that belong to no row of the grid.
    public static func outside(_ units: Int) -> Bilingual {
      Bilingual(
        "有 \(units) 个单位不属于任何汇总行（名册中没有上级），未计入汇总。",
        """
        \(counted(units, "unit")) \(units == 1 ? "belongs" : "belong") to no row of the grid (no \
        superior in the roster) and \(units == 1 ? "is" : "are") not in it.
        """)
    }

    /// What comes next.
    public static func next(directory: String) -> Bilingual {
      Bilingual(
        "请核对 \(directory)/documents 中的表，填写 report.json 的保密审查，再运行 fengni report check、sign、seal。",
        """
        Look through the forms in \(directory)/documents, record the secrecy review in \
        report.json, then run fengni report check, sign and seal.
        """)
    }

    /// The figures were recomputed.
    public static func holds(bundles: Int) -> Bilingual {
      Bilingual(
        "汇总数与所列 \(bundles) 个报送包的数据一致。",
        "The figures are what the \(counted(bundles, "listed bundle")) give.")
    }

    /// The title of the findings.
    public static var checkTitle: Bilingual { Bilingual("年度汇总核对", "Check of the annual summary") }

    /// They were not.
    public static func differs(_ count: Int) -> Bilingual {
      Bilingual("核对发现 \(count) 处不一致。", "\(counted(count, "difference")) found.")
    }
  }

  /// `fengni centre adopt`
  public enum Adopt {
    /// A newer version counts from now on.
    public static func done(version: Int, added: Int, gone: Int) -> Bilingual {
      Bilingual(
        "已启用第 \(version) 版检查行动包：新增单位 \(added) 个，不再报送的单位 \(gone) 个。",
        """
        Version \(version) of the campaign counts from now on: \(counted(added, "unit")) added, \
        \(gone) no longer expected.
        """)
    }

    /// That version was there already.
    public static func already(version: Int) -> Bilingual {
      Bilingual("第 \(version) 版已经启用。", "Version \(version) was adopted before.")
    }

    /// What becomes of bundles under way.
    public static var underWay: Bilingual {
      Bilingual(
        "按较早版本制作、仍在途中的报送包照常接收，按其所依据的版本审核，并注明。",
        """
        Bundles on their way that were made for an earlier version are still taken, judged by \
        that version, and marked so.
        """)
    }
  }
}
