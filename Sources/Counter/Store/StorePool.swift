internal import Register
internal import Synchronization

/// Connections that nobody uses at the moment; each is used by one thread at a time.
///
/// The register is looked at again and again: once it was replaced or deleted, no connection is lent any
/// more, so that nothing is confirmed which would be lost.
final class StorePool: Sendable {
  private let location: RegisterLocation
  private let actor: String
  private let state: Mutex<State>

  /// Used by the one thread that has taken it out of the pool.
  private struct Connection: @unchecked Sendable { let store: CounterStore }

  private struct State {
    var idle: [Connection] = []
    /// The last event that was added here, at first the last of all.
    var event: EventMark
    /// When the event was last looked for, by the steady clock.
    var checked = Clock.steady
    var failure: RegisterError?
  }

  /// How many connections are kept open, and after how many seconds the event is looked for again.
  private static let kept = 8
  private static let period = 1.0

  /// Opens the first connection, so that what is wrong with a register shows at once.
  init(_ location: RegisterLocation, at time: Timestamp, by actor: String) throws(RegisterError) {
    self.location = location
    self.actor = actor
    let store = try CounterStore(location, for: .adding, at: time, by: actor)
    guard let event = try store.register.lastEvent() else { throw .damaged("events") }
    state = Mutex(State(idle: [Connection(store: store)], event: event))
  }

  /// Why no connection is lent any more; nil as long as the register is in place.
  var failure: RegisterError? {
    state.withLock { state in
      if state.failure == nil, state.idle.first?.store.database.isInPlace == false {
        state.failure = .replaced
      }
      return state.failure
    }
  }

  /// Lends a connection. One that failed is not lent again; where a server has closed it, the body runs once
  /// more with a new one, unless something may have been written.
  func with<Result>(
    at time: Timestamp, _ body: (CounterStore) throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    let free = try state.withLock { (state) throws(RegisterError) in
      if let failure = state.failure { throw failure }
      return state.idle.popLast()
    }
    if let free {
      do throws(RegisterError) {
        return try lend(free, isNew: false, body)
      } catch {
        guard case .unreachable = error, !free.store.database.hasWritten else { throw error }
      }
    }
    let opened: Connection
    do throws(RegisterError) {
      opened = Connection(
        store: try CounterStore(location, for: .addingToo, at: time, by: actor))
    } catch { throw noted(error) }
    return try lend(opened, isNew: true, body)
  }

  private func lend<Result>(
    _ connection: Connection, isNew: Bool, _ body: (CounterStore) throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    let store = connection.store
    try check(store, isNew: isNew)
    store.database.hasWritten = false
    let result: Result
    do throws(RegisterError) { result = try body(store) } catch {
      if case .replaced = error { throw noted(error) }
      throw error
    }
    let added = store.register.lastAdded
    state.withLock { state in
      if let added, added.number > state.event.number { state.event = added }
      if state.idle.count < Self.kept { state.idle.append(connection) }
    }
    return result
  }

  /// Sees that the register is in place; the event is looked for by one caller in each period, and by new
  /// connections.
  private func check(_ store: CounterStore, isNew: Bool) throws(RegisterError) {
    let now = Clock.steady
    let (event, isDue) = state.withLock { state in
      let isDue = isNew || now - state.checked >= Self.period
      if isDue { state.checked = now }
      return (state.event, isDue)
    }
    do throws(RegisterError) {
      guard store.database.isInPlace else { throw .replaced }
      if isDue { try store.register.requireInPlace(event) }
    } catch { throw noted(error) }
  }

  /// A failure of the register itself stays; a server that does not answer, or another program that holds it,
  /// may pass.
  private func noted(_ error: RegisterError) -> RegisterError {
    switch error {
    case .replaced, .notThere, .notARegister, .newer, .damaged:
      state.withLock { state in if state.failure == nil { state.failure = error } }
    default: break
    }
    return error
  }
}
