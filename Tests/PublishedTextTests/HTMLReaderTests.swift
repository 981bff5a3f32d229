import Checklists
import Testing

@testable import PublishedText

@Suite("Web pages")
struct HTMLReaderTests {
  @Test(
    "A page becomes blocks",
    arguments: [
      ("<h2>A <em>b</em></h2><p>c<br>d</p>e", "h2 A b\nc\nd\ne"),
      (
        "<ul><li><h4>X-1 - T</h4><div><p>one</p><ul><li>two</li></ul></div></li></ul>",
        "h4 X-1 - T\none\n- two ← - two"
      ),
      ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "- a ← 3. a\n- b ← 4. b\nc"),
      ("<p><strong>Name</strong>: what it is</p>", "Name: what it is ← **Name**: what it is"),
      ("<p><b>All of it</b></p>", "All of it"),
      (
        "<table><tr><th>A<th colspan=2>B<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td><ul><li>5</ul></table>",
        "row A | B | \nrow 1 | 2 | 3\nrow 1 | 4 | - 5"
      ),
      ("<table><tr><td><h1>T</h1><td>x</table>", "h1 T\nx"),
      (
        "<nav><a>One</a> <a>Two</a></nav><p>x<script>alert(1)</script></p>",
        "(navigation) One\n(navigation) Two\nx\n(script) alert(1)"
      ),
      ("<p>a &lt;b&gt; &amp; c&nbsp;d &eacute;</p>", "a <b> & c\u{A0}d é"),
      (
        "<label><input type=checkbox> Yes</label><label><input type=checkbox> No</label>",
        "☐ Yes ← - Yes\n☐ No ← - No"
      ),
      ("<pre>let a = 1\nlet b</pre>", "let a = 1 let b"),
      ("<p style='display: none'>x</p><p hidden>y</p><p>z</p>", "(hidden) x\n(hidden) y\nz"),
    ])
  func blocks(html: String, dump: String) throws {
    let document = try HTMLReader.document(Array(html.utf8), messagesIn: .english)
    #expect(document.dump == dump)
  }
}
