"""The invented facts of every sample unit: its systems, equipment, providers and year.

Everything else (totals, shares, problems, prose) is computed from here, so that the form, the
inventory and the report of a unit can't contradict each other.
"""

from dataclasses import dataclass, field, replace

LETTERS = {"H": "high", "M": "medium", "L": "low"}


@dataclass(frozen=True)
class System:
  """One important information system.

  `judged` is six letters H, M or L: dependence on foreign products, dependence of the business on
  the system, threat, protection, impact of an outage, impact of an attack on the public.
  """

  name: str
  category: str
  s: int
  a: int
  judged: str
  focus: tuple = ()
  realtime: bool = True
  public: bool = False
  link: str = "logical"
  data: str = "none"
  dr: str = "data"
  since: str = "2010-03-01"
  parent: tuple = ()
  task: str = ""

  @property
  def level(self):
    return max(self.s, self.a)

  def judgement(self, place):
    return LETTERS[self.judged[place]]


SYSTEMS = {
  "platform": System(
    "区域卫生信息平台", "HC-08", 3, 3, "MHMMHM", data="provincial", dr="system",
    since="2011-06-01", task="汇聚辖区医疗卫生机构数据，为各业务系统提供交换和共享服务"),
  "epidemic": System(
    "传染病与突发事件管理系统", "HC-02", 3, 3, "MHMMHH", focus=("SP-04",), data="national",
    dr="system", since="2009-01-05", parent=("传染病报告信息管理系统", "卫生部"),
    task="接收辖区传染病病例和突发公共卫生事件报告，逐级审核并上报"),
  "supervision": System(
    "卫生监督信息报告系统", "HC-03", 3, 2, "LMMMMM", realtime=False, data="national",
    since="2009-09-01", parent=("国家卫生监督信息报告系统", "卫生部"),
    task="登记监督对象、现场检查和行政处罚情况，按期上报"),
  "ncms": System(
    "新农合业务系统", "HC-12", 3, 3, "MHMMHH", focus=("SP-05",), data="provincial",
    dr="system", since="2008-07-01", task="办理参合登记、费用审核与即时结报"),
  "ncms2": System(
    "新农合业务系统", "HC-00", 2, 2, "MHMMHM", focus=("SP-05",), data="provincial",
    since="2008-10-06", task="办理参合登记、费用审核与即时结报"),
  "ambulance": System(
    "120指挥信息系统", "HC-12", 2, 3, "MHMMHH", focus=("SP-02",), public=True,
    link="physical", since="2009-04-01", task="受理呼救电话，调度院前急救车辆和人员"),
  "records": System(
    "居民电子健康档案系统", "HC-00", 2, 2, "LMMMMM", focus=("SP-07",), realtime=False,
    data="provincial", since="2010-10-11", task="管理居民健康档案和基本公共卫生服务记录"),
  "portal": System(
    "门户网站", "HC-00", 2, 2, "LMHMLM", focus=("SP-08",), public=True, link="direct",
    since="2007-05-08", task="发布政务信息，提供办事指南和咨询投诉入口"),
  "cadre": System(
    "老干部保健信息系统", "HC-00", 2, 2, "LMLMMM", focus=("SP-06",), realtime=False,
    link="physical", since="2010-05-04", task="管理保健对象的体检和诊疗安排"),
  "office": System(
    "办公自动化系统", "HC-00", 1, 1, "LMLMML", realtime=False, dr="none",
    since="2008-03-03", task="流转公文和内部通知"),
  "his": System(
    "医院信息系统", "HC-10", 3, 3, "HHMMHM", focus=(), public=True, dr="system",
    since="2006-08-01", task="支撑挂号、收费、医嘱、药房和住院管理"),
  "lis": System(
    "检验信息系统", "HC-10", 3, 3, "HHMMHM", since="2007-11-05",
    task="采集检验设备结果，审核并发布检验报告"),
  "pacs": System(
    "医学影像存储与传输系统", "HC-10", 3, 3, "HHMMHM", since="2008-12-01",
    task="存储、传输和调阅医学影像"),
  "emr": System(
    "电子病历系统", "HC-10", 3, 3, "MHMHHM", dr="system", since="2011-01-04",
    task="书写、质控和归档住院病历"),
  "laboratory": System(
    "重点实验室信息管理系统", "HC-00", 2, 2, "MMLMMM", focus=("SP-01",), realtime=False,
    link="physical", since="2010-06-01", task="管理样本、试剂和实验记录"),
  "blood": System(
    "血液管理信息系统", "HC-12", 3, 3, "MHMMHH", focus=("SP-03",), data="provincial",
    dr="system", since="2007-03-05", task="管理献血者登记、采集、检测、制备和发放全过程"),
  "donors": System(
    "无偿献血服务网站", "HC-00", 2, 2, "LMHMLM", focus=("SP-08",), public=True,
    link="direct", since="2009-06-08", task="提供献血预约、检测结果查询和用血报销指引"),
}


