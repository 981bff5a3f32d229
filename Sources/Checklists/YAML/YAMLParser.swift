internal import CYAML

/// Owns one libyaml parser and turns its events into a tree.
///
/// Anchors and aliases are refused (a few of them inflate without bound), and so is nesting beyond 32 levels, so
/// that the tree is never larger than the text.
final class YAMLParser {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let depthLimit = 32

  private init() {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The root node of a text with one document.
  static func parse(_ bytes: [UInt8]) throws(YAMLProblem) -> YAMLNode {
    try reading(bytes) { parser throws(YAMLProblem) in try parser.document() }
  }

  /// The first texts of a root mapping, up to the first key that holds more than a text or, sooner, to the last of the
  /// keys that are wanted.
  static func beginning(of bytes: [UInt8], until keys: Set<String>) throws(YAMLProblem)
    -> [String: String]
  {
    try reading(bytes) { parser throws(YAMLProblem) in try parser.beginning(until: keys) }
  }

  private static func reading<Value>(
    _ bytes: [UInt8], _ read: (YAMLParser) throws(YAMLProblem) -> Value
  ) throws(YAMLProblem) -> Value {
    let parser = YAMLParser()
    let result: Result<Value, YAMLProblem> = bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(parser.parser, buffer.baseAddress, buffer.count)
      do throws(YAMLProblem) {
        return .success(try read(parser))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// What an event says, copied out of libyaml's memory.
  private enum Event {
    case scalar(String)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case documentEnd, streamEnd, alias, other
  }

  private func beginning(until keys: Set<String>) throws(YAMLProblem) -> [String: String] {
    var texts: [String: String] = [:]
    // The starts of the stream, of the document and of the mapping.
    while true {
      switch try next().0 {
      case .other: continue
      case .mappingStart: break
      default: return texts
      }
      break
    }
    while !keys.isSubset(of: texts.keys) {
      guard case .scalar(let key) = try next().0, case .scalar(let text) = try next().0 else {
        break
      }
      texts[key] = text
    }
    return texts
  }

  private func document() throws(YAMLProblem) -> YAMLNode {
    while true {
      let (event, mark) = try next()
      switch event {
      case .streamEnd: throw YAMLProblem(kind: .empty, mark: mark)
      case .other: continue
      default: break
      }
      let root = try node(event, mark, depth: 0)
      while true {
        let (after, place) = try next()
        switch after {
        case .streamEnd: return root
        case .documentEnd: continue
        default: throw YAMLProblem(kind: .severalDocuments, mark: place)
        }
      }
    }
  }

  private func node(_ event: Event, _ mark: YAMLMark, depth: Int) throws(YAMLProblem) -> YAMLNode {
    guard depth < depthLimit else { throw YAMLProblem(kind: .tooDeep, mark: mark) }
    switch event {
    case .scalar(let text):
      return .scalar(text, mark)
    case .sequenceStart:
      var items: [YAMLNode] = []
      while true {
        let (event, place) = try next()
        if case .sequenceEnd = event { return .sequence(items, mark) }
        items.append(try node(event, place, depth: depth + 1))
      }
    case .mappingStart:
      var members: [YAMLMember] = []
      var keys: Set<String> = []
      while true {
        let (event, keyMark) = try next()
        if case .mappingEnd = event { return .mapping(members, mark) }
        guard case .scalar(let key) = event else {
          throw YAMLProblem(kind: .keyNotText, mark: keyMark)
        }
        guard keys.insert(key).inserted else {
          throw YAMLProblem(kind: .duplicateKey(key), mark: keyMark)
        }
        let (valueEvent, valueMark) = try next()
        let value = try node(valueEvent, valueMark, depth: depth + 1)
        members.append(YAMLMember(key: key, keyMark: keyMark, value: value))
      }
    case .alias:
      throw YAMLProblem(kind: .anchor, mark: mark)
    default:
      throw YAMLProblem(kind: .empty, mark: mark)
    }
  }

  private func next() throws(YAMLProblem) -> (Event, YAMLMark) {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let place = parser.pointee.problem_mark
      let words = parser.pointee.problem.map { String(cString: $0) } ?? "?"
      throw YAMLProblem(
        kind: .syntax(words),
        mark: YAMLMark(line: Int(place.line) + 1, column: Int(place.column) + 1))
    }
    defer { yaml_event_delete(&event) }
    let mark = YAMLMark(
      line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
    var anchored = false
    let kind: Event
    switch event.type {
    case YAML_SCALAR_EVENT:
      anchored = event.data.scalar.anchor != nil
      kind = .scalar(
        String(
          decoding: UnsafeBufferPointer(
            start: event.data.scalar.value, count: event.data.scalar.length), as: UTF8.self))
    case YAML_SEQUENCE_START_EVENT:
      anchored = event.data.sequence_start.anchor != nil
      kind = .sequenceStart
    case YAML_MAPPING_START_EVENT:
      anchored = event.data.mapping_start.anchor != nil
      kind = .mappingStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_ALIAS_EVENT: kind = .alias
    default: kind = .other
    }
    if anchored { throw YAMLProblem(kind: .anchor, mark: mark) }
    return (kind, mark)
  }
}
