"""The portal, to which verdicts.py brings each workbook as a partner or an auditor would."""

from counter import Counter


class Portal:
    """One partner, and the auditor, in one language."""

    def __init__(self, language, edition, templates=()):
        self.counter = Counter(partner=None, options=["--rate", "100000", "--upload-rate", "100000", *map(str, templates)])
        self.query = f"?lang={language}"
        self.auditor = self.counter.auditor()
        self.auditor.get("/queue" + self.query)
        made = self.auditor.post("/invitations", {"partner": "Maison", "template": edition, "days": 30})
        assert made.status == 200, made
        self.partner = self.counter.partner_at(made.json["link"].removeprefix(self.counter.address))
        self.partner.get(self.partner.home + self.query)

    def returned(self, path):
        """What the partner is told of a workbook before it is handed in, and the pages of it before and after."""
        checked = self.partner.send(self.partner.home + "/check", path.name, path.read_bytes())
        assert checked.status == 200, checked
        draft = checked.json["draft"]
        page = self.page(self.partner, self.partner.home)
        done = self.partner.post(self.partner.home + "/submit", {"sha256": draft["sha256"]})
        assert done.status == 200, done
        self.number = done.json["submission"]["number"]
        return draft["assessment"], page, self.page(self.partner, f"{self.partner.home}/submissions/{self.number}")

    def audited(self, path, original):
        """The same of an auditor's workbook, once the partner's has been handed in; before it is sent, nothing is shown."""
        self.returned(original)
        sent = self.auditor.send("/audits", path.name, path.read_bytes(), {"submission": self.number})
        assert sent.status == 200, sent
        address = f"/submissions/{sent.json['submission']['number']}"
        page = self.page(self.auditor, address)
        return self.auditor.get(address).json["assessment"], page, page

    @staticmethod
    def page(visitor, address):
        answer = visitor.get(address, headers={"Accept": "text/html"})
        assert answer.status == 200, answer
        return answer.text

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.counter.__exit__(*error)
