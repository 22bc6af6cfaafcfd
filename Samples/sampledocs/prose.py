"""The 自查报告 of a unit as blocks that the DOCX and the PDF writer both print.

A block is (kind, text) with kind "title", "to", "h1", "h2", "p" or "sign", or ("table", widths,
rows), the first row being the head. `chapter` names the five chapters C1 to C5.
"""

from .forms import problems, worst

WORD = {"high": "高", "medium": "中", "low": "低"}
LINK = {"direct": "直接连接", "logical": "强逻辑隔离", "physical": "物理隔离"}
DR = {"system": "系统级", "data": "数据级", "none": "无"}
AREA = {"data": "数据安全", "network": "网络安全", "application": "应用安全", "host": "主机安全",
        "physical": "物理安全", "management": "安全管理", "emergency": "应急处置"}
STATUS = {"done": "已整改", "in-progress": "整改中", "interim": "已采取临时防范措施",
          "not-started": "未整改"}
KIND = {"server": "服务器", "router": "路由器", "switch": "交换机", "firewall": "防火墙",
        "diskArray": "磁盘阵列", "tapeLibrary": "磁带库", "os": "操作系统", "database": "数据库"}
SERVICE = {"integration": "系统集成", "operation": "运行维护", "risk-assessment": "风险评估",
           "testing": "安全测试", "backup": "数据备份"}
NATURE = {"state": "国有", "private": "民营", "foreign": "外资"}

CHAPTERS = {
  "C1": "一、重要网络与信息系统基本情况",
  "C2": "二、整体安全状况的基本判断",
  "C3": "三、安全风险和威胁分析评估结果",
  "C4": "四、发现主要问题、薄弱环节及整改情况",
  "C5": "五、加强网络与信息安全工作的意见和建议",
}


def day(iso):
  year, month, number = iso.split("-")
  return f"{year}年{int(month)}月{int(number)}日"


def percent(part, whole):
  return f"{100 * part / whole:.1f}%" if whole else "不适用"


def report(unit, facts):
  """The whole report."""
  blocks = [
    ("title", f"{unit['name']}2012年网络与信息安全自查报告"),
    ("to", "河南省卫生厅信息中心："),
    ("p", "按照全省卫生系统网络与信息安全检查行动的统一部署和豫信化办〔2012〕58号、卫办发〔2011〕85号"
          "文件要求，我单位坚持谁主管谁负责、谁运行谁负责，对所属重要网络与信息系统进行了全面自查。"
          "现将情况报告如下。"),
    ("p", "自查分三个阶段：7月下旬成立检查小组，制定自查方案，明确检查范围、方法和风险控制措施；"
          "8月上旬逐系统核对资产、配置、账号和日志，并在业务低峰时段开展漏洞扫描；8月中旬汇总结果，"
          "边查边改，形成本报告和检查情况报告表。检查前已备份数据并准备回退方案，检查期间各系统运行正常。"),
  ]
  for code, body in (("C1", _systems), ("C2", _overall), ("C3", _risks), ("C4", _problems),
                     ("C5", _proposals)):
    blocks.append(("h1", CHAPTERS[code]))
    blocks += body(unit, facts)
  blocks += [("sign", unit["name"]), ("sign", day(facts.filled))]
  return blocks


