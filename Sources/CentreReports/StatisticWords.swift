public import BundleCore
public import Centre

extension StatisticSection {
  /// The title of the section.
  public var title: Bilingual {
    switch self {
    case .foreign: Bilingual("国外产品和服务占比（按种类）", "Foreign products and services by kind")
    case .foreignTotal: Bilingual("国外产品和服务占比（按大类）", "Foreign products and services by category")
    case .level: Bilingual("信息系统定级情况", "Systems by level")
    case .filed: Bilingual("公安机关备案", "Filed with the police")
    case .healthFiled: Bilingual("卫生行政部门备案", "Filed with the health authority")
    case .rectified: Bilingual("建设整改", "Rectified")
    case .evaluated: Bilingual("等级测评", "Evaluated")
    case .inspected: Bilingual("自查", "Self-inspected")
    case .problem: Bilingual("问题整改情况", "Problems by state")
    case .problemHigh: Bilingual("严重问题整改情况", "Grave problems")
    case .emergency: Bilingual("应急预案、演练与灾备", "Emergency plans, drills and recovery")
    case .outsourcing: Bilingual("信息技术外包服务", "Outsourcing")
    case .incident: Bilingual("信息安全事件", "Incidents")
    case .training: Bilingual("教育培训", "Training")
    }
  }

  /// The name of an item as the view `statistic` has it; an item of a newer view shows itself.
  public func title(of item: String) -> Bilingual {
    switch (self, item) {
    case (.foreign, _): Self.product(item)
    case (.foreignTotal, "hardware"): Bilingual("硬件", "Hardware")
    case (.foreignTotal, "software"): Bilingual("软件", "Software")
    case (.foreignTotal, "services"): Bilingual("外包服务", "Services")
    case (_, "L0"): Bilingual("未定级", "Ungraded")
    case (_, "L1"): Bilingual("第一级", "Level 1")
    case (_, "L2"): Bilingual("第二级", "Level 2")
    case (_, "L3"): Bilingual("第三级", "Level 3")
    case (_, "L4"): Bilingual("第四级", "Level 4")
    case (_, "L5"): Bilingual("第五级", "Level 5")
    case (_, "all"): Bilingual("第二级以上", "Level 2 and above")
    case (.problem, _), (.problemHigh, _): Self.problemState(item)
    case (.emergency, _): Self.emergency(item)
    case (.outsourcing, _): Self.outsourcing(item)
    case (.incident, "I"): Bilingual("特别重大（I级）", "Extremely grave (I)")
    case (.incident, "II"): Bilingual("重大（II级）", "Grave (II)")
    case (.incident, "III"): Bilingual("较大（III级）", "Serious (III)")
    case (.incident, "IV"): Bilingual("一般（IV级）", "Ordinary (IV)")
    case (.training, "people"): Bilingual("参加培训人数", "People trained")
    default: Bilingual(item, item)
    }
  }

  private static func product(_ kind: String) -> Bilingual {
    switch kind {
    case "server": Bilingual("服务器", "Servers")
    case "router": Bilingual("路由器", "Routers")
    case "switch": Bilingual("交换机", "Switches")
    case "terminal": Bilingual("终端计算机", "Terminals")
    case "storage": Bilingual("存储设备", "Storage")
    case "diskArray": Bilingual("磁盘阵列", "Disk arrays")
    case "tapeLibrary": Bilingual("磁带库", "Tape libraries")
    case "firewall": Bilingual("防火墙", "Firewalls")
    case "loadBalancer": Bilingual("负载均衡设备", "Load balancers")
    case "ids": Bilingual("入侵检测（防御）设备", "Intrusion detection")
    case "audit": Bilingual("安全审计设备", "Security audit")
    case "os": Bilingual("操作系统", "Operating systems")
    case "dbms": Bilingual("数据库管理系统", "Databases")
    case "mail": Bilingual("邮件系统", "Mail systems")
    case "application": Bilingual("业务应用软件", "Applications")
    case "provider": Bilingual("外包服务机构", "Service providers")
    default: Bilingual(kind, kind)
    }
  }

  private static func problemState(_ state: String) -> Bilingual {
    switch state {
    case "done": Bilingual("已整改", "Done")
    case "in-progress": Bilingual("整改中", "In progress")
    case "interim": Bilingual("已采取临时防范措施", "Interim measure taken")
    case "not-started": Bilingual("未整改", "Not started")
    default: Bilingual(state, state)
    }
  }

  private static func emergency(_ item: String) -> Bilingual {
    switch item {
    case "plan": Bilingual("制定应急预案的单位", "Units with an emergency plan")
    case "plan-revised": Bilingual("本年度修订预案的单位", "Units that revised it this year")
    case "drill": Bilingual("开展应急演练的单位", "Units that held a drill")
    case "data-backup": Bilingual("进行数据备份的单位", "Units that back up data")
    case "team": Bilingual("有应急技术队伍的单位", "Units with an emergency team")
    case "spares": Bilingual("配备应急资源的单位", "Units with spares")
    case "recovery-system": Bilingual("系统级灾备的重要系统", "Important systems with system recovery")
    case "recovery-data": Bilingual("仅数据灾备的重要系统", "Important systems with data recovery alone")
    case "recovery-none": Bilingual("无灾备的重要系统", "Important systems without recovery")
    default: Bilingual(item, item)
    }
  }

  private static func outsourcing(_ item: String) -> Bilingual {
    switch item {
    case "uses": Bilingual("有外包服务的单位", "Units that outsource")
    case "state": Bilingual("国有服务机构", "State-owned providers")
    case "private": Bilingual("民营服务机构", "Private providers")
    case "foreign": Bilingual("外资服务机构", "Foreign providers")
    case "agreement": Bilingual("签订安全保密协议的机构", "Providers with a secrecy agreement")
    case "certified": Bilingual("通过信息安全管理体系认证的机构", "Providers with a certified ISMS")
    case "remote": Bilingual("以远程方式服务的机构", "Providers that work remotely")
    case "third-party-operation": Bilingual("委托第三方运维的系统", "Systems run by third parties")
    default: Bilingual(item, item)
    }
  }
}
