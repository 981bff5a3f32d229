"""What people and programs do to a workbook, at random: `ALL` has each with its name."""

from dataclasses import replace

NOTE = "note"


class Rearranger:
    """Changes one book; the same for the same random numbers."""

    def __init__(self, book, random, kinds):
        self.book, self.random = book, random
        # Which sheet is of which kind, by its name when it was issued.
        self.kinds = kinds
        self.notes = 0

    def forms(self):
        """The sheets with rows to answer, the big one more often."""
        names = [s for s in self.book.sheets if s.name in self.kinds]
        weights = [4 if self.kinds[s.name] == "technical" else 1 for s in names]
        return names, weights

    def form(self):
        names, weights = self.forms()
        return self.random.choices(names, weights)[0] if names else None

    def note(self):
        self.notes += 1
        return self.random.choice(["à voir avec Zoé", "cf. courriel du 3", "TODO", "en cours", "12"]) + f" n{self.notes}"

    # Moving

    def move(self, sheet, place, follow):
        """Puts every cell of a sheet where `place` says; nothing leaves it out. Names follow their cells, or stay."""
        moved = {}
        for at, cell in sheet.cells.items():
            to = place(at)
            if to is not None:
                moved[to] = cell
        sheet.cells = moved
        if follow:
            for name, target in self.book.names.items():
                if target and target[0] == sheet.name:
                    to = place(target[1])
                    self.book.names[name] = (sheet.name, to) if to else None
        merged = []
        for a, b, c, d in sheet.merged:
            first, last = place((a, b)), place((c, d))
            if first and last and (first[0] <= last[0] and first[1] <= last[1]):
                merged.append((*first, *last))
        sheet.merged = without_overlaps(merged)
        for attribute, index in (("hidden_rows", 0), ("hidden_columns", 1)):
            lines = set()
            for line in getattr(sheet, attribute):
                to = place((line, 500) if index == 0 else (500, line))
                if to is not None:
                    lines.add(to[index])
            setattr(sheet, attribute, lines)

    def follows(self):
        return self.random.random() < 0.6

    def insert_rows(self):
        sheet = self.form()
        at, count = self.random.randrange(sheet.last_row + 2), self.random.randint(1, 3)
        self.move(sheet, lambda p: (p[0] + count if p[0] >= at else p[0], p[1]), self.follows())
        if self.random.random() < 0.5:
            for _ in range(self.random.randint(1, 3)):
                self.put(sheet, (at, self.random.randrange(1, sheet.last_column + 1)), self.note())

    def insert_columns(self):
        sheet = self.form()
        at, count = self.random.randrange(sheet.last_column + 2), self.random.randint(1, 2)
        self.move(sheet, lambda p: (p[0], p[1] + count if p[1] >= at else p[1]), self.follows())
        if self.random.random() < 0.4:
            self.put(sheet, (self.random.randrange(1, sheet.last_row + 1), at), self.note())

    def delete_rows(self):
        sheet = self.form()
        count = self.random.randint(1, 4)
        first = self.random.randrange(0 if self.random.random() < 0.1 else 4, sheet.last_row + 1)
        gone = range(first, first + count)
        self.move(sheet, lambda p: None if p[0] in gone else (p[0] - count * (p[0] >= gone.stop), p[1]), self.follows())

    def delete_columns(self):
        sheet = self.form()
        gone = self.random.randrange(sheet.last_column + 1)
        self.move(sheet, lambda p: None if p[1] == gone else (p[0], p[1] - (p[1] > gone)), self.follows())

    def rows_of_form(self, sheet):
        """The rows that anything was typed in, or anything printed: from the first filled one on."""
        rows = sorted({row for (row, _), cell in sheet.cells.items() if cell.tag})
        return list(range(rows[0], sheet.last_row + 1)) if rows else []

    def sort(self, first_column):
        """Rows change places from a column on; no program moves names with a sort."""
        sheet = self.form()
        rows = self.rows_of_form(sheet)
        if len(rows) > 2 and self.random.random() < 0.5:
            start = self.random.randrange(len(rows) - 1)
            rows = rows[start:start + self.random.randint(2, 12)]
        shuffled = rows[:]
        self.random.shuffle(shuffled)
        to = dict(zip(rows, shuffled))
        hidden, merged = set(sheet.hidden_rows), list(sheet.merged)
        self.move(sheet, lambda p: (to.get(p[0], p[0]) if p[1] >= first_column else p[0], p[1]), follow=False)
        sheet.hidden_rows = hidden
        sheet.merged = [m for m in merged if not set(range(m[0], m[2] + 1)) & set(rows)]

    def sort_with_keys(self):
        self.sort(0)

    def sort_without_keys(self):
        self.sort(1)

    def move_block(self):
        """Rows cut, and inserted elsewhere."""
        sheet = self.form()
        rows = self.rows_of_form(sheet)
        if len(rows) < 4:
            return
        count = self.random.randint(1, min(6, len(rows) - 2))
        start = self.random.randrange(len(rows) - count)
        block = rows[start:start + count]
        rest = [row for row in rows if row not in block]
        at = self.random.randrange(len(rest) + 1)
        to = dict(zip(rest[:at] + block + rest[at:], rows))
        self.move(sheet, lambda p: (to.get(p[0], p[0]), p[1]), self.follows())

    def move_columns(self):
        sheet = self.form()
        columns = list(range(1, sheet.last_column + 1))
        column = self.random.choice(columns)
        rest = [c for c in columns if c != column]
        at = self.random.randrange(len(rest) + 1)
        to = dict(zip(rest[:at] + [column] + rest[at:], columns))
        self.move(sheet, lambda p: (p[0], to.get(p[1], p[1])), self.follows())

    def duplicate_block(self):
        """Rows copied below the form, or inserted as a copy; the copies may be changed afterwards."""
        sheet = self.form()
        rows = self.rows_of_form(sheet)
        if not rows:
            return
        start = self.random.randrange(len(rows))
        block = rows[start:start + self.random.randint(1, 5)]
        if self.random.random() < 0.5:
            at = sheet.last_row + self.random.randint(1, 3)
        else:
            at = self.random.choice(rows)
            count = len(block)
            self.move(sheet, lambda p: (p[0] + count if p[0] >= at else p[0], p[1]), self.follows())
            block = [row + count if row >= at else row for row in block]
        keys = self.random.random() < 0.8
        for offset, row in enumerate(block):
            for column in range(0 if keys else 1, sheet.last_column + 1):
                if (row, column) in sheet.cells:
                    self.put_copy(sheet, (at + offset, column), sheet.cells[row, column])

    def put_copy(self, sheet, place, cell):
        copied = replace(cell)
        if cell.tag and cell.tag != NOTE and self.random.random() < 0.1:
            copied.value = self.changed(cell)
        sheet.cells[place] = copied

    @staticmethod
    def changed(cell):
        """What somebody else answered in the copy."""
        if cell.value is None:
            return None
        return {"O": "N", "N": "O", "Y": "N"}.get(cell.value, f"{cell.value} bis")

    # Sheets

    def rename_sheet(self):
        sheet = self.random.choice(self.book.sheets)
        self.rename(sheet, self.random.choice(["Feuil1", "Page", "Copie", "Réponses d'Aïda"]) + f" {len(self.book.sheets)}{self.random.randrange(99)}")

    def rename(self, sheet, name):
        if sheet.name in self.kinds:
            self.kinds[name] = self.kinds.pop(sheet.name)
        for key, target in self.book.names.items():
            if target and target[0] == sheet.name:
                self.book.names[key] = (name, target[1])
        sheet.name = name

    def reorder_sheets(self):
        self.random.shuffle(self.book.sheets)

    def copy_sheet(self):
        sheet = self.form()
        if sheet is None or any(s.name == sheet.name + " (2)" for s in self.book.sheets):
            return
        cells = {}
        copied = replace(sheet, name=sheet.name + " (2)", cells=cells, merged=list(sheet.merged),
                         hidden_rows=set(sheet.hidden_rows), hidden_columns=set(sheet.hidden_columns))
        for place, cell in sheet.cells.items():
            self.put_copy(copied, place, cell)
        self.book.sheets.insert(self.random.randrange(len(self.book.sheets) + 1), copied)

    def delete_sheet(self):
        if len(self.book.sheets) < 3:
            return
        sheet = self.random.choice(self.book.sheets)
        self.book.sheets.remove(sheet)
        self.kinds.pop(sheet.name, None)
        for name, target in self.book.names.items():
            if target and target[0] == sheet.name:
                self.book.names[name] = None

    def values_only(self):
        """Everything that is seen, pasted into a new workbook."""
        self.book.sheets = [sheet for sheet in self.book.sheets if not sheet.hidden] or self.book.sheets
        self.book.names, self.book.stamp = {}, None
        for sheet in self.book.sheets:
            if self.random.random() < 0.5:
                sheet.cells = {
                    (row, column): cell for (row, column), cell in sheet.cells.items()
                    if cell.tag or row not in sheet.hidden_rows and column not in sheet.hidden_columns
                }
            for cell in sheet.cells.values():
                cell.formula = None
            sheet.hidden_rows, sheet.hidden_columns, sheet.merged = set(), set(), []

    # Keys, names, texts

    def put(self, sheet, place, text, tag=NOTE):
        """Types where nothing was typed before and nothing is printed."""
        # Nothing can be typed under merged cells.
        if any(a <= place[0] <= c and b <= place[1] <= d for a, b, c, d in sheet.merged):
            return
        if place not in sheet.cells and not any(t == (sheet.name, place) for t in self.book.names.values()):
            sheet.cells[place] = type(next(iter(sheet.cells.values())))(text, None, tag)

    def type_over_keys(self):
        sheet = self.form()
        places = [p for p, c in sheet.cells.items() if not c.tag and (p[0] in sheet.hidden_rows or p[1] in sheet.hidden_columns)]
        for place in self.random.sample(places, min(len(places), self.random.randint(1, 12))):
            kind = self.random.randrange(3)
            if kind == 0:
                del sheet.cells[place]
            elif kind == 1:
                sheet.cells[place] = replace(sheet.cells[place], value=self.note(), formula=None, tag=NOTE)
            else:
                other = self.random.choice([c.value for p, c in sheet.cells.items() if p in places])
                sheet.cells[place] = replace(sheet.cells[place], value=other, formula=None)
        sheet.hidden_columns, sheet.hidden_rows = set(), set()

    def drop_keys(self):
        sheet = self.form()
        for place in [p for p, c in sheet.cells.items() if not c.tag and (p[0] in sheet.hidden_rows or p[1] in sheet.hidden_columns)]:
            del sheet.cells[place]

    def spoil_names(self):
        names = list(self.book.names)
        if not names:
            return
        kind = self.random.randrange(4)
        chosen = names if self.random.random() < 0.4 else self.random.sample(names, self.random.randint(1, len(names)))
        targets = [self.book.names[name] for name in chosen]
        self.random.shuffle(targets)
        for name, target in zip(chosen, targets):
            if kind == 0:
                del self.book.names[name]
            elif kind == 1:
                self.book.names[name] = None
            elif kind == 2:
                self.book.names[name] = target
            else:
                sheet = self.random.choice(self.book.sheets)
                self.book.names[name] = (sheet.name, (self.random.randrange(90), self.random.randrange(30)))

    def drop_stamp(self):
        self.book.stamp = None
        if self.random.random() < 0.5:
            self.book.sheets = [sheet for sheet in self.book.sheets if not sheet.hidden]

    def alter_texts(self):
        sheet = self.form()
        places = [p for p, c in sheet.cells.items()
                  if not c.tag and isinstance(c.value, str) and c.formula is None and c.value not in ("S.O.", "N/A")
                  and p[0] not in sheet.hidden_rows and p[1] not in sheet.hidden_columns]
        for place in self.random.sample(places, min(len(places), self.random.randint(1, 4))):
            if self.random.random() < 0.3:
                del sheet.cells[place]
            else:
                sheet.cells[place] = replace(sheet.cells[place], value=self.note(), formula=None, tag=NOTE)

    def empty_closed(self):
        sheet = self.form()
        places = [p for p, c in sheet.cells.items() if not c.tag and c.value in ("S.O.", "N/A")]
        for place in self.random.sample(places, min(len(places), self.random.randint(1, 5))):
            del sheet.cells[place]

    def type_outside(self):
        sheet = self.random.choice(self.book.sheets)
        if not sheet.cells:
            return
        for _ in range(self.random.randint(1, 5)):
            self.put(sheet, (self.random.randrange(sheet.last_row + 6), self.random.randrange(1, sheet.last_column + 4)), self.note())

    # Seen and unseen

    def filter_rows(self):
        sheet = self.form()
        rows = self.rows_of_form(sheet)
        sheet.hidden_rows |= {row for row in rows if self.random.random() < 0.4}

    def show_everything(self):
        for sheet in self.book.sheets:
            sheet.hidden, sheet.hidden_rows, sheet.hidden_columns = False, set(), set()

    def merge(self):
        """A person merges answers of neighbouring rows: all but the first are gone."""
        sheet = self.form()
        typed = [p for p, c in sheet.cells.items() if c.tag and c.tag != NOTE]
        if not typed:
            return
        row, column = self.random.choice(typed)
        box = (row, column, row + self.random.randint(0, 2), column + self.random.randint(0, 1))
        if box[:2] == box[2:] or len(without_overlaps(sheet.merged + [box])) <= len(sheet.merged):
            return
        sheet.merged.append(box)
        for place in list(sheet.cells):
            if box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3] and place != (row, column):
                del sheet.cells[place]


def without_overlaps(boxes):
    kept = []
    for box in boxes:
        if all(box[2] < k[0] or k[2] < box[0] or box[3] < k[1] or k[3] < box[1] for k in kept):
            kept.append(box)
    return kept


ALL = [
    name for name in (
        "insert_rows", "insert_columns", "delete_rows", "delete_columns", "sort_with_keys", "sort_without_keys",
        "move_block", "move_columns", "duplicate_block", "rename_sheet", "reorder_sheets", "copy_sheet",
        "delete_sheet", "values_only", "type_over_keys", "drop_keys", "spoil_names", "drop_stamp", "alter_texts",
        "empty_closed", "type_outside", "filter_rows", "show_everything", "merge",
    )
]
