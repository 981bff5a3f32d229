"""Texts that programs and formats get wrong: what people type, and what they should not."""

# Each is typed as a plain text, whatever it looks like.
HOSTILE = [
    "Présentation jointe : « offre_détail.pdf », p. 3 à 5 ; relue à Noël par Zoë",
    "a < b && c > d, \"entre guillemets\", l'apostrophe &amp; l'entité &#10; telles quelles",
    "<script>alert('x')</script> ]]> <!-- rien -->",
    "Première ligne\nDeuxième ligne\n\nQuatrième ligne",
    "\nUne ligne vide devant, une derrière\n",
    "  deux blancs devant et trois derrière   ",
    "\tune tabulation devant, une\tdedans, une derrière\t",
    "espace\u00a0insécable, fine\u202finsécable, cadratin\u2003et de largeur nulle\u200bici",
    "👩🏽‍💻 a vérifié 🛒 le 𝕄𝔽𝔸 𠮷野家 🇫🇷",
    "e\u0301 décomposé et é composé ; ﬁ en ligature ; ǅ",
    "النسخة الاحتياطية كل يوم (backup quotidien)",
    "סביבת הייצור\u200f – production",
    "\u202eenvers\u202c et retour",
    "監査ログは一年間保存されます。",
    "Τεκμηρίωση, документация, dokumentáció",
    "=1+1",
    "=HYPERLINK(\"https://exemple.fr\";\"ici\")",
    "+33 1 23 45 67 89",
    "-5 % de pannes",
    "@equipe-securite",
    "'apostrophe devant",
    "avant_x000D_après _x0041_",
    "_x005F_x000A_ et _x005F_ seul",
    "1", "0", "007", "1e5", "12/2019", "2019-12-10", "TRUE", "FAUX", "NULL", "#1/A", "50 %",
    "O", "N", "x", "-", ".", "?", "é", "🙂",
    "https://exemple.fr/études?q=a&b=c#ancre",
    "C:\\Partages\\Preuves\\mfa.png",
    "\\\\serveur\\preuves\\journal.log",
    "{\"cle\": [1, 2, null]}",
    "fin de ligne Windows\r\nsuite",
    "k" * 255, "l" * 256,
]

# As long as a cell may be, in UTF-16 units: of one byte, of two, and pairs with a single at the end.
LONGEST = ["a" * 32767, "é" * 32767, "😀" * 16383 + "z"]


# Signs that programs do not agree on when a formula hands a text on.
UNSETTLED = ("\t", "\r", "_x")


def settled(random):
    """One text of the pool that every program's formulas hand on as it is."""
    return random.choice([t for t in HOSTILE if not any(sign in t for sign in UNSETTLED)])


def hostile(random):
    """One text: one of the pool, or two of it joined; now and then one as long as a cell may be."""
    if random.random() < 0.004:
        return random.choice(LONGEST)
    text = random.choice(HOSTILE)
    if random.random() < 0.3:
        text += random.choice([" ", "\n", " ; "]) + random.choice(HOSTILE)
    return text


def link(random):
    """An address that a link field takes."""
    return random.choice([
        "https://exemple.fr/études?q=a&b=<c>",
        "http://xn--rsum-bpad.example/",
        "www.exemple.fr",
        "  https://exemple.fr/blanc ",
        "voir https://exemple.fr/cas-client\net sa page 2",
    ])
