/// What takes the members of an object, one after the other: a value that they become, or a line of text that they are
/// written to at once, so that a long object needs no value for each of its parts.
public protocol JSONObject {
  /// Takes a string, or null.
  mutating func add(_ name: String, _ string: String?)
  /// Takes any value.
  mutating func add(_ name: String, _ value: JSON)
  /// Takes an object.
  mutating func add(_ name: String, object: (inout Self) -> Void)
  /// Takes an array with an object for each item.
  mutating func add<Item>(_ name: String, _ items: [Item], object: (Item, inout Self) -> Void)
}

extension JSON {
  /// An object of the members that a description gives.
  public static func object(_ describe: (inout Members) -> Void) -> JSON {
    var object = Members()
    describe(&object)
    return .object(object.members)
  }

  /// The members of an object that becomes a value.
  public struct Members: JSONObject {
    fileprivate var members: [Member] = []

    public mutating func add(_ name: String, _ string: String?) { add(name, JSON(string)) }

    public mutating func add(_ name: String, _ value: JSON) { members.append(Member(name, value)) }

    public mutating func add(_ name: String, object: (inout Members) -> Void) {
      add(name, JSON.object(object))
    }

    public mutating func add<Item>(
      _ name: String, _ items: [Item], object: (Item, inout Members) -> Void
    ) {
      add(name, .array(items.map { item in JSON.object { object(item, &$0) } }))
    }
  }

  /// The text of an object on one line, as `compact` is, without a value of it.
  public static func line(_ describe: (inout Line) -> Void) -> [UInt8] {
    var line = Line()
    line.putObject(describe)
    return line.bytes
  }

  /// The members of an object that are written at once.
  public struct Line: JSONObject {
    fileprivate var bytes: [UInt8] = []
    /// Whether nothing stands in the innermost object yet.
    private var isEmpty = true

    public mutating func add(_ name: String, _ string: String?) {
      put(name)
      if let string { JSON.write(string, to: &bytes) } else { bytes += "null".utf8 }
    }

    public mutating func add(_ name: String, _ value: JSON) {
      put(name)
      value.append(to: &bytes)
    }

    /// Takes a text that is a document already.
    public mutating func add(_ name: String, document: [UInt8]) {
      put(name)
      bytes += document
    }

    public mutating func add(_ name: String, object: (inout Line) -> Void) {
      put(name)
      putObject(object)
    }

    public mutating func add<Item>(
      _ name: String, _ items: [Item], object: (Item, inout Line) -> Void
    ) {
      put(name)
      bytes.append(UInt8(ascii: "["))
      for index in items.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        putObject { object(items[index], &$0) }
      }
      bytes.append(UInt8(ascii: "]"))
    }

    private mutating func put(_ name: String) {
      if !isEmpty { bytes.append(UInt8(ascii: ",")) }
      isEmpty = false
      JSON.write(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
    }

    fileprivate mutating func putObject(_ describe: (inout Line) -> Void) {
      bytes.append(UInt8(ascii: "{"))
      isEmpty = true
      describe(&self)
      isEmpty = false
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
