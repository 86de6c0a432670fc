"""Rules on single values of a record, as the model has them. The reader finds these."""

from __future__ import annotations

from tajarib.i18n import N_
from tajarib.rules import found_by_reader

found_by_reader(
    "E101",
    message=N_('the key "{found}" is missing'),
    why=N_("Every record needs it. The reference page says what each key means; another case shows one."),
    wrong="- {code: call-centre}",
    right="- {code: call-centre, level: helpful}",
)
found_by_reader(
    "E103",
    message=N_('there is no key "{found}" here'),
    why=N_("A key that the record does not know would be lost without a word. It is mostly a slip of spelling."),
    wrong="statsu: live",
    right="status: live",
)
found_by_reader(
    "E104",
    message=N_('"{found}" is of the wrong kind'),
    why=N_(
        "The key takes another kind of value: a text, a number in digits, true or false, a list, or a mapping such as"
        " {{ar: …, en: …}}."
    ),
    wrong="value: about 52",
    right="value: 52",
)
found_by_reader(
    "E105",
    message=N_('"{found}" is no date of the calendar'),
    why=N_(
        "A date is a year, a month or a day, as exact as its source: 2025, 2025-02, 2025-02-26; 2025~ for about,"
        " 2019-07/2019-09 for a span, or the word undated."
    ),
    wrong="started: 2025-02-30",
    right="started: 2025-02-26",
)
found_by_reader(
    "E106",
    message=N_('there is no code "{found}" for this'),
    why=N_("Codes make cases comparable; cases/taxonomy.yml lists and defines them. Take the one that fits best."),
    wrong="status: active",
    right="status: live",
)
found_by_reader(
    "E107",
    message=N_('"{found}" is no web address'),
    why=N_(
        "An address begins with https:// or http://, names a host, and has no space, no user name and no password in"
        " it. Each part of the host's name is in Latin letters or in Arabic ones: others look like them, and mislead. A"
        " host that truly has others is written as xn--…."
    ),
    wrong="url: www.example.org/report",
    right="url: https://www.example.org/report",
)
found_by_reader(
    "E108",
    message=N_("the number {found} is outside what is possible here"),
    why=N_("Look the number up in its source again, and see that the unit is the one meant."),
    wrong="amount: 0",
    right="amount: 26000000",
)
found_by_reader(
    "E109",
    message=N_("there must be something here"),
    why=N_("A key without a value says nothing. Fill it in, or take the key out where it may be absent."),
    wrong="sources: []",
    right="sources: [S1]",
)
found_by_reader(
    "E110",
    message=N_("the text has {found} characters, more than there is room for"),
    why=N_("It is shown in lists, on phones and in search results, where a longer one is cut off. Say it shorter."),
)
found_by_reader(
    "E111",
    message=N_('"{found}" does not have the form that is needed here'),
    why=N_(
        "Keys, codes and names that become part of an address have a fixed form, mostly lower-case Latin letters,"
        " digits and hyphens. The example in the message shows it."
    ),
    wrong="- id: Users of the app",
    right="- id: users-of-the-app",
)
found_by_reader(
    "E119",
    message=N_("the warning {found} is accepted here, but it is not there"),
    why=N_("The text was mended, or the code is another. Take the entry out, so that a later warning is not hidden."),
    wrong="accepted: [{code: W203, reason: …}]",
    right="accepted: []",
)
