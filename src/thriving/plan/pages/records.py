"""The plan's pages of records: what stands in each column of a page's JSON and CSV."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.ui.twins import Column, Parameter, Records

# The figures are ours to give away. The sentences are quoted, and their rights stay where they are.
LICENSE = "CC0-1.0 for the figures; sentences are quoted from the plan's source"

ON = Parameter("on", "date", _("What had happened by"), _("Count what had happened by this day."))
KNOWN = Parameter(
    "known",
    "date",
    _("As known on"),
    _("Count what was known on this day; alone: as it was said on this day."),
)
THEN_ON = Parameter("then_on", "date", _("Then: what had happened by"), _("The same, for the other side."))
THEN_KNOWN = Parameter("then_known", "date", _("Then: as known on"), _("The same, for the other side."))
DATES = (ON, KNOWN)

_PLAN = Column("plan", "string", _("Plan"), _("The plan's name in addresses."))
_PRIORITY = Column("priority", "string", _("Priority"), _("The priority that it belongs to."))
_KEY_RESULT = Column("key_result", "string", _("Key result"), _("The key result's name in addresses."))
_NUMBER = Column("number", "integer", _("Number"), _("The key result's place in the plan."))
_SENTENCE = Column("sentence", "string", _("Sentence"), _("The key result as published."))
_REQUIREMENT = Column(
    "requirement", "string", _("Requirement"), _("One of the conditions that must all hold.")
)
_STATUS = Column("status", "string", _("Status"), _("How it stands, by the plan's public rule."))
_REASON = Column("reason", "string", _("Reason"), _("Why it stands so, in a sentence."))
_VALUE = Column("value", "number", _("Value"), _("Empty where there was no case to count."))
_WORDS = Column("words", "string", _("In words"), _("The value and its target in a phrase."))
_UNIT = Column("unit", "string", _("Unit"), _("What the value counts."))
_TARGET = Column("target", "number", _("Target"), _("The value that is aimed for."))
_PAGE = Column("page", "string", _("Page"), _("Where to read more."))
_UPDATED = Column("updated_on", "date", _("Last update"), _("The day of the newest record or check-in."))
_CONFIDENCE = Column(
    "confidence", "integer", _("Confidence"), _("The team's own word, from 0 (unlikely) to 10 (likely).")
)

KEY_RESULTS = Records(
    "key-results",
    _("Key results"),
    _("How each requirement of each key result stands: one row for each requirement."),
    columns=(
        _PLAN,
        _PRIORITY,
        Column("objective", "string", _("Objective"), _("The objective that it belongs to.")),
        _KEY_RESULT,
        _NUMBER,
        _SENTENCE,
        _REQUIREMENT,
        _VALUE,
        _TARGET,
        Column(
            "expected", "number", _("Planned by then"), _("The value that was planned by the day asked for.")
        ),
        _UNIT,
        _WORDS,
        _STATUS,
        _REASON,
        Column(
            "key_result_status",
            "string",
            _("Status of the key result"),
            _("That of its weakest requirement."),
        ),
        _CONFIDENCE,
        Column("owner", "string", _("Owner"), _("The role that answers for it.")),
        _UPDATED,
        Column(
            "our_reading",
            "boolean",
            _("Our reading"),
            _("Whether the number is not in the published sentence."),
        ),
        Column("records", "string", _("Records"), _("Where the records behind the value are.")),
        _PAGE,
    ),
    parameters=DATES,
    license=LICENSE,
)

OUTCOMES = Records(
    "outcomes",
    _("Outcomes"),
    _("What the plan wants in the end, and how the key results that serve it stand."),
    columns=(
        _PLAN,
        Column("outcome", "string", _("Outcome"), _("The outcome's name in addresses.")),
        _SENTENCE,
        Column("key_results", "list", _("Key results"), _("Those that serve it: our reading.")),
        Column("counts", "string", _("How they stand"), _("How many of them stand how.")),
        Column("weakest", "string", _("Weakest"), _("The most pressing status among them.")),
        Column("indicators", "list", _("Indicators"), _("Monthly series that speak to it.")),
        _PAGE,
    ),
    parameters=DATES,
    license=LICENSE,
)

OUTCOME = Records(
    "outcome",
    _("Outcome"),
    _("What changed in the year of the plan in each series that speaks to the outcome."),
    columns=(
        Column("indicator", "string", _("Indicator"), _("The series' name in addresses.")),
        Column("title", "string", _("Title"), _("What the series shows.")),
        _UNIT,
        Column(
            "before", "number", _("Before"), _("Mean of the compared months of the year before the plan.")
        ),
        Column("after", "number", _("In the plan's year"), _("Mean of the same months in the plan's year.")),
        Column("compared", "list", _("Compared months"), _("Only months that both years have.")),
        Column("missing", "list", _("Missing months"), _("Months that one of the years lacks.")),
        Column("not_yet", "list", _("Not known yet"), _("Those of them that cannot be known yet.")),
        _WORDS,
        Column("source", "string", _("Source"), _("Who published the series, or its definition.")),
        Column("origin", "string", _("Origin"), _("Published by others, or computed here.")),
        Column("snapshots", "list", _("Snapshots"), _("Of the wikis that it was computed from.")),
        Column(
            "made_up", "boolean", _("Made up"), _("Whether the history that it was computed from is made up.")
        ),
        _PAGE,
    ),
    parameters=DATES,
    license=LICENSE,
)

SERIES = Records(
    "key-result",
    _("Key result"),
    _("How each requirement of the key result has grown, month by month."),
    columns=(
        _KEY_RESULT,
        _REQUIREMENT,
        Column("on", "date", _("On"), _("The last day that is counted.")),
        _VALUE,
        _UNIT,
        _TARGET,
    ),
    parameters=DATES,
    license=LICENSE,
)

_CHANGED = (
    Column("changed_on", "date", _("Changed on"), _("The day on which it was changed.")),
    Column("part", "string", _("Part"), _("What was changed: a requirement, a sentence, a rule.")),
    Column("field", "string", _("What"), _("Which property of it.")),
    Column("before", "string", _("Before"), _("What it was.")),
    Column("after", "string", _("After"), _("What it became.")),
    Column("reason", "string", _("Reason"), _("Why, in the words of whoever changed it.")),
)

CHANGES = Records(
    "changes",
    _("Changes"),
    _("Every change of a target, a definition or a published number, with its reason, newest first."),
    columns=(*_CHANGED, _PAGE),
)

TARGETS = Records(
    "target-history",
    _("History of the target"),
    _("Every change of the key result's targets and definitions, with its reason, newest first."),
    columns=_CHANGED,
)

COMPARISON = Records(
    "comparison",
    _("Two dates side by side"),
    _("Each requirement as it stood at two pairs of dates, and the records that make the difference."),
    columns=(
        _KEY_RESULT,
        _NUMBER,
        _REQUIREMENT,
        Column("then", "number", _("Then"), _("The value at the earlier pair of dates.")),
        Column("then_status", "string", _("Status then"), _("The status at the earlier pair of dates.")),
        Column("now", "number", _("Now"), _("The value at the later pair of dates.")),
        Column("now_status", "string", _("Status now"), _("The status at the later pair of dates.")),
        Column("since", "integer", _("Happened since"), _("Records of what happened after the earlier day.")),
        Column(
            "late",
            "integer",
            _("Late"),
            _("Records that came late: they had happened already, and were not known."),
        ),
        Column(
            "withdrawn", "integer", _("Withdrawn"), _("Records that were known then and have been withdrawn.")
        ),
        Column(
            "corrected", "integer", _("Corrected"), _("Records that were known then and have been corrected.")
        ),
        _UNIT,
        _PAGE,
    ),
    parameters=(*DATES, THEN_ON, THEN_KNOWN),
)

EXCEPTIONS = Records(
    "what-needs-attention",
    _("What needs attention"),
    _("Requirements that do not stand well, or of which nothing has been heard, the most pressing first."),
    columns=(_KEY_RESULT, _NUMBER, _REQUIREMENT, _WORDS, _STATUS, _REASON, _CONFIDENCE, _UPDATED, _PAGE),
    license=LICENSE,
)

ANNOUNCEMENT = Records(
    "announcement",
    _("The announcement"),
    _("The announcement's key results in its own words, each with its number of the day."),
    columns=(_PRIORITY, _NUMBER, _SENTENCE, _WORDS, _STATUS, _REASON, _PAGE),
    parameters=DATES,
    license=LICENSE,
)
