internal import Reports

/// `/`: what this is, for whom, and where to go.
struct WelcomePage: Sendable {
  let context: PageContext

  var html: HTML { "" }
}

/// `/login` (POST: `name`, `password`).
struct SignInPage: Sendable {
  let context: PageContext
  /// As it was typed.
  let name: String
  let problem: String?

  var html: HTML { "" }
}

/// `/account/SECRET`: sets the password of an account (POST: `password`, `again`).
struct PasswordPage: Sendable {
  let context: PageContext
  let name: String
  /// The number of characters that a password has to have.
  let shortest: Int
  let problem: String?

  var html: HTML { "" }
}

/// What is said where there is nothing to be shown.
struct ErrorPage: Sendable {
  let context: PageContext
  /// HTTP's number (RFC 9110, § 15).
  let status: Int
  /// What is wrong.
  let sentence: String
  /// What to do.
  let advice: String

  var html: HTML { "" }
}
