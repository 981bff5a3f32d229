internal import Basics

/// The description of every address (OpenAPI 3.0.3), made of the routes themselves.
enum OpenAPI {
  static func document(version: String) -> JSON {
    var paths: [JSON.Member] = []
    for route in Routes.all {
      let method = JSON.Member(route.method.lowercased(), operation(route))
      if let index = paths.firstIndex(where: { $0.name == route.path }),
        case .object(let members) = paths[index].value
      {
        paths[index].value = .object(members + [method])
      } else {
        paths.append(JSON.Member(route.path, .object([method])))
      }
    }
    return [
      "openapi": "3.0.3",
      "info": ["title": "Respecte", "version": .string(version)],
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "session": ["type": "apiKey", "in": "cookie", "name": .string(Cookie.session)],
          "link": ["type": "apiKey", "in": "cookie", "name": .string(Cookie.link)],
        ]
      ],
    ]
  }

  private static func operation(_ route: Route) -> JSON {
    var members: [JSON.Member] = [
      .init("summary", .string(route.summary)),
      .init(
        "parameters",
        .array(
          pathParameters(route)
            + (route.method == "GET" ? route.parameters.map { parameter($0, in: "query") } : []))),
    ]
    if route.method == "POST" { members.append(.init("requestBody", body(route))) }
    members.append(.init("responses", responses(route)))
    switch route.audience {
    case .anyone: break
    case .partner: members.append(.init("security", [["link": []]]))
    case .auditor: members.append(.init("security", [["session": []]]))
    }
    return .object(members)
  }

  private static func pathParameters(_ route: Route) -> [JSON] {
    route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
      let name = String(part.dropFirst().dropLast())
      let schema: JSON =
        name == Route.secret
        ? ["type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"]
        : ["type": "integer", "minimum": .number(1), "maximum": .number(999_999_999)]
      return ["name": .string(name), "in": "path", "required": true, "schema": schema]
    }
  }

  private static func schema(_ parameter: Route.Parameter) -> JSON {
    var schema: [JSON.Member] =
      if parameter.isFile {
        [.init("type", "string"), .init("format", "binary")]
      } else if parameter.isNumber {
        [.init("type", "integer"), .init("minimum", .number(0))]
      } else {
        [.init("type", "string")]
      }
    if !parameter.values.isEmpty { schema.append(.init("enum", JSON(parameter.values))) }
    return parameter.isRepeated
      ? ["type": "array", "items": .object(schema)] : .object(schema)
  }

  private static func parameter(_ parameter: Route.Parameter, in place: String) -> JSON {
    [
      "name": .string(parameter.name), "in": .string(place),
      "description": .string(parameter.text), "required": .boolean(parameter.isRequired),
      "schema": schema(parameter),
    ]
  }

  private static func body(_ route: Route) -> JSON {
    let token = Route.Parameter(
      name: "csrf", text: "The form’s token, as every page and document gives it", isRequired: true)
    let fields = [token] + route.parameters
    let schema: JSON = [
      "type": "object",
      "properties": .object(
        fields.map { field in
          guard case .object(let members) = self.schema(field) else {
            return JSON.Member(field.name, .null)
          }
          return JSON.Member(
            field.name, .object(members + [.init("description", .string(field.text))]))
        }),
      "required": JSON(fields.filter(\.isRequired).map(\.name)),
    ]
    let type =
      route.takesFile ? "multipart/form-data" : "application/x-www-form-urlencoded"
    return ["required": true, "content": .object([.init(type, ["schema": schema])])]
  }

  /// What may come of a request: what the route itself says, and what every request of its kind may come to.
  private static func responses(_ route: Route) -> JSON {
    var statuses = Set(route.statuses + [200, 404, 405, 421, 429, 503])
    switch route.audience {
    case .anyone: break
    case .partner: statuses.formUnion([403, 410])
    case .auditor: statuses.formUnion([303, 401])
    }
    if route.method == "POST" { statuses.formUnion([400, 403, 413, 415]) }
    if !route.types.isEmpty || !route.parameters.isEmpty { statuses.insert(400) }
    return .object(
      statuses.sorted().map { status in
        JSON.Member(String(status), response(status, route))
      })
  }

  private static func response(_ status: Int, _ route: Route) -> JSON {
    let types: [String] =
      switch status {
      case 200: route.types.isEmpty ? ["application/json", "text/html"] : route.types
      case 303: []
      default: ["application/problem+json", "text/html"]
      }
    let content: [JSON.Member] = types.map { type in
      let schema: JSON =
        type.hasPrefix("application/json") || type.hasPrefix("application/problem")
        ? ["type": "object"] : ["type": "string"]
      return .init(type, ["schema": schema])
    }
    return ["description": .string(meaning(status)), "content": .object(content)]
  }

  private static func meaning(_ status: Int) -> String {
    switch status {
    case 200: "What was asked for"
    case 303: "Go on there"
    case 400: "Something that was sent is not valid"
    case 401: "Needs a session"
    case 403: "Needs the right link, password or form token"
    case 404: "There is nothing for this visitor"
    case 405: "Another method is needed"
    case 409: "The workbook is no longer the one that was checked, or somebody has to decide first"
    case 410: "The link opens nothing any more"
    case 413: "Larger than is taken"
    case 415: "No form"
    case 421: "Another host’s address"
    case 422: "The workbook could not be read"
    case 429: "Too many requests; Retry-After says how long to wait"
    default: "The register or the reader does not answer, or the server is stopping"
    }
  }
}
