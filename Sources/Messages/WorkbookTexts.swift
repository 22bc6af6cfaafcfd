import BundleCore

/// Gate 6, content: forms that were filled in as a workbook.
extension CodeText {
  static let workbookUnreadable = CodeText(
    message: Bilingual(
      zh: "这个文件不是可以读取的 Excel 工作簿（.xlsx）。",
      en: "The file is not an Excel workbook (.xlsx) that can be read."),
    remedy: Bilingual(
      zh: """
        用 Excel、WPS 或 LibreOffice 打开，取消打开密码，“另存为”选“Excel 工作簿（*.xlsx）”，再运\
        行“fengni form import”。旧格式（.xls）、文本（.csv）都不能导入。
        """,
      en: """
        Open it in Excel, WPS or LibreOffice, remove the password for opening, save it as 'Excel \
        workbook (*.xlsx)', then run 'fengni form import' again. Old workbooks (.xls) and text \
        files (.csv) cannot be imported.
        """),
    explanation: Bilingual(
      zh: """
        只读取 .xlsx 工作簿；宏和外部链接一概不用。常见原因是文件设了打开密码、其实是旧的 .xls 或改\
        了扩展名的 .csv、没有传完整，或者大得不像一张表（工作簿、单个部件、行数和单元格数都有上限）。
        """,
      en: """
        Only .xlsx workbooks are read; macros and external links are never used. Common causes \
        are a password for opening, an old .xls or a renamed .csv, an incomplete copy, or a file \
        too large for a form (sizes, rows and cells are bounded).
        """),
    clauses: ["10"])

  static let workbookOtherForm = CodeText(
    message: Bilingual(
      zh: "这个工作簿填的不是要导入的这张表。",
      en: "The workbook was made for another form."),
    remedy: Bilingual(
      zh: """
        核对文件有没有拿错；表单已换新版本的，用“fengni form template”生成新的填报工作簿，把内容抄\
        过去再导入。
        """,
      en: """
        Check that it is the right file; if the form has a new version, make a new workbook with \
        'fengni form template' and copy the contents over.
        """),
    explanation: Bilingual(
      zh: """
        工作簿里记有表单的标识和版本，与所给表单不一致；或者没有这项记录，各行的名称又大多对不上。常\
        见原因是用了往年的填报工作簿，或者拿错了文件。
        """,
      en: """
        The workbook names the form and version it was made for, and they differ from the form \
        given; or it names none and most labels do not fit. Common causes are last year's \
        workbook, or the wrong file.
        """),
    clauses: ["10"])

  static let cellInvalid = CodeText(
    message: Bilingual(
      zh: "单元格里的内容不符合这一项的要求。",
      en: "A cell holds something that its item does not take."),
    remedy: Bilingual(
      zh: "打开工作簿，按提示的工作表和单元格改正，保存后再运行“fengni form import”。",
      en: """
        Open the workbook, correct the cell that is named, save it and run 'fengni form import' \
        again.
        """),
    explanation: Bilingual(
      zh: """
        数量要填不带单位的数字，日期要写成 2012-08-20 这样的真实日期，公式不能有错误值（如 \
        #REF!）。常见原因是数字后面带了“台”“个”，填了“无”“若干”，小数填进了整数项，或者超出了允许\
        的范围；没有的数量填 0。
        """,
      en: """
        Counts are numbers without units, dates are real dates such as 2012-08-20, formulas may \
        not end in an error such as #REF!. Common causes are units or words beside a number, a \
        fraction where a whole number is asked for, or a value out of range; write 0 where there \
        is none.
        """),
    clauses: ["10"])

  static let cellUnknownChoice = CodeText(
    message: Bilingual(
      zh: "单元格里的内容不是这一项的选项。",
      en: "A cell holds none of the choices of its item."),
    remedy: Bilingual(
      zh: "打开工作簿，在提示的单元格里从下拉列表中选取，保存后再运行“fengni form import”。",
      en: """
        Open the workbook, pick a choice from the drop-down list of the cell that is named, save \
        it and run 'fengni form import' again.
        """),
    explanation: Bilingual(
      zh: """
        选择项只认列出的选项，中文、英文或代码都可以；有相近的选项时会在“应为”中提示。常见原因是粘\
        贴时盖掉了下拉列表，或者自己改写了选项。多选的单元格里每个选项占一行，也可以用分号隔开。
        """,
      en: """
        Only the listed choices are taken, in Chinese, English or as code; a choice that looks \
        alike is suggested. Common causes are pasting over the drop-down list or rewording a \
        choice. Where several may be chosen, write one a line or separate them by semicolons.
        """),
    clauses: ["10"])

  static let workbookLayout = CodeText(
    message: Bilingual(
      zh: "表单与工作簿的行列对不上。",
      en: "The form and the rows or columns of the workbook do not fit together."),
    remedy: Bilingual(
      zh: """
        不要删除、改写编号和项目名称；被改动的，用“fengni form template”重新生成工作簿，把内容抄过去\
        再导入。提示位置是表单中的路径的，请编制表单的单位修改表单。
        """,
      en: """
        Keep the numbers and names of the items as they are; if they were changed, make a new \
        workbook with 'fengni form template' and copy the contents over. If the place is a path \
        in the form, whoever wrote the form has to change it.
        """),
    explanation: Bilingual(
      zh: """
        每一项按编号和名称找到它的单元格：找不到的必填项、认不出却填了内容的行和列都要提示，以免漏\
        掉。生成工作簿时出现这个代码，说明表单里有工作簿表达不了的写法，如一个值允许多种类型。
        """,
      en: """
        Every item is found by its number and name: required items that are gone, and rows and \
        columns that hold something but are not recognised, are reported so that nothing gets \
        lost. While making a workbook, the code means that the form has something that a \
        workbook cannot hold, such as a value of several types.
        """),
    clauses: ["10"])
}
