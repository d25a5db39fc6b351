"""The declared columns and parameters of the page of records behind a number."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.ui.twins import Column, Parameter, Records

RECORDS = Records(
    "records-behind-a-number",
    _("The records behind this number"),
    _(
        "The list that the number counts, as far as the reader may open it. A number that counts people is "
        "told as it was published: one row for each public source, never one for a person."
    ),
    columns=(
        Column(
            "number",
            "integer",
            _("Number"),
            _("Of the record, in the order of becoming known; for those who may count the gaps."),
        ),
        Column("kind", "string", _("Kind"), _("What kind of thing happened.")),
        Column("occurred_on", "date", _("Day"), _("When it happened.")),
        Column("known_since", "date", _("Known since"), _("When it became known here.")),
        Column("subject", "string", _("Subject"), _("To whom or what: a key, never a name of a person.")),
        Column("value", "number", _("Value"), _("The number that the record carries, if any.")),
        Column("dimensions", "list", _("Properties"), _("Each as name=value.")),
        Column("source", "string", _("Source"), _("Key of the workshop, pilot or decision it comes from.")),
        Column("source_title", "string", _("Name of the source"), _("As far as the reader may know it.")),
        Column("origin", "string", _("Origin"), _("A record, an import, a wiki, or typed by a person.")),
        Column("visibility", "string", _("Open to"), _("Who may open the record.")),
        Column("mark", "string", _("Mark"), _("“missing” for what a share still lacks.")),
        Column("people", "integer", _("People"), _("Of a published number: how many came by this source.")),
    ),
    parameters=(
        Parameter("on", "date", _("Had happened on"), _("What had happened by this day; default: today.")),
        Parameter("known", "date", _("As known on"), _("What was known by then; default: now.")),
        Parameter("where", "list", _("Filter"), _("property:in:a,b, property:not_in:a, property:exists.")),
        Parameter("members", "list", _("Members"), _("Of the named set, or the steps, divided by commas.")),
        Parameter("since", "date", _("Since"), _("Only what happened on this day or later.")),
        Parameter("until", "date", _("Until"), _("Only what happened on this day or earlier.")),
        Parameter("version", "integer", _("Version"), _("Of the definition; default: the newest.")),
        Parameter("page", "integer", _("Page"), _("Lists are long: 5,000 records at a time.")),
    ),
)
EMPTY = dict.fromkeys(column.name for column in RECORDS.columns)