def _systems(unit, facts):
  systems = list(facts.all_systems())
  level = lambda n: sum(1 for _, s in systems if s.level == n)
  total, section, trained = facts.people
  yield ("h2", "（一）单位和系统概况")
  yield ("p", f"我单位共有在职人员{total}人，信息安全工作由分管负责人牵头，信息科具体承担，"
              f"专职人员{section}人。本次自查共梳理重要信息系统{len(systems)}个，其中第三级"
              f"{level(3)}个、第二级{level(2)}个、第一级{level(1)}个。第二级以上系统均已向属地公安机关"
              "和卫生行政部门备案，第三级系统定级前均经信息安全技术专家委员会评审。")
  yield ("table", (12, 34, 9, 11, 20, 14), [
    ("编号", "系统名称", "等级", "实时", "与互联网关系", "灾备"),
    *((key, s.name, f"第{'〇一二三四五'[s.level]}级", "是" if s.realtime else "否",
       LINK[s.link], DR[s.dr]) for key, s in systems)])
  yield ("h2", "（二）系统特征")
  for key, s in systems:
    parent = f"该系统为{s.parent[1]}{s.parent[0]}的分系统，由上级统一定级。" if s.parent else ""
    yield ("p", f"{s.name}（{key}）：{s.task}。{day(s.since)}投入运行，"
                f"{'面向社会公众提供服务' if s.public else '仅供行业和单位内部使用'}。{parent}"
                f"停止运行对主要业务的影响程度为{WORD[s.judgement(4)]}，"
                f"遭受攻击破坏对社会公众的影响程度为{WORD[s.judgement(5)]}。")
  yield ("h2", "（三）系统构成")
  yield ("table", (28, 18, 18, 18, 18), [
    ("类别", "国内品牌", "国外品牌", "合计", "国外占比"),
    *((KIND[kind], str(a), str(b), str(a + b), percent(b, a + b))
      for kind, (a, b) in facts.equipment.items())])
  own, domestic, foreign, bought, imported = facts.applications
  yield ("p", f"业务应用软件共{sum(facts.applications)}套：自主开发{own}套，委托国内厂商开发{domestic}套，"
              f"委托国外厂商开发{foreign}套，直接采购国内产品{bought}套、国外产品{imported}套。")
  yield ("h2", "（四）信息技术外包服务")
  for provider in facts.providers:
    services = "、".join(SERVICE[s] for s in provider.services)
    yield ("p", f"{provider.name}，{NATURE[provider.nature]}机构，服务内容为{services}，服务方式为现场服务，"
                f"{'已签订' if provider.signed else '尚未签订'}安全保密协议。")


def _overall(unit, facts):
  total, section, trained = facts.people
  budget, spent = facts.money
  yield ("h2", "（一）安全管理")
  yield ("p", "已建立信息安全责任制，主要负责人负总责，分管负责人具体抓，各科室负责人为本科室责任人，"
              "并明确了事故责任追究办法，本年度未发生需要追究责任的事故。机房出入、人员离岗、资产登记、"
              "存储介质使用与销毁、运行维护和变更审批均有制度，记录基本完整。")
  yield ("p", f"本年度组织安全培训3次，参训{trained}人，占在职人员的{percent(trained, total)}。"
              f"年度信息化预算{budget}万元，其中信息安全投入{spent}万元，用于等级测评、设备更新和培训。")
  yield ("h2", "（二）技术防护")
  yield ("p", "物理安全方面，机房配备门禁、视频监控、不间断电源、精密空调和气体灭火设施。网络安全方面，"
              "内外网边界部署防火墙，按业务划分区域，只开放必需端口。主机安全方面，服务器统一安装防病毒软件，"
              "关闭多余服务，定期安装补丁。应用安全方面，业务系统实行用户分级授权，关键操作留有日志。"
              "数据安全方面，业务数据每日备份，向上级传输个案数据采用专用通道加密。")
  yield ("h2", "（三）应急处置与灾备")
  systems = [s for _, s in facts.all_systems()]
  number = lambda kind: sum(1 for s in systems if s.dr == kind)
  yield ("p", "制定了网络与信息安全事件应急预案，明确报告程序、处置步骤和联系方式，今年6月进行了一次"
              f"系统恢复演练。{number('system')}个系统实现系统级灾备，{number('data')}个系统实现数据级灾备，"
              f"{number('none')}个系统尚无灾备。技术支撑队伍由单位人员和服务商共同组成，备有服务器和交换机备件。")
  if facts.incidents:
    for category, severity, when in facts.incidents:
      what = {"malware": "有害程序", "attack": "网络攻击"}[category]
      yield ("p", f"{day(when)}发生一起一般级别的{what}事件，当日处置完毕，未造成数据丢失和业务中断。")
  else:
    yield ("p", "本年度未发生信息安全事件。")
  yield ("h2", "（四）总体判断")
  capability = worst(facts, 3, ("low", "medium", "high"))
  verdict = {
    "low": "个别系统防护能力偏低，整体安全状况有待改善，须尽快整改",
    "medium": "整体安全状况可控，防护措施与系统等级基本相适应，仍有改进余地",
    "high": "整体安全状况良好，防护措施与系统等级相适应"}[capability]
  yield ("p", f"综合自查结果，我单位{verdict}。")


