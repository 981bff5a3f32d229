internal import Checklists
internal import Register
internal import Reports

/// `/invitations`: who was invited, and a form for one more (POST: `partner`, `template` (`id@version`), `language`,
/// `models` repeated, `days`); POST `/invitations/N/revoke`.
struct InvitationsPage: Sendable {
  let context: PageContext
  /// The latest first.
  let invitations: [Invitation]
  /// The checklists that can be chosen, one language of each.
  let templates: [Template]
  /// The second for which the page is made.
  let now: Timestamp
  /// The one just made and its link, which is shown this once.
  let made: (invitation: Invitation, link: String)?
  /// Why none was made.
  let problem: String?

  var html: HTML { "" }
}

/// `/accounts`: who may sign in, and a form for one more (POST: `name`); POST `/accounts/N/close`.
struct AccountsPage: Sendable {
  let context: PageContext
  let accounts: [Account]
  /// The one just made and its link, which is shown this once.
  let made: (name: String, link: String)?
  let problem: String?

  var html: HTML { "" }
}

/// `/log` (`after`): the register's log, oldest first, a page of it.
struct LogPage: Sendable {
  let context: PageContext
  let events: [RegisterEvent]
  /// The number of the event before the page's first.
  let after: Int
  /// What the next page is asked for with; nil on the last.
  let next: Int?

  var html: HTML { "" }
}
