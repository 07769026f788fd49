"""Words by which a calendar speaks of weddings, and of what is none, in the languages studios work in."""

from __future__ import annotations

from typing import Final

WEDDING: Final[tuple[str, ...]] = (
    # English
    "wedding", "elopement", "elope", "nuptial", "marriage", "civil partnership", "handfasting", "vow renewal",
    # German, Dutch
    "hochzeit", "trauung", "standesamt", "vermählung", "eheschließung", "bruiloft", "huwelijk", "trouwdag",
    # French, Italian, Spanish, Catalan, Portuguese, Romanian
    "mariage", "noces", "matrimonio", "nozze", "sposalizio", "boda", "casament", "nunta",
    # Danish, Norwegian, Swedish, Finnish, Icelandic, Estonian, Latvian, Lithuanian
    "bryllup", "bröllop", "vielse", "vigsel", "häät", "hääjuhla", "brúðkaup", "pulmad", "kāzas", "vestuvės",
    # Polish, Czech, Slovak, Hungarian, Croatian, Serbian, Slovenian, Bulgarian, Russian, Ukrainian
    "ślub", "wesele", "svatba", "svadba", "esküvő", "vjenčanje", "venčanje", "poroka", "сватба", "свадьба",
    "весілля", "венчание", "вінчання", "венчање", "свадба",
    # Greek, Turkish, Hebrew, Arabic, Hindi, Chinese, Japanese, Korean
    "γάμος", "düğün", "nikah", "חתונה", "زفاف", "عرس", "शादी", "विवाह", "婚礼", "婚禮", "結婚式", "결혼식",
)  # fmt: skip

NOT: Final[tuple[str, ...]] = (
    # English
    "meeting", "meet", "consult", "consultation", "consultations", "call", "zoom", "enquiry", "inquiry", "viewing",
    "visit", "anniversary", "anniversaries", "rehearsal", "tasting", "fitting", "fair", "fairs", "expo", "show",
    "engagement", "pre-wedding", "prewedding", "pre wedding", "album", "albums", "editing", "edit", "edits", "cull",
    "culling", "delivery", "deliver", "deadline", "reminder", "invoice", "payment", "deposit", "workshop", "webinar",
    "quote", "contract", "proposal", "planning", "scouting", "birthday", "bachelor", "bridal shower", "catch up",
    # German, Dutch
    "besprechung", "vorgespräch", "hochzeitsgespräch", "beratung", "kennenlernen", "jahrestag", "hochzeitstag",
    "hochzeitsmesse", "messe", "generalprobe", "besichtigung", "rechnung", "abgabe", "vertrag", "geburtstag",
    "afspraak", "overleg", "jubileum", "trouwbeurs",
    # French, Italian, Spanish, Portuguese
    "rendez-vous", "rdv", "réunion", "anniversaire", "salon du mariage", "répétition", "facture", "livraison",
    "riunione", "incontro", "anniversario", "prova", "fiera", "cita", "reunión", "aniversario", "aniversário", "ensayo",
    "prueba", "feria", "reunião", "ensaio", "orçamento",
    # Nordic, Slavic
    "möte", "møte", "møde", "årsdag", "spotkanie", "rocznica", "targi", "schůzka", "výročí", "stretnutie", "výročie",
    "встреча", "годовщина", "зустріч", "річниця", "sastanak", "godišnjica",
)  # fmt: skip
"""As whole words only: what is passed over by mistake is a wedding that nobody looks after."""

PLACES: Final[tuple[str, ...]] = ("meeting house", "meeting rooms", "meeting hall")
"""Names of places that hold a word of `NOT`."""
JOINTS: Final[tuple[str, ...]] = (
    "and",
    "und",
    "et",
    "e",
    "y",
    "en",
    "og",
    "och",
    "ja",
    "i",
    "a",
    "és",
    "и",
    "та",
    "ve",
)
"""Between the two names of a couple."""
AT: Final[tuple[str, ...]] = ("at", "im", "in", "bei", "chez", "presso")
"""Before a place in a title."""
