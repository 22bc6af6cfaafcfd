public import BundleCore

// What a form says when it is a workbook: sheets, headings, hints, and `fengni form`.

extension Phrase {
  /// Workbooks of forms.
  public enum Workbook {
    /// The sheet that explains how to fill in.
    public static var guideSheet: Bilingual { Bilingual("填表说明", "Instructions") }

    /// The sheet of the form itself.
    public static var mainSheet: Bilingual { Bilingual("填报表", "Form") }

    /// Headings of columns.
    public static var rowNumber: Bilingual { Bilingual("序号", "No.") }
    public static var item: Bilingual { Bilingual("项目", "Item") }
    public static var value: Bilingual { Bilingual("填写内容", "Value") }
    public static var helpColumn: Bilingual { Bilingual("单位和说明", "Unit and help") }

    /// The heading of the column that names the row of the table above.
    public static func parentRow(_ table: Bilingual) -> Bilingual {
      Bilingual("所属“\(table.zh)”的序号", "No. of the row in \"\(table.en)\"")
    }

    /// What the sign for required items means.
    public static var legend: Bilingual {
      Bilingual("* 为必填项；浅黄色单元格为填写处。", "* required; fill in the pale yellow cells.")
    }

    /// Which form a workbook is for.
    public static func formVersion(_ id: String, _ version: Int) -> Bilingual {
      Bilingual("表单 \(id)，第 \(version) 版", "Form \(id), version \(version)")
    }

    /// Where the rows of a repeated group are filled in.
    public static func seeSheet(_ sheet: String) -> Bilingual {
      Bilingual("逐行填写工作表“\(sheet)”", "Fill in the rows of the sheet \"\(sheet)\"")
    }

    /// How to fill in, a line each.
    public static func guide(hasTables: Bool) -> [Bilingual] {
      var lines = [
        Bilingual(
          "只在浅黄色单元格中填写；带 * 的为必填项，没有的数量填 0，不适用的项目留空。",
          "Fill in the pale yellow cells only; items with * are required. Write 0 where there is "
            + "none, and leave empty what does not apply."),
        Bilingual(
          "有下拉列表的从列表中选取；多选项在选中的各行选“√”。",
          "Pick from the drop-down lists; where several may be chosen, put √ in their rows."),
        Bilingual(
          "数量只填数字，不带单位；日期填成 2012-08-20 的样子；电话、编号照原样填写。",
          "Numbers without units; dates as 2012-08-20; telephone numbers and codes as they are."),
        Bilingual(
          "不要改动序号、项目名称和隐藏的工作表；可以调整行高、列宽。",
          "Leave numbers, names of items and hidden sheets as they are; heights and widths may "
            + "be changed."),
      ]
      if hasTables {
        lines.append(
          Bilingual(
            "有多项的内容在各自的工作表中逐行填写，一项一行，行数不够可以接着往下填。",
            "Repeated groups have sheets of their own, a row each; go on below if there are not "
              + "enough rows."))
      }
      lines.append(
        Bilingual(
          "保存为 .xlsx 文件，不要设打开密码，然后运行：fengni form import 文件.xlsx --schema 表单 -o 结果.json",
          "Save as .xlsx without a password, then run: fengni form import FILE.xlsx --schema "
            + "SCHEMA -o RESULT.json"))
      return lines
    }

    // MARK: Hints

    /// A whole number within bounds.
    public static func integer(_ minimum: Int64?, _ maximum: Int64?) -> Bilingual {
      let range = bounds(minimum.map { "\($0)" }, maximum.map { "\($0)" })
      return Bilingual("整数\(range.zh)", "Whole number\(range.en)")
    }

    /// A decimal number within bounds.
    public static func decimal(_ minimum: Double?, _ maximum: Double?, _ places: Int?) -> Bilingual
    {
      let range = bounds(minimum.map(short), maximum.map(short))
      guard let places, places > 0 else {
        return Bilingual("数字\(range.zh)", "Number\(range.en)")
      }
      return Bilingual(
        "数字\(range.zh)，最多 \(places) 位小数",
        "Number\(range.en), at most \(counted(places, "decimal place"))")
    }

