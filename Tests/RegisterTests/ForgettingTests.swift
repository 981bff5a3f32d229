import Basics
import Foundation
import TestSupport
import Testing

@testable import Register

/// What a partner wants removed is gone, and the log says so.
@Suite struct ForgettingTests {
  @Test(arguments: Backend.allCases)
  func aPartnerIsForgotten(backend: Backend) throws {
    let place = try TestRegister(backend)
    let register = try place.open()
    let secret = "what Lavande wrote and nobody else"
    try register.add("Lavande", Array(secret.utf8), file: "lavande par Jeanne.xlsx")
    try register.add("Kestrel", "shared")
    try register.add("Lavande", "shared")
    let removed = try register.forget(
      partner: "lavande", at: Timestamp(startOf: .epoch), by: "office")
    #expect(removed.map(\.number) == [1, 3])
    #expect(removed.map { $0.summary?.file } == ["lavande par Jeanne.xlsx", "retour.xlsx"])

    for number in [1, 3] {
      let left = try register.submission(number)
      #expect(left.summary == nil)
      #expect(throws: RegisterError.forgotten(number)) { try register.record(of: number) }
      #expect(throws: RegisterError.forgotten(number)) { try register.bytes(number) }
    }
    // What Kestrel handed in stays, though the bytes are the same.
    #expect(try register.bytes(2) == Array("shared".utf8))
    #expect(throws: RegisterError.noPartner("Lavande")) {
      try register.lastSubmission(of: "Lavande")
    }
    #expect(try register.partners() == ["Kestrel"])

    let tomb = try #require(try register.events().last)
    #expect(tomb.kind == "forgotten")
    #expect(tomb.actor == "office")
    #expect(tomb.partner == "Lavande")
    let details = try JSON.read(Array(tomb.details.utf8))
    let items = try #require(details["removed"]?.array)
    #expect(items.map { $0["submission"]?.int } == [1, 3])
    #expect(
      items.map { $0["original"]?.string }
        == [SHA256.hex(of: Array(secret.utf8)), SHA256.hex(of: Array("shared".utf8))])
    #expect(
      try register.history(of: register.submission(1)).map(\.kind) == ["received", "forgotten"])
    let (faults, result) = try register.faults()
    #expect(faults == [])
    #expect(result.forgotten == 2)
    if backend == .sqlite {
      for name in try place.folder.names() {
        let file = try place.folder.read(name)
        #expect(file.firstRange(of: Array(secret.utf8)) == nil, "\(name)")
        #expect(file.firstRange(of: Array("Jeanne".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test("Whoever was forgotten may come back, with the same bytes", arguments: Backend.allCases)
  func backAgain(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    try register.add("Lavande", "A")
    _ = try register.forget(partner: "Lavande", at: TestRegister.time, by: "office")
    guard case .new(let added) = try register.add("Lavande", Array("A".utf8)) else {
      Issue.record("taken for known")
      return
    }
    #expect(added.number == 2)
    #expect(try register.bytes(2) == Array("A".utf8))
    #expect(try register.submission(1).summary == nil)
    #expect(try register.faults().faults == [])
    _ = try register.forget(partner: "Lavande", at: TestRegister.time, by: "office")
    #expect(try register.count("pieces") == 0)
    #expect(try register.faults().faults == [])
  }

  @Test("Nobody is forgotten who is not there, or twice", arguments: Backend.allCases)
  func nobody(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    try register.add("Lavande", "A")
    _ = try register.forget(partner: "Lavande", at: TestRegister.time, by: "office")
    for name in ["Lavande", "Kestrel", ""] {
      #expect(throws: RegisterError.noPartner(name)) {
        try register.forget(partner: name, at: TestRegister.time, by: "office")
      }
    }
    #expect(try register.count("events") == 3)
  }
}