def _risks(unit, facts):
  systems = list(facts.all_systems())
  yield ("h2", "（一）面临的威胁")
  yield ("p", "来自外部的威胁主要是针对门户网站和对外服务的扫描、口令猜测和页面篡改，以及通过移动存储介质"
              "和电子邮件传播的有害程序；来自内部的威胁主要是误操作、越权访问和离岗人员账号未及时清理；"
              "此外还有供电、空调和线路中断等环境因素。")
  yield ("h2", "（二）存在的脆弱性")
  yield ("p", "漏洞扫描未发现可以直接取得系统控制权的漏洞。主要脆弱性是部分操作系统和数据库版本较旧、"
              "补丁滞后，少数账号口令强度不足，日志集中审计尚未覆盖全部主机，基层接入终端管理不统一。")
  yield ("table", (36, 16, 16, 16, 16), [
    ("系统名称", "国外依赖", "业务依赖", "威胁程度", "防护能力"),
    *((s.name, *(WORD[s.judgement(place)] for place in range(4))) for _, s in systems)])
  yield ("h2", "（三）对国外产品和服务的依赖")
  domestic = sum(a for a, _ in facts.equipment.values())
  foreign = sum(b for _, b in facts.equipment.values())
  providers = len(facts.providers)
  abroad = sum(1 for provider in facts.providers if provider.nature == "foreign")
  yield ("p", f"主要软硬件共{domestic + foreign}台（套），国外品牌{foreign}台（套），占"
              f"{percent(foreign, domestic + foreign)}，集中在服务器、操作系统和数据库；防火墙等安全产品"
              f"以国内品牌为主。外包服务机构{providers}家，其中外资{abroad}家，占{percent(abroad, providers)}。"
              "各系统的依赖程度按其核心软硬件能否替换判断：核心数据库和存储一旦停止供货或服务，短期难以替换的"
              "判为高；可以替换但需改造的判为中；已有国内替代产品的判为低，因此与总占比不完全一致。")
  yield ("h2", "（四）评估结论")
  yield ("p", f"威胁程度最高为{WORD[worst(facts, 2, ('high', 'medium', 'low'))]}，防护能力最低为"
              f"{WORD[worst(facts, 3, ('low', 'medium', 'high'))]}。现有措施能够应对一般的攻击和故障，"
              "对有组织的攻击和大范围灾害的应对能力还需加强。")


def _problems(unit, facts):
  rows = problems(facts)
  yield ("p", f"自查共发现问题{len(rows)}项，均已登记并明确责任人。能够立即整改的已经整改；"
              "条件尚不具备的，采取了临时防范措施并确定完成时限。")
  yield ("table", (11, 45, 14, 10, 20), [
    ("编号", "问题", "方面", "程度", "状态"),
    *((row["id"], row["description"], AREA[row["area"]], WORD[row["severity"]],
       STATUS[row["status"]]) for row in rows)])
  for row in rows:
    text = f"{row['id']}：{row['description']}。"
    if "doneDate" in row:
      text += f"已于{day(row['doneDate'])}完成整改，并经复查确认。"
    if "interimMeasure" in row:
      text += f"临时防范措施：{row['interimMeasure']}。"
    if "plannedDate" in row:
      text += f"计划于{day(row['plannedDate'])}前完成。"
    yield ("p", text)
  yield ("p", "制约防护能力提高的主要因素：政策制度方面，外包服务和基层接入的管理细则还不完善；技术方面，"
              "部分核心软硬件依赖国外产品，自主检测手段不足；人员方面，专职力量少，专业培训机会不多。")


def _proposals(unit, facts):
  yield ("p", "一是建议统一组织全省第三级以上系统的年度等级测评，发布可供选择的测评机构和参考价格，"
              "便于各单位安排预算。")
  yield ("p", "二是建议建设全省卫生系统漏洞和事件通报渠道，及时下发预警和处置方法，并为基层单位提供"
              "远程技术指导。")
  yield ("p", "三是建议分批开展信息安全管理人员培训，将培训与考核结果纳入年度工作评价。")
  yield ("p", "四是我单位将把等级保护各项费用列入年度预算，按期完成本报告所列整改事项，并将结果及时上报。")


def chapters(blocks):
  """(code, heading, count of Han characters) of every chapter, for the outline."""
  code_of = {heading: code for code, heading in CHAPTERS.items()}
  counts = {}
  code = None
  for block in blocks:
    if block[0] == "h1":
      code = code_of[block[1]]
      counts[code] = 0
    elif block[0] == "sign":
      break
    elif code:
      text = "".join(map("".join, block[2])) if block[0] == "table" else block[1]
      counts[code] += sum("一" <= character <= "鿿" for character in text)
  return [(code, CHAPTERS[code], han) for code, han in counts.items()]