    private static func short(_ number: Double) -> String {
      Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private static func bounds(_ minimum: String?, _ maximum: String?) -> Bilingual {
      switch (minimum, maximum) {
      // A bound of nines only keeps numbers short: it tells nobody anything.
      case (let minimum?, let maximum?)
      where maximum.allSatisfy({ $0 == "9" }) && maximum.count > 6:
        Bilingual("，不小于 \(minimum)", ", at least \(minimum)")
      case (let minimum?, let maximum?):
        Bilingual("，\(minimum) 至 \(maximum)", ", \(minimum) to \(maximum)")
      case (let minimum?, nil): Bilingual("，不小于 \(minimum)", ", at least \(minimum)")
      case (nil, let maximum?): Bilingual("，不大于 \(maximum)", ", at most \(maximum)")
      case (nil, nil): Bilingual("", "")
      }
    }

    public static var date: Bilingual { Bilingual("日期，如 2012-08-20", "Date, as 2012-08-20") }
    public static var yesOrNo: Bilingual { Bilingual("选“是”或“否”", "yes or no") }
    public static var choose: Bilingual { Bilingual("从下拉列表中选取", "Pick from the list") }
    public static var tick: Bilingual {
      Bilingual("可多选，在选中的各行选“√”", "Put √ in the rows that apply")
    }
    public static var tickOnly: Bilingual { Bilingual("“√”或留空", "√ or empty") }
    public static var chooseSeveral: Bilingual {
      Bilingual("可多选，每个选项占一行，或用分号隔开", "Several may be chosen: one a line, or with semicolons")
    }
    public static var onePerLine: Bilingual {
      Bilingual("可填多项，一行一项（按 Alt+Enter 换行）", "Several: one a line (Alt+Enter)")
    }

    /// A text of a bounded length.
    public static func text(maximum: Int?) -> Bilingual {
      guard let maximum else { return Bilingual("文字", "Text") }
      return Bilingual(
        "文字，最多 \(maximum) 个字符", "Text of at most \(counted(maximum, "character"))")
    }

    /// A text that a program turned into a rounded number.
    public static var textCell: Bilingual {
      Bilingual(
        "文字：先把单元格设为“文本”格式，再重新输入", "Text: give the cell the format 'Text', then type it again")
    }

    /// A choice that looks like what was typed.
    public static func perhaps(_ choice: Bilingual) -> Bilingual {
      Bilingual("是不是“\(choice.zh)”？", "Perhaps \"\(choice.en)\"?")
    }

    /// All choices, where there are few.
    public static func oneOf(_ choices: [Bilingual]) -> Bilingual {
      Bilingual(
        choices.map { $0.zh }.joined(separator: " / "),
        choices.map { $0.en }.joined(separator: " / "))
    }

    /// The row of the table above that a row names must be there.
    public static func parentMissing(_ table: Bilingual) -> Bilingual {
      Bilingual("“\(table.zh)”中有的序号", "The number of a row of \"\(table.en)\"")
    }

    /// A number of a row that no other row has.
    public static var uniqueRowNumber: Bilingual {
      Bilingual("不与其他行重复的序号", "A number that no other row has")
    }

    /// A row or column whose contents nothing takes.
    public static var notRecognised: Bilingual {
      Bilingual("表单中有的项目；这里填的内容没有导入", "An item of the form; what stands here was not imported")
    }

    /// A cell whose format shows something else than it holds.
    public static var shownAsItIs: Bilingual {
      Bilingual(
        "照原样显示的内容：把单元格设为“常规”格式，核对后再填",
        "What the cell holds, shown as it is: give the cell the format 'General' and look again")
    }

    /// What is filled in where nobody sees it.
    public static var hiddenCells: Bilingual {
      Bilingual(
        "看得见的内容：取消隐藏这一行、列或工作表，核对后再导入",
        "Contents that can be seen: show the hidden row, column or sheet, look, and import again")
    }

    /// What stands beneath a merge.
    public static var beneathMerge: Bilingual {
      Bilingual(
        "合并单元格只取第一格；被盖住的这一格没有导入",
        "Only the first cell of merged cells; what is hidden beneath was not imported")
    }

    /// A row of a table that is a note or a total.
    public static var noElement: Bilingual {
      Bilingual(
        "表中的一项；合计、小计、注释不是，把这一行移出或删去",
        "An element of the table; a total or a note is none: take this row out")
    }

    /// A further sheet of a table.
    public static func oneSheet(_ sheet: String) -> Bilingual {
      Bilingual(
        "各行都填在工作表“\(sheet)”中；把这里的行移过去，或删去这张工作表",
        "All rows on the sheet \"\(sheet)\": move these there, or delete this sheet")
    }

    /// An item that is filled in a second time.
    public static var filledTwice: Bilingual {
      Bilingual("每一项只填一处；删去重复的一处", "Each item once: delete the one that is not meant")
    }

    /// An item whose row or column is gone.
    public static func itemMissing(_ number: String, _ title: Bilingual) -> Bilingual {
      Bilingual("\(number) \(title.zh)", "\(number) \(title.en)")
    }

    /// More findings than are listed.
    public static var moreFindings: Bilingual {
      Bilingual("先改正以上各处，再导入一次", "Correct these first, then import again")
    }

    // MARK: Commands

    /// A workbook was made.
    public static func made(_ path: String, fields: Int, tables: Int) -> Bilingual {
      Bilingual(
        "已生成填报工作簿：\(path)（\(fields) 项，\(tables) 张附表）",
        "Workbook made: \(path) (\(counted(fields, "item")), \(counted(tables, "table")))")
    }

    /// A workbook was imported.
    public static func imported(_ path: String) -> Bilingual {
      Bilingual("已导入，表单写入 \(path)", "Imported; the form was written to \(path)")
    }

    /// What to do after an import.
    public static func checkNext(
      _ schema: String, _ path: String, _ workbook: String
    ) -> Bilingual {
      let command = "fengni form check \(schema) \(path) --workbook \(workbook)"
      return Bilingual("下一步：\(command)", "Next: \(command)")
    }

    /// What an import would take away from the form that is there; at most ten fields by name.
    public static func replaces(lost: [Bilingual], changed: Int) -> Bilingual {
      guard !lost.isEmpty else {
        return Bilingual(
          "原来的表单有 \(changed) 项内容改了。",
          "\(counted(changed, "item")) of the form before changed.")
      }
      let names = fields(lost)
      return Bilingual(
        "原来的表单已填、这次导入后没有的有 \(lost.count) 项：\(names.zh)；另有 \(changed) 项改了。",
        "\(counted(lost.count, "item")) of the form before would be gone: \(names.en); "
          + "\(counted(changed, "item")) changed.")
    }

    /// The file that would be replaced is no form that can be read.
    public static func replacesUnreadable(_ path: String) -> Bilingual {
      Bilingual("原来的 \(path) 无法读取。", "What is there now can't be read: \(path)")
    }

    public static var confirmReplace: Bilingual {
      Bilingual("用这次导入的内容代替吗？", "Replace it by what was imported?")
    }

    public static func leftAsItWas(_ path: String) -> Bilingual {
      Bilingual("没有改动 \(path)。", "\(path) was left as it was.")
    }

    /// Where the form before is kept.
    public static func keptBefore(_ path: String) -> Bilingual {
      Bilingual("原来的表单保留在 \(path)", "The form before is kept as \(path)")
    }

    /// Fields by name, at most ten.
    public static func fields(_ fields: [Bilingual]) -> Bilingual {
      let names = fields.prefix(10)
      let more = fields.count - names.count
      return Bilingual(
        names.map { $0.zh }.joined(separator: "、") + (more > 0 ? "等 \(fields.count) 项" : ""),
        names.map { $0.en }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }

    /// A workbook that lies where its form belongs.
    public static var importInstead: Bilingual {
      Bilingual(
        "填好的工作簿不直接报送：放到 forms/ 中，运行“fengni form import 工作簿 --workspace 工作目录”",
        "A workbook is imported, not sent: put it into forms/ and run 'fengni form import FILE "
          + "--workspace DIR'")
    }

    /// Nothing was written because cells must be mended.
    public static func notImported(errors: Int) -> Bilingual {
      Bilingual(
        "有 \(errors) 处要改正，没有写出表单。",
        "\(counted(errors, "place")) to correct; no form was written.")
    }

    /// An input that is no XLSX, as people know it.
    public static var isEncrypted: Bilingual {
      Bilingual("这个工作簿设了打开密码。", "This workbook has a password for opening.")
    }
    public static var isOldWorkbook: Bilingual {
      Bilingual("这是旧格式的工作簿（.xls）。", "This is a workbook of the old format (.xls).")
    }
    public static var isNoArchive: Bilingual {
      Bilingual("这不是 .xlsx 工作簿。", "This is not an .xlsx workbook.")
    }
  }
}
