internal import Basics
internal import CMicroHTTPD

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
  static let loaded: HTTPLibrary? =
    LoadedLibrary(linux: "libmicrohttpd.so.12", homebrew: "lib/libmicrohttpd.12.dylib")
    .flatMap { HTTPLibrary($0) }

  private init?(_ library: LoadedLibrary) {
    guard let start = library.address("MHD_start_daemon"),
      let information = library.address("MHD_get_connection_info"),
      let stop: @convention(c) (OpaquePointer) -> Void = library.function("MHD_stop_daemon"),
      let quiesce: @convention(c) (OpaquePointer) -> CInt = library.function("MHD_quiesce_daemon"),
      let values:
        @convention(c) (
          Connection, MHD_ValueKind, MHD_KeyValueIterator?, UnsafeMutableRawPointer?
        ) -> CInt = library.function("MHD_get_connection_values"),
      let makeResponse: @convention(c) (Int, UnsafeRawPointer?, MHD_ResponseMemoryMode) -> Response?
      = library.function("MHD_create_response_from_buffer"),
      let addHeader:
        @convention(c) (Response, UnsafePointer<CChar>, UnsafePointer<CChar>) -> MHD_Result =
        library.function("MHD_add_response_header"),
      let queue: @convention(c) (Connection, CUnsignedInt, Response) -> MHD_Result =
        library.function("MHD_queue_response"),
      let destroyResponse: @convention(c) (Response) -> Void = library.function(
        "MHD_destroy_response"),
      let makeForm:
        @convention(c) (Connection, Int, MHD_PostDataIterator, UnsafeMutableRawPointer?) ->
          OpaquePointer? = library.function("MHD_create_post_processor"),
      let addToForm: @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int) -> MHD_Result =
        library.function("MHD_post_process"),
      let destroyForm: @convention(c) (OpaquePointer) -> MHD_Result = library.function(
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
