internal import CYAML

/// Owns one libyaml emitter and writes a document event by event.
final class YAMLEmitter {
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>
  private let output: Output

  /// Where libyaml's write handler puts the bytes.
  private final class Output {
    var bytes: [UInt8] = []
  }

  init() {
    output = Output()
    emitter = .allocate(capacity: 1)
    emitter.initialize(to: yaml_emitter_t())
    yaml_emitter_initialize(emitter)
    yaml_emitter_set_unicode(emitter, 1)
    yaml_emitter_set_width(emitter, -1)
    yaml_emitter_set_indent(emitter, 2)
    yaml_emitter_set_output(
      emitter,
      { context, buffer, size in
        guard let context, let buffer else { return 0 }
        Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeBufferPointer(start: buffer, count: size))
        return 1
      }, Unmanaged.passUnretained(output).toOpaque())
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  /// The document of a tree, as text.
  static func text(of node: YAMLNode) -> String {
    let emitter = YAMLEmitter()
    emitter.emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
    emitter.emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
    emitter.emit(node)
    emitter.emit { yaml_document_end_event_initialize($0, 1) }
    emitter.emit { yaml_stream_end_event_initialize($0) }
    return String(decoding: emitter.output.bytes, as: UTF8.self)
  }

  private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
    var event = yaml_event_t()
    guard initialize(&event) == 1 else { return }
    yaml_emitter_emit(emitter, &event)
  }

  private func emit(_ node: YAMLNode) {
    switch node {
    case .scalar(let text, _): emit(text, isKey: false)
    case .sequence(let items, _):
      let style = Self.isShort(items) ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
      emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, style) }
      items.forEach(emit)
      emit { yaml_sequence_end_event_initialize($0) }
    case .mapping(let members, _):
      emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
      for member in members {
        emit(member.key, isKey: true)
        emit(member.value)
      }
      emit { yaml_mapping_end_event_initialize($0) }
    }
  }

  private func emit(_ text: String, isKey: Bool) {
    var style = YAML_ANY_SCALAR_STYLE
    if !isKey {
      if text.contains("\n") {
        style = YAML_LITERAL_SCALAR_STYLE
      } else if text.isEmpty
        || text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
          && !text.allSatisfy(\.isNumber)
      {
        // Other YAML readers must not take a reference or a version for a number.
        style = YAML_DOUBLE_QUOTED_SCALAR_STYLE
      }
    }
    var bytes = Array(text.utf8)
    let count = Int32(clamping: bytes.count)
    emit { yaml_scalar_event_initialize($0, nil, nil, &bytes, count, 1, 1, style) }
  }

  /// Lists of short names stand on one line.
  private static func isShort(_ items: [YAMLNode]) -> Bool {
    items.allSatisfy {
      if case .scalar(let text, _) = $0 {
        !text.isEmpty && text.utf8.count <= 20 && text.allSatisfy { $0.isASCII && $0.isLetter }
      } else {
        false
      }
    }
  }
}
