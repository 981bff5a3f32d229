internal import Synchronization

/// What `/metrics` tells (Prometheus text exposition format 0.0.4).
final class Metrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let method: String
    let status: Int
  }
  private struct Figures {
    var requests: [Key: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var seconds = 0.0
    var uploads: [String: Int] = [:]
    var refusals: [String: Int] = [:]
    var open = 0
  }

  /// Upper bounds in seconds.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let figures = Mutex(Figures())

  /// How many requests are being answered.
  var open: Int { figures.withLock { $0.open } }

  func begin() { figures.withLock { $0.open += 1 } }

  func end(route: String, method: String, status: Int, seconds: Double, reason: String?) {
    figures.withLock { figures in
      figures.open -= 1
      figures.requests[Key(route: route, method: method, status: status), default: 0] += 1
      figures.seconds += seconds
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound {
        figures.buckets[index] += 1
      }
      if let reason { figures.refusals[reason, default: 0] += 1 }
    }
  }

  /// Counts an upload by what came of it.
  func upload(_ outcome: String) { figures.withLock { $0.uploads[outcome, default: 0] += 1 } }

  /// - Parameters:
  ///   - submissions: how many the register holds.
  ///   - droppedLines: how many lines of the log nobody took.
  func text(version: String, submissions: Int, droppedLines: Int) -> String {
    let figures = figures.withLock { $0 }
    var lines: [String] = []
    func family(_ name: String, _ type: String, _ help: String) {
      lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
    }
    family("respecte_build_info", "gauge", "The program's version.")
    lines.append("respecte_build_info{version=\"\(version)\"} 1")
    family("respecte_http_requests_total", "counter", "Requests that were answered.")
    let keys = figures.requests.keys.sorted {
      ($0.route, $0.method, $0.status) < ($1.route, $1.method, $1.status)
    }
    for key in keys {
      lines.append(
        "respecte_http_requests_total{route=\"\(key.route)\",method=\"\(key.method)\","
          + "status=\"\(key.status)\"} \(figures.requests[key] ?? 0)")
    }
    family("respecte_http_request_seconds", "histogram", "How long answers took.")
    for (index, bound) in Self.bounds.enumerated() {
      lines.append(
        "respecte_http_request_seconds_bucket{le=\"\(bound)\"} \(figures.buckets[index])")
    }
    let count = figures.requests.values.reduce(0, +)
    lines += [
      "respecte_http_request_seconds_bucket{le=\"+Inf\"} \(count)",
      "respecte_http_request_seconds_sum \(figures.seconds)",
      "respecte_http_request_seconds_count \(count)",
    ]
    family("respecte_http_open_requests", "gauge", "Requests that are being answered.")
    lines.append("respecte_http_open_requests \(figures.open)")
    family("respecte_uploads_total", "counter", "Workbooks that were read, by what came of it.")
    for (outcome, count) in figures.uploads.sorted(by: { $0.key < $1.key }) {
      lines.append("respecte_uploads_total{outcome=\"\(outcome)\"} \(count)")
    }
    family("respecte_refusals_total", "counter", "Requests to which nothing was shown, by reason.")
    for (reason, count) in figures.refusals.sorted(by: { $0.key < $1.key }) {
      lines.append("respecte_refusals_total{reason=\"\(reason)\"} \(count)")
    }
    family("respecte_log_lines_dropped_total", "counter", "Lines of the log that nobody took.")
    lines.append("respecte_log_lines_dropped_total \(droppedLines)")
    family("respecte_submissions", "gauge", "Submissions in the register.")
    lines.append("respecte_submissions \(submissions)")
    return lines.joined(separator: "\n") + "\n"
  }
}
