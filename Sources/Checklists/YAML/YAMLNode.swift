/// A place in a YAML file, counted from 1.
struct YAMLMark: Equatable {
  var line: Int
  var column: Int
}

/// A node of a YAML document. Every scalar is text, whatever it looks like, so that `1.10` stays `1.10`.
indirect enum YAMLNode {
  case scalar(String, YAMLMark)
  case sequence([YAMLNode], YAMLMark)
  case mapping([YAMLMember], YAMLMark)

  var mark: YAMLMark {
    switch self {
    case .scalar(_, let mark), .sequence(_, let mark), .mapping(_, let mark): mark
    }
  }
}

/// One key of a mapping and its value.
struct YAMLMember {
  var key: String
  var keyMark: YAMLMark
  var value: YAMLNode
}

/// Why a text is no YAML that is read here.
struct YAMLProblem: Error {
  enum Kind {
    /// The text breaks YAML's rules; libyaml's own words.
    case syntax(String)
    case anchor
    case tooDeep
    case keyNotText
    case duplicateKey(String)
    case empty
    case severalDocuments
  }
  var kind: Kind
  var mark: YAMLMark
}
