internal import Foundation

/// Other programs that read and write workbooks; `make test` installs them where it can.
public enum Peers {
  /// Python with openpyxl, python-calamine, excelize and XlsxWriter; nil where it is not installed.
  ///
  /// In the folder that `RESPECTE_PEERS` names, else in `.build/peers` of the package.
  public static let python: String? = {
    let folder =
      ProcessInfo.processInfo.environment["RESPECTE_PEERS"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../.build/peers").standardized.path
    let python = folder + "/bin/python"
    return FileManager.default.isExecutableFile(atPath: python) ? python : nil
  }()

  /// What a skipped test says.
  public static let advice = "not installed: run `make peers`"
}
