import BundleCore
import Foundation

// Makes a simulated province for Tools/simulate and for tests: keys, campaign, and a tray of
// bundles with what a centre must make of each. fengni-simulate COUNT FOLDER

guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[1]), count > 0 else {
  FileHandle.standardError.write(Data("usage: fengni-simulate COUNT FOLDER\n".utf8))
  exit(64)
}
do {
  let province = try Province(count: count, folder: CommandLine.arguments[2])
  try province.writeTray()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(70)
}
