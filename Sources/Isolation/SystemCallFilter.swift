#if os(Linux)
  internal import Basics
  internal import CIsolation

  #if canImport(Glibc)
    internal import Glibc
  #else
    internal import Musl
  #endif

  /// The system calls that a child may make: what computing, allocating and its one stream need. Any other ends its process
  /// (SIGSYS).
  struct SystemCallFilter {
    /// A comparison of an argument.
    private typealias Condition = respecte_argument

    /// Allowed with any arguments. There is nothing to read and write but the request's stream and /dev/null.
    private static let calls = [
      "read", "write", "exit", "exit_group", "brk", "munmap", "mremap", "madvise", "futex",
      "clock_gettime", "clock_gettime64", "gettimeofday", "getrandom", "sched_yield",
      // What `abort` and a handler's return take, besides the signal to oneself.
      "rt_sigreturn", "rt_sigaction", "rt_sigprocmask", "getpid", "gettid",
    ]

    private let library: SeccompLibrary
    private let context: SeccompLibrary.Context

    /// Nil where the system or libseccomp is not there for it.
    init?() {
      guard respecte_filters_system_calls() != 0, let library = SeccompLibrary.loaded,
        let context = library.initialize(SeccompLibrary.killProcess)
      else { return nil }
      self.library = library
      self.context = context
      let anonymous = UInt64(MAP_ANONYMOUS)
      // Memory without a file behind it, in which nothing can be executed.
      let memory = [
        Self.masked(2, UInt64(PROT_EXEC), equals: 0),
        Self.masked(3, anonymous, equals: anonymous),
      ]
      guard
        library.setAttribute(context, SeccompLibrary.otherArchitecture, SeccompLibrary.killProcess)
          == 0,
        Self.calls.allSatisfy({ allow($0) }),
        allow("mmap", where: memory) || allow("mmap2", where: memory),
        allow("mprotect", where: [Self.masked(2, UInt64(PROT_EXEC), equals: 0)])
      else { return nil }
    }

    /// Confines this process, for good; whether that was done.
    func install() -> Bool {
      let oneself = Condition(place: 0, comparison: 4, first: UInt64(getpid()), second: 0)
      return allow("tgkill", where: [oneself]) && library.load(context) == 0
    }

    /// Calls that this architecture does not have are passed over.
    private func allow(_ call: String, where conditions: [Condition] = []) -> Bool {
      let number = library.number(call)
      guard number >= 0 else { return conditions.isEmpty }
      return library.addRule(
        context, SeccompLibrary.allow, number, CUnsignedInt(conditions.count), conditions) == 0
    }

    private static func masked(_ place: UInt32, _ mask: UInt64, equals value: UInt64) -> Condition {
      Condition(place: place, comparison: 7, first: mask, second: value)
    }
  }

  /// What is used of libseccomp (2.5, seccomp.h). It is loaded only in the fork server.
  private struct SeccompLibrary {
    typealias Context = OpaquePointer

    /// SCMP_ACT_KILL_PROCESS, SCMP_ACT_ALLOW, and the attribute SCMP_FLTATR_ACT_BADARCH.
    static let killProcess: UInt32 = 0x8000_0000
    static let allow: UInt32 = 0x7fff_0000
    static let otherArchitecture: UInt32 = 2

    let initialize: @convention(c) (UInt32) -> Context?
    let setAttribute: @convention(c) (Context, UInt32, UInt32) -> CInt
    let number: @convention(c) (UnsafePointer<CChar>) -> CInt
    let addRule:
      @convention(c) (Context, UInt32, CInt, CUnsignedInt, UnsafePointer<respecte_argument>?) ->
        CInt
    let load: @convention(c) (Context) -> CInt

    /// Nil where the library, or one of these functions, is not there.
    static var loaded: SeccompLibrary? {
      LoadedLibrary(linux: "libseccomp.so.2", homebrew: "").flatMap { SeccompLibrary($0) }
    }

    private init?(_ library: LoadedLibrary) {
      guard let initialize: @convention(c) (UInt32) -> Context? = library.function("seccomp_init"),
        let setAttribute: @convention(c) (Context, UInt32, UInt32) -> CInt = library.function(
          "seccomp_attr_set"),
        let number: @convention(c) (UnsafePointer<CChar>) -> CInt = library.function(
          "seccomp_syscall_resolve_name"),
        let addRule:
          @convention(c) (Context, UInt32, CInt, CUnsignedInt, UnsafePointer<respecte_argument>?) ->
            CInt = library.function("seccomp_rule_add_array"),
        let load: @convention(c) (Context) -> CInt = library.function("seccomp_load")
      else { return nil }
      self.initialize = initialize
      self.setAttribute = setAttribute
      self.number = number
      self.addRule = addRule
      self.load = load
    }
  }
#else
  /// There is none here.
  struct SystemCallFilter {
    init?() { return nil }
    func install() -> Bool { true }
  }
#endif
