public import Basics
internal import CYAML

extension LibraryVersion {
  /// Those of this module.
  public static var ofChecklists: [LibraryVersion] {
    [LibraryVersion(name: "libyaml", version: String(cString: yaml_get_version_string()))]
  }
}