@dataclass(frozen=True)
class Provider:
  name: str
  nature: str
  services: tuple
  mode: tuple = ("onsite",)
  signed: bool = True


@dataclass(frozen=True)
class Unit:
  """The facts of one unit. Equipment: (domestic, foreign) pieces."""

  short: str
  office: str
  area: str
  filled: str
  systems: tuple
  equipment: dict
  applications: tuple
  providers: tuple
  people: tuple
  money: tuple
  incidents: tuple = ()
  changes: dict = field(default_factory=dict)

  def all_systems(self):
    """Names carry the place where the system is one of many of its kind in the province."""
    for number, key in enumerate(self.systems, 1):
      system = replace(SYSTEMS[key], **self.changes.get(key, {}))
      yield f"SYS-{number:03d}", replace(system, name=self.short + system.name)


EQUIPMENT = (
  "server", "router", "switch", "firewall", "diskArray", "tapeLibrary", "os", "database")


def equipment(*pairs):
  return dict(zip(EQUIPMENT, pairs, strict=True))


INTEGRATOR = Provider("示例系统集成有限公司（测试）", "private", ("integration", "operation"))
TESTER = Provider("示例信息安全测评中心（测试）", "state", ("risk-assessment", "testing"))
UNSIGNED = Provider("示例软件服务部（测试）", "private", ("operation",), signed=False)
FOREIGN = Provider("示例跨国医疗设备服务公司（测试）", "foreign", ("operation", "backup"))

UNITS = {
  "PDY000028": Unit(
    "郑州市", "410199", "0371", "2012-08-20",
    ("platform", "epidemic", "supervision", "ncms", "ambulance", "records", "portal"),
    equipment((22, 26), (4, 9), (31, 24), (9, 3), (2, 4), (0, 1), (11, 37), (6, 19)),
    (2, 6, 0, 5, 1), (INTEGRATOR, TESTER), (268, 5, 214), (180, 42)),
  "PDY000036": Unit(
    "洛阳市", "410399", "0379", "2012-08-22",
    ("platform", "epidemic", "supervision", "ncms", "records", "portal"),
    equipment((14, 19), (3, 5), (22, 17), (6, 2), (1, 3), (0, 1), (7, 26), (4, 13)),
    (1, 5, 0, 4, 1), (INTEGRATOR, TESTER), (196, 4, 152), (120, 30),
    incidents=(("malware", "IV", "2012-04-11"),)),
  "PDY000052": Unit(
    "济源市", "419099", "0391", "2012-08-16",
    ("epidemic", "supervision", "ncms", "records", "portal"),
    equipment((8, 7), (2, 2), (13, 6), (3, 1), (1, 1), (0, 0), (4, 11), (2, 6)),
    (0, 4, 0, 4, 0), (INTEGRATOR,), (74, 2, 61), (48, 12)),
  "PDY000060": Unit(
    "巩义市", "410189", "0371", "2012-08-21",
    ("epidemic", "supervision", "ncms2", "records", "portal"),
    equipment((7, 6), (2, 1), (12, 5), (3, 0), (1, 1), (0, 0), (3, 10), (2, 5)),
    (0, 3, 0, 5, 0), (INTEGRATOR,), (82, 2, 60), (40, 9),
    changes={"records": {"dr": "none"}}),
  "PDY000079": Unit(
    "兰考县", "410289", "0378", "2012-08-24",
    ("epidemic", "ncms2", "records", "portal", "office"),
    equipment((5, 6), (1, 2), (9, 6), (2, 0), (0, 1), (0, 0), (2, 9), (1, 5)),
    (0, 3, 0, 4, 0), (UNSIGNED,), (65, 1, 38), (26, 5),
    incidents=(("attack", "IV", "2012-05-19"),),
    changes={"portal": {"judged": "LMHLLM", "dr": "none"}}),
  "PDY000087": Unit(
    "", "410198", "0371", "2012-08-23",
    ("his", "lis", "pacs", "emr", "laboratory", "cadre"),
    equipment((18, 41), (2, 8), (44, 52), (5, 4), (2, 7), (0, 2), (9, 50), (5, 22)),
    (1, 4, 1, 6, 3), (INTEGRATOR, FOREIGN, TESTER), (2140, 8, 1685), (360, 95)),
  "PDY000095": Unit(
    "", "410197", "0371", "2012-08-17",
    ("blood", "donors", "office"),
    equipment((9, 8), (2, 2), (11, 9), (3, 1), (1, 2), (0, 1), (4, 13), (3, 6)),
    (1, 3, 0, 2, 0), (INTEGRATOR, TESTER), (186, 2, 150), (86, 20)),
  "PDY001012": Unit(
    "中牟县", "410188", "0371", "2012-08-15",
    ("epidemic", "ncms2", "records", "portal"),
    equipment((4, 4), (1, 1), (8, 4), (2, 0), (0, 1), (0, 0), (2, 6), (1, 3)),
    (0, 2, 0, 4, 0), (INTEGRATOR,), (58, 1, 40), (22, 4)),
}
