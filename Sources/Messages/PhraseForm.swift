public import BundleCore

extension Phrase {
  /// What is wrong with a filled form, said by the titles of its items.
  public enum Form {
    /// The title of a page about one form.
    public static func checked(_ file: String) -> Bilingual {
      Bilingual("表单检查：\(file)", "Check of the form \(file)")
    }

    /// A required item isn't there.
    public static func missing(_ item: Bilingual) -> Bilingual {
      Bilingual("“\(item.zh)”没有填写。", "\"\(item.en)\" was not filled in.")
    }

    /// An item that the form doesn't have.
    public static func unexpected(_ item: Bilingual) -> Bilingual {
      Bilingual("表中没有“\(item.zh)”这一项。", "The form has no item \"\(item.en)\".")
    }

    /// An item of another type; the types are those of JSON Schema.
    public static func wrongType(_ item: Bilingual, wanted: String, found: String) -> Bilingual {
      let wanted = typeName(wanted)
      let found = typeName(found)
      return Bilingual(
        "“\(item.zh)”应填\(wanted.zh)，填的是\(found.zh)。",
        "\"\(item.en)\" must be \(wanted.en) and is \(found.en).")
    }

    /// A value that none of the choices has.
    public static func notAChoice(
      _ item: Bilingual, allowed: [Bilingual], andMore: Bool
    ) -> Bilingual {
      Bilingual(
        "“\(item.zh)”填的不是可选的值，可选："
          + allowed.map { $0.zh }.joined(separator: "、") + (andMore ? "等。" : "。"),
        "\"\(item.en)\" has none of the permitted values: "
          + allowed.map { $0.en }.joined(separator: ", ") + (andMore ? " and others." : "."))
    }

    /// Two equal elements of a list without repetitions, 1-based.
    public static func duplicates(_ item: Bilingual, _ first: Int, _ second: Int) -> Bilingual {
      Bilingual(
        "“\(item.zh)”的第 \(first) 项和第 \(second) 项相同。",
        "In \"\(item.en)\", elements \(first) and \(second) are the same.")
    }

    /// An element of a list, 1-based.
    public static func element(_ list: Bilingual, _ number: Int) -> Bilingual {
      Bilingual("\(list.zh)（第 \(number) 项）", "\(list.en) (element \(number))")
    }

    /// A value outside what a keyword of JSON Schema permits; `count`: elements or characters there
    /// are.
    public static func outOfBounds(
      _ item: Bilingual, keyword: String, asked: String, count: Int?
    ) -> Bilingual {
      let rule = bound(keyword, asked)
      let found = count.map { Bilingual("，现在是 \($0)", "; there are \($0)") }
      return Bilingual(
        "“\(item.zh)”\(rule.zh)\(found?.zh ?? "")。",
        "\"\(item.en)\" \(rule.en)\(found?.en ?? "").")
    }

    private static func typeName(_ type: String) -> Bilingual {
      switch type {
      case "integer": Bilingual("整数", "a whole number")
      case "number": Bilingual("数字", "a number")
      case "string": Bilingual("文字", "text")
      case "boolean": Bilingual("是或否（true/false）", "yes or no (true/false)")
      case "array": Bilingual("列表", "a list")
      case "object": Bilingual("一组项目", "a group of items")
      case "null": Bilingual("空值", "null")
      default: Bilingual("规定的类型", "of the type asked for")
      }
    }

    private static func bound(_ keyword: String, _ asked: String) -> Bilingual {
      switch keyword {
      case "minimum": Bilingual("不得小于 \(asked)", "must not be less than \(asked)")
      case "exclusiveMinimum": Bilingual("必须大于 \(asked)", "must be greater than \(asked)")
      case "maximum": Bilingual("不得大于 \(asked)", "must not be greater than \(asked)")
      case "exclusiveMaximum": Bilingual("必须小于 \(asked)", "must be less than \(asked)")
      case "multipleOf": Bilingual("必须是 \(asked) 的整数倍", "must be a multiple of \(asked)")
      case "minLength": Bilingual("至少 \(asked) 个字", "must have \(asked) characters or more")
      case "maxLength": Bilingual("最多 \(asked) 个字", "must have \(asked) characters or fewer")
      case "minItems", "minProperties", "minContains", "contains":
        Bilingual("至少 \(asked) 项", "must have \(asked) elements or more")
      case "maxItems", "maxProperties", "maxContains":
        Bilingual("最多 \(asked) 项", "must have \(asked) elements or fewer")
      case "format": format(asked)
      case "pattern": Bilingual("写法不对（格式：\(asked)）", "is not written as asked (\(asked))")
      default: Bilingual("不符合表单的要求（\(keyword)）", "does not meet the form (\(keyword))")
      }
    }

    private static func format(_ name: String) -> Bilingual {
      switch name {
      case "date": Bilingual("应是日期，如 2012-08-20", "must be a date such as 2012-08-20")
      case "date-time":
        Bilingual("应是带时区的时间", "must be a time with its zone (RFC 3339)")
      case "email": Bilingual("应是电子邮件地址", "must be a mail address")
      case "hostname", "idn-hostname": Bilingual("应是域名", "must be a host name")
      case "ipv4", "ipv6": Bilingual("应是 IP 地址", "must be an IP address")
      default: Bilingual("写法不对（\(name)）", "is not written as asked (\(name))")
      }
    }
  }
}
