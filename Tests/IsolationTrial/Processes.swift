import Foundation

/// What Linux says of processes.
enum Processes {
  /// Those that this process made, and those that they made, zombies included.
  static func descendants() -> [Int32] {
    var parents: [Int32: Int32] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      // The name of the program stands in parentheses and may hold anything.
      guard let process = Int32(name),
        let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 1
      else { continue }
      parents[process] = Int32(fields[1])
    }
    var found = [ProcessInfo.processInfo.processIdentifier]
    var place = 0
    while place < found.count {
      found += parents.filter { $0.value == found[place] }.keys.sorted()
      place += 1
    }
    return Array(found.dropFirst())
  }

  /// The same once there are so many, or 10 seconds later.
  static func descendants(atLeast count: Int) -> [Int32] {
    var found = descendants()
    for _ in 0..<200 {
      if found.count >= count { break }
      usleep(50_000)
      found = descendants()
    }
    return found
  }

  /// Bytes of memory that are a process's own or shared.
  static func memory(of process: Int32) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
    let fields = text.split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  static func descriptors(of process: Int32) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd"))?.count ?? 0
  }
}
