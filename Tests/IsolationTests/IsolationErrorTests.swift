import Checklists
import Isolation
import Testing

struct IsolationErrorTests {
  static let all: [IsolationError] = [
    .tooLong, .tooMuchMemory, .died(signal: 31), .answerTooLarge, .busy,
    .unavailable("fork: EAGAIN"),
  ]

  @Test(
    "A partner is told what happened and what to do, without what only concerns the office",
    arguments: all)
  func messages(_ error: IsolationError) {
    for language in Language.allCases {
      let message = error.message(in: language)
      #expect(message.split(separator: ". ").count >= 2 && message.hasSuffix("."))
      #expect(!message.contains("31") && !message.contains("EAGAIN"))
    }
    let french = error.message(in: .french)
    for mark in [";", ":", "?", "!"] { #expect(!french.contains(" " + mark)) }
  }
}
