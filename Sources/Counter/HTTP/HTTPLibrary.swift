internal import CMicroHTTPD

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is used of GNU libmicrohttpd. It is loaded only where something is served, since its TLS would cost every start of the
/// program.
struct HTTPLibrary: @unchecked Sendable {
  typealias Connection = OpaquePointer
  typealias Response = OpaquePointer

  let start: UnsafeMutableRawPointer
  let information: UnsafeMutableRawPointer
  let stop: @convention(c) (OpaquePointer) -> Void
  /// Stops to listen and gives the listening socket back.
  let quiesce: @convention(c) (OpaquePointer) -> CInt
  let values:
    @convention(c) (Connection, MHD_ValueKind, MHD_KeyValueIterator?, UnsafeMutableRawPointer?) ->
      CInt
  let makeResponse: @convention(c) (Int, UnsafeRawPointer?, MHD_ResponseMemoryMode) -> Response?
  let addHeader: @convention(c) (Response, UnsafePointer<CChar>, UnsafePointer<CChar>) -> MHD_Result
  let queue: @convention(c) (Connection, CUnsignedInt, Response) -> MHD_Result
  let destroyResponse: @convention(c) (Response) -> Void
  let makeForm:
    @convention(c) (Connection, Int, MHD_PostDataIterator, UnsafeMutableRawPointer?) ->
      OpaquePointer?
  let addToForm: @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int) -> MHD_Result
  let destroyForm: @convention(c) (OpaquePointer) -> MHD_Result

  /// Nil where the library, or one of these functions, is not there.
  static let loaded: HTTPLibrary? = {
    #if canImport(Darwin)
      let names = ["/opt/homebrew/lib/", "/usr/local/lib/"].map { $0 + "libmicrohttpd.12.dylib" }
    #else
      let names = ["libmicrohttpd.so.12"]
    #endif
    for name in names {
      if let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) { return HTTPLibrary(library) }
    }
    return nil
  }()

  private init?(_ library: UnsafeMutableRawPointer) {
    func function<Function>(_ name: String) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let start = dlsym(library, "MHD_start_daemon"),
      let information = dlsym(library, "MHD_get_connection_info"),
      let stop: @convention(c) (OpaquePointer) -> Void = function("MHD_stop_daemon"),
      let quiesce: @convention(c) (OpaquePointer) -> CInt = function("MHD_quiesce_daemon"),
      let values:
        @convention(c) (
          Connection, MHD_ValueKind, MHD_KeyValueIterator?, UnsafeMutableRawPointer?
        ) -> CInt = function("MHD_get_connection_values"),
      let makeResponse: @convention(c) (Int, UnsafeRawPointer?, MHD_ResponseMemoryMode) -> Response?
      = function(
        "MHD_create_response_from_buffer"),
      let addHeader:
        @convention(c) (Response, UnsafePointer<CChar>, UnsafePointer<CChar>) -> MHD_Result =
        function("MHD_add_response_header"),
      let queue: @convention(c) (Connection, CUnsignedInt, Response) -> MHD_Result = function(
        "MHD_queue_response"),
      let destroyResponse: @convention(c) (Response) -> Void = function("MHD_destroy_response"),
      let makeForm:
        @convention(c) (Connection, Int, MHD_PostDataIterator, UnsafeMutableRawPointer?) ->
          OpaquePointer? = function("MHD_create_post_processor"),
      let addToForm: @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int) -> MHD_Result =
        function("MHD_post_process"),
      let destroyForm: @convention(c) (OpaquePointer) -> MHD_Result = function(
        "MHD_destroy_post_processor")
    else { return nil }
    self.start = start
    self.information = information
    self.stop = stop
    self.quiesce = quiesce
    self.values = values
    self.makeResponse = makeResponse
    self.addHeader = addHeader
    self.queue = queue
    self.destroyResponse = destroyResponse
    self.makeForm = makeForm
    self.addToForm = addToForm
    self.destroyForm = destroyForm
  }
}
