internal import Basics

/// What is used of libpq (PostgreSQL 15, chapter 34). It is loaded only where an address asks for it, since its TLS,
/// LDAP and Kerberos libraries would double what every start of the program costs.
struct PostgreSQLLibrary: Sendable {
  typealias Connection = OpaquePointer
  typealias Answer = OpaquePointer
  typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

  let connect: @convention(c) (Texts, Texts, CInt) -> Connection?
  let status: @convention(c) (Connection) -> CInt
  let finish: @convention(c) (Connection) -> Void
  let message: @convention(c) (Connection) -> UnsafePointer<CChar>?
  let setNoticeReceiver:
    @convention(c) (
      Connection, (@convention(c) (UnsafeMutableRawPointer?, Answer?) -> Void)?,
      UnsafeMutableRawPointer?
    ) -> UnsafeRawPointer?
  let execute:
    @convention(c) (
      Connection, UnsafePointer<CChar>, CInt, UnsafePointer<CUnsignedInt>?, Texts?,
      UnsafePointer<CInt>?, UnsafePointer<CInt>?, CInt
    ) -> Answer?
  let answerStatus: @convention(c) (Answer) -> CInt
  let answerField: @convention(c) (Answer, CInt) -> UnsafePointer<CChar>?
  let clear: @convention(c) (Answer) -> Void
  let rows: @convention(c) (Answer) -> CInt
  let columns: @convention(c) (Answer) -> CInt
  let type: @convention(c) (Answer, CInt) -> CUnsignedInt
  let isNull: @convention(c) (Answer, CInt, CInt) -> CInt
  let length: @convention(c) (Answer, CInt, CInt) -> CInt
  let value: @convention(c) (Answer, CInt, CInt) -> UnsafeRawPointer?

  /// Nil where the library, or one of these functions, is not there.
  static let loaded: PostgreSQLLibrary? =
    LoadedLibrary(linux: "libpq.so.5", homebrew: "opt/libpq/lib/libpq.5.dylib")
    .flatMap { try? PostgreSQLLibrary($0) }

  private init(_ library: LoadedLibrary) throws(RegisterError) {
    func function<Function>(_ name: String) throws(RegisterError) -> Function {
      guard let function: Function = library.function(name) else { throw .libraryMissing }
      return function
    }
    connect = try function("PQconnectdbParams")
    status = try function("PQstatus")
    finish = try function("PQfinish")
    message = try function("PQerrorMessage")
    setNoticeReceiver = try function("PQsetNoticeReceiver")
    execute = try function("PQexecParams")
    answerStatus = try function("PQresultStatus")
    answerField = try function("PQresultErrorField")
    clear = try function("PQclear")
    rows = try function("PQntuples")
    columns = try function("PQnfields")
    type = try function("PQftype")
    isNull = try function("PQgetisnull")
    length = try function("PQgetlength")
    value = try function("PQgetvalue")
  }
}
