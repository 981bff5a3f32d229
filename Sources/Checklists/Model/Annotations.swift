/// What stands on the cells of an answer or field without having been typed into them.
public struct Annotations: Sendable, Equatable {
  public var notes: [Note]
  public var links: [Link]
  public var attachments: [Attachment]

  public init(notes: [Note] = [], links: [Link] = [], attachments: [Attachment] = []) {
    self.notes = notes
    self.links = links
    self.attachments = attachments
  }

  public var isEmpty: Bool { notes.isEmpty && links.isEmpty && attachments.isEmpty }
}

/// A text that stands beside the cells: who wrote it, if that is known, and where.
public struct Note: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case note, thread, textBox, pageText
  }
  public var kind: Kind
  public var text: String
  public var author: String?
  public var sheet: String
  /// The cell that it belongs to or covers; nil for a header or footer.
  public var cell: String?

  public init(kind: Kind, text: String, author: String?, sheet: String, cell: String?) {
    self.kind = kind
    self.text = text
    self.author = author
    self.sheet = sheet
    self.cell = cell
  }
}

/// The address behind the text of a cell. It is never followed.
public struct Link: Sendable, Equatable {
  public var address: String
  public var sheet: String
  public var cell: String

  public init(address: String, sheet: String, cell: String) {
    self.address = address
    self.sheet = sheet
    self.cell = cell
  }
}

/// A picture that was put on a cell; it stays in the workbook, where its part's name and digest find it
/// again.
public struct Attachment: Sendable, Equatable {
  /// As the program or person named it; nil where nobody did.
  public var name: String?
  /// The part of the package; an address for a picture that is only linked.
  public var part: String
  /// The size and the SHA-256, lower-case hexadecimal; nil where the picture is not in the file.
  public var bytes: Int?
  public var sha256: String?
  public var sheet: String
  public var cell: String?

  public init(
    name: String?, part: String, bytes: Int?, sha256: String?, sheet: String, cell: String?
  ) {
    self.name = name
    self.part = part
    self.bytes = bytes
    self.sha256 = sha256
    self.sheet = sheet
    self.cell = cell
  }
}
