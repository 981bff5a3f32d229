internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A thread of the system, joined once.
package struct SystemThread {
  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let id: pthread_t

  /// Whether this process may start none.
  private static let areForbidden = Atomic(false)

  /// Starts no more threads in this process: where the system would end it if it tried.
  package static func forbid() { areForbidden.store(true, ordering: .relaxed) }

  /// As deep as the first thread may go, which elsewhere is more than a thread gets.
  package static let deep = 8 << 20

  /// Nil where the system gives no more threads, or none is to be started.
  ///
  /// - Parameter stack: how many bytes its calls may take.
  package init?(stack: Int = deep, _ body: @escaping @Sendable () -> Void) {
    if Self.areForbidden.load(ordering: .relaxed) { return nil }
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    defer {
      pthread_attr_destroy(attributes)
      attributes.deallocate()
    }
    pthread_attr_setstacksize(attributes, stack)
    let start = Unmanaged.passRetained(Start(body))
    // The first thread is the one that is interrupted, so that it can hold signals while it must not be.
    let signals = SignalsHeld()
    defer { signals.release() }
    #if canImport(Darwin)
      var id: pthread_t?
      let status = pthread_create(
        &id, attributes,
        { pointer in
          Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, start.toOpaque())
      guard status == 0, let id else {
        start.release()
        return nil
      }
      self.id = id
    #else
      var id = pthread_t()
      let status = pthread_create(
        &id, attributes,
        { pointer in
          if let pointer { Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body() }
          return nil
        }, start.toOpaque())
      guard status == 0 else {
        start.release()
        return nil
      }
      self.id = id
    #endif
  }

  package func join() { pthread_join(id, nil) }
}
