import BundleCore
import JSONText
import Messages
import TestSupport

@testable import Workbook

/// A form with every construct that a workbook knows.
enum Fixture {
  static let common = """
    { "$id": "urn:fengni:form:common-test:1", "$defs": {
      "count": { "type": "integer", "minimum": 0, "maximum": 999999999 },
      "person": { "type": "object", "required": ["name"], "properties": {
        "name": { "title": "姓名", "x-en": { "title": "Name" }, "type": "string", "maxLength": 40 },
        "post": { "title": "职务", "x-en": { "title": "Post" }, "type": "string" } } } } }
    """

  static let form = """
    { "$id": "urn:fengni:form:test:1", "title": "测试表", "x-en": { "title": "Test form" },
      "description": "逐项填写。", "x-form": { "name": "test", "version": 1 },
      "type": "object", "required": ["header", "systems", "damage", "links"],
      "properties": {
        "header": { "title": "表头", "x-en": { "title": "Header" }, "type": "object",
          "required": ["year", "date", "sealed", "kind"], "properties": {
          "year": { "title": "年度", "x-en": { "title": "Year" }, "type": "integer",
            "minimum": 2011, "maximum": 2099 },
          "date": { "title": "填表日期", "x-en": { "title": "Date" }, "type": "string",
            "format": "date", "description": "当天" },
          "sealed": { "title": "已盖章", "x-en": { "title": "Sealed" }, "type": "boolean" },
          "kind": { "title": "类别", "x-en": { "title": "Kind" }, "enum": ["self", "spot"],
            "x-labels": { "self": { "zh": "自查", "en": "Self-inspection" },
              "spot": { "zh": "抽查", "en": "Spot check" } } },
          "variant": { "title": "表式", "x-en": { "title": "Variant" }, "const": "sector-2012" },
          "phone": { "title": "电话", "x-en": { "title": "Phone" }, "type": "string",
            "maxLength": 20 },
          "leader": { "title": "领导", "x-en": { "title": "Leader" },
            "$ref": "urn:fengni:form:common-test:1#/$defs/person" } } },
        "systems": { "title": "信息系统", "x-en": { "title": "Systems" },
          "allOf": [ { "type": "object", "required": ["total"], "properties": {
            "total": { "title": "总数", "x-en": { "title": "Total" },
              "$ref": "urn:fengni:form:common-test:1#/$defs/count" } } },
            { "if": { "required": ["total"] }, "then": {} } ],
          "properties": {
            "rate": { "title": "测评率(%)", "x-en": { "title": "Rate" }, "type": "number",
              "minimum": 0, "maximum": 100, "multipleOf": 0.01 },
            "names": { "title": "名称", "x-en": { "title": "Names" }, "type": "array",
              "items": { "type": "string" } } } },
        "damage": { "title": "损害", "x-en": { "title": "Damage" }, "type": "array",
          "uniqueItems": true, "items": { "$ref": "#/$defs/damage" } },
        "links": { "title": "接入口", "x-en": { "title": "Links" }, "type": "array",
          "minItems": 1, "items": { "type": "object", "required": ["operator", "count"],
          "properties": {
            "operator": { "title": "运营商", "x-en": { "title": "Operator" }, "type": "string",
              "enum": ["unicom", "telecom", "other"], "x-labels": {
                "unicom": { "zh": "中国联通", "en": "China Unicom" },
                "telecom": { "zh": "中国电信", "en": "China Telecom" },
                "other": { "zh": "其他", "en": "Other" } } },
            "count": { "title": "数量", "x-en": { "title": "Count" }, "type": "integer",
              "minimum": 1 },
            "uses": { "title": "用途", "x-en": { "title": "Uses" }, "type": "array",
              "items": { "$ref": "#/$defs/damage" } },
            "since": { "title": "开通日期", "x-en": { "title": "Since" }, "type": "string",
              "format": "date" },
            "faults": { "title": "故障", "x-en": { "title": "Faults" }, "type": "array",
              "items": { "type": "object", "properties": {
                "what": { "title": "现象", "x-en": { "title": "What" }, "type": "string" },
                "hours": { "title": "小时", "x-en": { "title": "Hours" }, "type": "number",
                  "exclusiveMinimum": 0 } } } } } } } },
      "$defs": { "damage": { "type": "string", "enum": ["legal", "social", "state"],
        "x-labels": { "legal": { "zh": "公民、法人的权益", "en": "Rights of citizens, organisations" },
          "social": { "zh": "社会秩序、公共利益", "en": "Social order, public interest" },
          "state": { "zh": "国家安全", "en": "National security" } } } } }
    """

  static let values = """
    { "header": { "year": 2012, "date": "2012-08-20", "sealed": true, "kind": "self",
        "variant": "sector-2012", "phone": "0371-65900000",
        "leader": { "name": "张三", "post": "副院长 _x0041_" } },
      "systems": { "total": 12, "rate": 83.33, "names": ["门诊系统", "住院系统"] },
      "damage": ["legal", "state"],
      "links": [
        { "operator": "unicom", "count": 2, "uses": ["legal", "social"], "since": "2010-02-28",
          "faults": [ { "what": "断线", "hours": 1.5 }, { "what": "慢", "hours": 20 } ] },
        { "operator": "other", "count": 1 },
        { "operator": "telecom", "count": 3, "faults": [ { "what": "断线" } ] } ] }
    """

  static func json(_ text: String) throws -> JSONValue { try JSONDocument.parse(Array(text.utf8)) }

  static func layout() throws -> FormLayout {
    try FormLayout(FormSchemas(root: json(form), others: [json(common)]))
  }

  static func layout(_ schema: String) throws -> FormLayout {
    try FormLayout(FormSchemas(root: json(schema)))
  }

  static func read(
    _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) throws -> (value: JSONValue, findings: [Finding]) {
    try WorkbookImport(layout(), language: .zh, limits: limits).read(bytes, name: "表.xlsx")
  }
}
