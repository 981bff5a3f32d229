internal import Synchronization

/// How often something may happen: so many at once, then so many a minute (a token bucket).
struct RateLimit: Sendable {
  var burst: Double
  var perMinute: Double

  init(perMinute: Int, burst: Int) {
    self.perMinute = Double(perMinute)
    self.burst = Double(burst)
  }
}

/// Counts by key: an address, a link, a name. What is remembered is bounded; the keys that have been still for longest are
/// forgotten first.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    /// Seconds of a clock that only goes on.
    var time: Double
  }

  private let limit: RateLimit
  private let buckets = Mutex<[String: Bucket]>([:])
  private static let capacity = 20_000

  init(_ limit: RateLimit) { self.limit = limit }

  /// Gives one back that was taken for nothing.
  func giveBack(to key: String) {
    buckets.withLock { buckets in
      guard let tokens = buckets[key]?.tokens else { return }
      buckets[key]?.tokens = min(limit.burst, tokens + 1)
    }
  }

  /// Takes one.
  ///
  /// - Returns: nil where it may happen, else the seconds to wait.
  func wait(for key: String, at time: Double) -> Int? {
    buckets.withLock { buckets in
      var bucket = buckets[key] ?? Bucket(tokens: limit.burst, time: time)
      let rate = limit.perMinute / 60
      bucket.tokens = min(limit.burst, bucket.tokens + max(0, time - bucket.time) * rate)
      bucket.time = time
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      if buckets[key] == nil, buckets.count >= Self.capacity {
        // A bucket that is full again says nothing.
        buckets = buckets.filter {
          $0.value.tokens + (time - $0.value.time) * rate < limit.burst
        }
        if buckets.count >= Self.capacity {
          let middle = buckets.values.map(\.time).sorted()[buckets.count / 2]
          buckets = buckets.filter { $0.value.time > middle }
        }
      }
      buckets[key] = bucket
      return isAllowed ? nil : max(1, Int(((1 - bucket.tokens) / rate).rounded(.up)))
    }
  }
}
