import Basics
import Checklists
import Foundation
import Isolation
import Register

@testable import Commands

/// The program's own work: workbooks are read, once in a child and once here.
enum Corpus {
  /// Reads each file both ways, the first of which is the sample, and says where that gave two things.
  static func compare(_ paths: [String]) throws {
    let isolated = try isolated(samples: Array(paths.prefix(1)))
    let reading = try reading()
    var same = 0
    for path in paths {
      guard let bytes = contents(path) else { continue }
      do throws(IsolationError) {
        if try isolated.run(bytes) == answer(to: bytes, reading) {
          same += 1
        } else {
          print(path, "differs")
        }
      } catch {
        print(path, error)
      }
    }
    print("same", same, "confinement", isolated.confinement)
  }

  /// The median and the longest of 200 times of the first file, the others being samples.
  static func time(_ paths: [String]) throws {
    let isolated = try isolated(samples: Array(paths.dropFirst()))
    let reading = try reading()
    let bytes = paths.first.flatMap(contents) ?? []
    func measured(_ body: () -> Void) -> String {
      let times = (0..<200).map { _ in ContinuousClock().measure(body) }.sorted()
      return "\(times[100]) \(times[199])"
    }
    print("isolated", measured { _ = try? isolated.run(bytes) })
    print("here", measured { _ = answer(to: bytes, reading) })
    let nothing = try IsolatedWork(warmUp: [[]]) { $0 }
    print("nothing", measured { _ = try? nothing.run([]) })
  }

  private static func isolated(samples: [String]) throws -> IsolatedWork {
    let reading = try reading()
    return try IsolatedWork(warmUp: samples.compactMap(contents)) { answer(to: $0, reading) }
  }

  private static func contents(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  private static func reading() throws -> ReadSubmission {
    let session = Session(
      language: .french, isQuiet: true, environment: [:],
      console: Console(input: 0, output: 1, errors: 2, environment: [:]))
    return ReadSubmission(try ReturnedFiles(Arguments(language: .french), session))
  }

  private static func answer(to bytes: [UInt8], _ reading: ReadSubmission) -> [UInt8] {
    let (record, _) = reading.record(
      of: bytes, file: "retour.xlsx", asOf: nil, language: .french)
    return Array((record.submission + "\n" + record.assessment + "\n" + record.verdict).utf8)
  }
}
