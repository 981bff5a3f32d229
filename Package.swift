// swift-tools-version: 6.2
import PackageDescription

/// Every target is built in the Swift 6 language mode, without warnings, and sees only what it imports.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A C library of the system: a module map and a shim header, nothing else.
func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Fuzz targets, which exist only for `make fuzz`: they need libFuzzer's main function.
let fuzzTargets: [Target] =
  Context.environment["RESPECTE_FUZZ"] == nil
  ? []
  : ["Package", "SpreadsheetML", "OpenDocument", "YAML", "PublishedText"].map { name in
    .executableTarget(
      name: "Fuzz" + name,
      dependencies: ["Checklists", "PublishedText", "Spreadsheet", "TestSupport", "FuzzSupport"],
      path: "Tests/Fuzz/" + name,
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  } + [
    .target(
      name: "FuzzSupport", dependencies: ["Spreadsheet"], path: "Tests/Fuzz/Support",
      swiftSettings: settings)
  ]

/// What `make bench` times of our libraries within a process.
let benchTargets: [Target] =
  Context.environment["RESPECTE_BENCH"] == nil
  ? []
  : [
    .executableTarget(
      name: "BenchCells", dependencies: ["Spreadsheet"], path: "Tests/Bench/Cells",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "Respecte",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "Respecte",
      targets: [
        "Spreadsheet", "Checklists", "PublishedText", "Workbooks", "Assessments", "Reports",
      ]),
    .executable(name: "respecte", targets: ["respecte"]),
  ],
  targets: [
    system("CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),
    system("CZip", pkgConfig: "libzip", apt: "libzip-dev", brew: "libzip"),
    system("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev", brew: "libdeflate"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev", brew: "expat"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl"),
    system("CCMark", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev", brew: "cmark-gfm"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    .systemLibrary(name: "CIsolation"),
    // Loaded only by `serve`: headers alone, and nothing to link.
    .systemLibrary(
      name: "CMicroHTTPD", providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
    .target(name: "CBuiltInTemplates"),
    .target(name: "CHeldParts", dependencies: ["CXlsxWriter"]),
    .target(
      name: "Basics",
      dependencies: [.target(name: "CCrypto", condition: .when(platforms: [.linux]))],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    library(
      "Spreadsheet",
      ["Basics", "CXlsxWriter", "CHeldParts", "CZip", "CDeflate", "CZlib", "CExpat"]),
    library("Checklists", ["Basics", "CYAML", "CBuiltInTemplates"]),
    library("PublishedText", ["Basics", "Checklists", "CCMark", "CIsolation"]),
    library("Workbooks", ["Basics", "Checklists", "Spreadsheet"]),
    library("Assessments", ["Basics", "Checklists"]),
    library("Reports", ["Basics", "Checklists", "Spreadsheet", "Assessments", "Workbooks"]),
    library("Register", ["Basics", "Checklists", "CSQLite"]),
    library("Isolation", ["Basics", "Checklists", "CIsolation"]),
    library(
      "Counter",
      [
        "Basics", "Checklists", "Spreadsheet", "Assessments", "Workbooks", "Reports", "Register",
        "CMicroHTTPD",
      ]),
    library(
      "Commands",
      [
        "Basics", "Checklists", "PublishedText", "Spreadsheet", "Assessments", "Workbooks",
        "Reports",
        "Register", "Counter", "Isolation",
      ]),
    .executableTarget(name: "respecte", dependencies: ["Commands"]),
    tests("SpreadsheetTests", ["Basics", "Spreadsheet", "TestSupport"]),
    tests("ChecklistsTests", ["Basics", "Checklists"]),
    tests("PublishedTextTests", ["Basics", "Checklists", "PublishedText", "TestSupport"]),
    tests(
      "WorkbooksTests",
      ["Basics", "Checklists", "Spreadsheet", "Workbooks", "Assessments", "TestSupport"]),
    .target(
      name: "AssessmentFixtures", dependencies: ["Basics", "Checklists"],
      path: "Tests/AssessmentFixtures", swiftSettings: settings),
    tests(
      "AssessmentsTests",
      ["Basics", "Checklists", "Assessments", "AssessmentFixtures", "TestSupport"]),
    tests(
      "ReportsTests",
      [
        "Basics", "Checklists", "Spreadsheet", "Assessments", "Reports", "AssessmentFixtures",
        "TestSupport",
      ]),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("RegisterTests", ["Basics", "Checklists", "Register", "TestSupport"]),
    // A process with one thread, which that of the tests is not.
    .executableTarget(
      name: "IsolationTrial",
      dependencies: ["Basics", "Checklists", "Commands", "Isolation", "Register"],
      path: "Tests/IsolationTrial",
      swiftSettings: settings),
    tests("IsolationTests", ["Checklists", "Isolation", "IsolationTrial", "TestSupport"]),
    tests(
      "CounterTests",
      [
        "Basics", "Checklists", "Workbooks", "Assessments", "Reports", "Register", "Counter",
        "TestSupport",
      ]),
    tests("CommandsTests", ["Basics", "Checklists", "Commands", "TestSupport", "respecte"]),
    tests("InteropTests", ["TestSupport", "respecte"]),
  ] + fuzzTargets + benchTargets
)
