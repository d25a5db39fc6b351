"""The plan's numbers and judgments as sentences, in the language of whoever reads them at that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel.words import Words
from thriving.plan.judgment.calibration import HIGHEST, Calibration, Confidence, band
from thriving.plan.judgment.forecast import Interval, Withheld
from thriving.plan.judgment.status import Because, Case, Judgment
from thriving.plan.judgment.thresholds import Thresholds
from thriving.plan.states import Rule, Status
from thriving.ui import cldr
from thriving.ui.status import STATUSES


@dataclass(frozen=True)
class Figure:
    """All that the words about a number need."""

    rule: Rule
    value: Decimal | None
    target: Decimal
    planned: Decimal  # by the day, in whole units
    counted: Words
    share: bool = False
    decimals: int = 0
    numerator: int | None = None
    denominator: int | None = None
    pairs: int | None = None
    too_few: bool = False
    withheld: bool = False  # a part of some people that may not be told
    size: int = 0  # of the named set
    published: bool = True  # whether the reader may know the value at all

    def shown(self, amount: Decimal) -> str:
        return cldr.percent(amount, self.decimals) if self.share else cldr.number(amount, self.decimals)


def value_words(figure: Figure) -> str:
    """The number alone, as it stands large on a page."""
    if figure.value is None:
        return _no_value(figure)
    if figure.rule == Rule.ALL and figure.numerator is not None:
        return cldr.number(figure.numerator)
    return figure.shown(figure.value)


def _no_value(figure: Figure) -> str:
    if not figure.published:
        return _("Not published yet")
    if figure.withheld:
        return _("Not told")
    return _("Too few to say") if figure.too_few else _("No case yet")


def target_words(figure: Figure) -> str:
    target = figure.shown(figure.target)
    if figure.rule == Rule.K_OF_SET:
        return _of_set(figure, target)
    sentences = {
        Rule.AT_LEAST: _("at least %(target)s"),
        Rule.AT_MOST: _("at most %(target)s"),
        Rule.EXACTLY: _("exactly %(target)s"),
        Rule.HOLD: _("stay at %(target)s or better"),
        Rule.ALL: _("all of them"),
        Rule.DONE: "%(target)s",
    }
    return sentences[figure.rule] % {"target": target}


def _of_set(figure: Figure, target: str) -> str:
    if figure.target == figure.size:
        return target
    return _("at least %(target)s of %(size)s") % {"target": target, "size": cldr.number(figure.size)}


def words(figure: Figure) -> str:
    """“88 of at least 150 organizers and affiliate leaders”."""
    said = {"value": value_words(figure), "target": target_words(figure), "counted": figure.counted}
    if figure.value is None:
        return _nothing(figure)
    if figure.rule == Rule.ALL and figure.denominator is not None:
        return _("%(value)s of %(target)s %(counted)s") % {**said, "target": cldr.number(figure.denominator)}
    if figure.share or figure.rule in (Rule.HOLD, Rule.AT_MOST):
        return _("%(value)s %(counted)s (target: %(target)s)") % said
    return _("%(value)s of %(target)s %(counted)s") % said


def _nothing(figure: Figure) -> str:
    if figure.share:
        return _no_value(figure)
    if figure.too_few:
        pairs = figure.pairs or 0
        sentence = ngettext(
            "Too few to say: %(pairs)s %(counted)s", "Too few to say: %(pairs)s %(counted)s", pairs
        )
        return sentence % {"pairs": cldr.number(pairs), "counted": figure.counted}
    return _("%(no_value)s: %(counted)s") % {"no_value": _no_value(figure), "counted": figure.counted}


def reason(case: Case, judgment: Judgment, figure: Figure, step: str) -> str:
    """The sentence that explains the status."""
    return REASONS[judgment.because](case, figure, step)


def _not_started(case: Case, _figure: Figure, _step: str) -> str:
    return _("The period begins on %(day)s.") % {"day": cldr.day(case.period.starts_on)}


def _unpublished(_case: Case, _figure: Figure, _step: str) -> str:
    return _("People are counted in public once a month, and no count has been published yet.")


def _reached(_case: Case, figure: Figure, _step: str) -> str:
    return _("Reached: %(words)s.") % {"words": words(figure)}


def _not_reached(case: Case, figure: Figure, _step: str) -> str:
    return _("Not reached by %(day)s: %(words)s.") % {
        "day": cldr.day(case.period.ends_on),
        "words": words(figure),
    }


def _no_case(_case: Case, figure: Figure, _step: str) -> str:
    if figure.withheld:
        return _(
            "Fewer than ten people, or a number that would tell of so few beside others: neither is told."
        )
    if figure.too_few:
        return _("Too few have answered to say anything about them.")
    return _("There is no case to count yet, and none of none is neither 0% nor 100%.")


def _late_step(case: Case, _figure: Figure, _step: str) -> str:
    first, *others = case.late_steps
    sentence = _("“%(step)s” was due on %(day)s.") % {"step": first.title, "day": cldr.day(first.due_on)}
    if not others:
        return sentence
    more = ngettext("%(count)s more step is late.", "%(count)s more steps are late.", len(others))
    return f"{sentence} {more % {'count': cldr.number(len(others))}}"


def _stale(case: Case, _figure: Figure, _step: str) -> str:
    if case.latest is None:
        return _("Nothing has been recorded since the period began on %(day)s.") % {
            "day": cldr.day(case.period.starts_on)
        }
    days = case.update_every_days
    sentence = ngettext(
        "Nothing new since %(day)s, though news is expected every day.",
        "Nothing new since %(day)s, though news is expected every %(days)s days.",
        days,
    )
    return sentence % {"day": cldr.day(case.latest), "days": cldr.number(days)}


def _early(case: Case, _figure: Figure, _step: str) -> str:
    passed = cldr.percent(case.period.elapsed(case.on))
    return _("Only %(passed)s of the time has passed.") % {"passed": passed}


def _forecast(case: Case, figure: Figure, step: str) -> str:
    """The forecast decides, and what was planned is told beside it."""
    return f"{forecast_words(case.forecast, figure, step, case.period.ends_on)} {_planned(case, figure)}"


def _pace(case: Case, figure: Figure, _step: str) -> str:
    sentence = ngettext(
        "%(value)s where %(planned)s was planned by %(day)s.",
        "%(value)s where %(planned)s were planned by %(day)s.",
        _plural(figure),
    )
    return sentence % {
        "value": value_words(figure),
        "planned": planned_words(case, figure),
        "day": cldr.day(case.on),
    }


def _planned(case: Case, figure: Figure) -> str:
    sentence = ngettext(
        "%(planned)s was planned by %(day)s.", "%(planned)s were planned by %(day)s.", _plural(figure)
    )
    return sentence % {"planned": planned_words(case, figure), "day": cldr.day(case.on)}


def planned_words(case: Case, figure: Figure) -> str:
    """In whole units, unless these would hide that less was made than planned: “2 where 2.5 were planned”."""
    hides = figure.value == figure.planned != case.expected
    return (
        replace(figure, decimals=figure.decimals + 1).shown(case.expected)
        if hides
        else figure.shown(figure.planned)
    )


def _plural(figure: Figure) -> int:
    return 1 if figure.share or figure.planned == 1 else 2


def _nothing_due(case: Case, _figure: Figure, _step: str) -> str:
    return _("Nothing was due by %(day)s.") % {"day": cldr.day(case.on)}


def _holding(_case: Case, figure: Figure, _step: str) -> str:
    return _("None is missing.") if figure.rule == Rule.ALL else _("The target is kept.")


def _breached(case: Case, figure: Figure, _step: str) -> str:
    sentence = _missing(figure) if figure.rule == Rule.ALL else _("The target is not kept.")
    if case.breached_periods < case.thresholds.breached_periods:
        return sentence
    long = ngettext(
        "It was so at the last month's end already.",
        "It was so at the ends of the last %(count)s months already.",
        case.breached_periods,
    )
    return f"{sentence} {long % {'count': cldr.number(case.breached_periods)}}"


def _missing(figure: Figure) -> str:
    whole, there = figure.denominator or 0, figure.numerator or 0
    sentence = ngettext(
        "%(missing)s of %(whole)s is missing.", "%(missing)s of %(whole)s are missing.", whole - there
    )
    return sentence % {"missing": cldr.number(whole - there), "whole": cldr.number(whole)}


REASONS: dict[Because, Callable[[Case, Figure, str], str]] = {
    Because.NOT_STARTED: _not_started,
    Because.UNPUBLISHED: _unpublished,
    Because.REACHED: _reached,
    Because.NOT_REACHED: _not_reached,
    Because.NO_CASE: _no_case,
    Because.LATE_STEP: _late_step,
    Because.STALE: _stale,
    Because.EARLY: _early,
    Because.FORECAST: _forecast,
    Because.PACE: _pace,
    Because.NOTHING_DUE: _nothing_due,
    Because.HOLDING: _holding,
    Because.BREACHED: _breached,
}


def all_met() -> str:
    """Of a key result with several requirements."""
    return _("Each of its requirements is met.")


def forecast_words(found: Interval | Withheld | None, figure: Figure, step: str, until: date) -> str:
    """“If the pace of the last 13 weeks holds: 121 to 163 by 30 June”, or why there is no such sentence."""
    if found is None:
        return ""
    if found == Withheld.PACE_CHANGES:
        return _("No forecast: the pace is changing.")
    if isinstance(found, Withheld):
        return _("No forecast: too little has happened so far.")
    return _pace_of(found.periods, step) % {
        "count": cldr.number(found.periods),
        "low": figure.shown(Decimal(found.low)),
        "high": figure.shown(Decimal(found.high)),
        "day": cldr.day(until),
    }


def _pace_of(periods: int, step: str) -> str:
    if step == "month":
        return ngettext(
            "If the pace of the last month holds: %(low)s to %(high)s by %(day)s.",
            "If the pace of the last %(count)s months holds: %(low)s to %(high)s by %(day)s.",
            periods,
        )
    return ngettext(
        "If the pace of the last week holds: %(low)s to %(high)s by %(day)s.",
        "If the pace of the last %(count)s weeks holds: %(low)s to %(high)s by %(day)s.",
        periods,
    )


def confidence_words(confidence: int) -> str:
    """“8 of 10: likely”."""
    names = {
        Confidence.UNLIKELY: _("unlikely"),
        Confidence.EITHER_WAY: _("could go either way"),
        Confidence.LIKELY: _("likely"),
    }
    return _("%(confidence)s of %(highest)s: %(words)s") % {
        "confidence": cldr.number(confidence),
        "highest": cldr.number(HIGHEST),
        "words": names[band(confidence)],
    }


def since(figure: Figure, title: Words, seen: str | None) -> str:
    """What has become of a requirement since somebody looked; ``seen`` is the value then, as text."""
    said = {"title": title, "now": value_words(figure)}
    then = value_words(replace(figure, value=Decimal(seen), too_few=False)) if seen else ""
    if not then:
        return _("%(title)s: %(now)s now.") % said
    if figure.value == Decimal(seen or 0):
        return _("%(title)s: %(now)s, as it was then.") % said
    return _("%(title)s: %(then)s then, %(now)s now.") % {**said, "then": then}


GOOD = (Status.MET, Status.ON_TRACK)
BAD = (Status.MISSED, Status.OFF_TRACK, Status.LATE, Status.AT_RISK)


def disagreement(status: Status, confidence: int) -> str:
    """A headline where the numbers and the team say opposite things; else nothing."""
    word = band(confidence)
    apart = (status in BAD and word == Confidence.LIKELY) or (status in GOOD and word == Confidence.UNLIKELY)
    if not apart:
        return ""
    return _("The numbers say “%(status)s”, the team says %(confidence)s.") % {
        "status": STATUSES[status].label,
        "confidence": confidence_words(confidence),
    }


def explain(rule: Thresholds) -> list[str]:
    """The status rule, line by line, in the order in which it is tried."""
    return [
        _("Before the first day it is not started."),
        _("What is counted and has reached its target is met, before the end too: it cannot be lost again."),
        _("With nothing to count there is no case yet: none of none is neither 0% nor 100%."),
        _("From the last day on it is met or missed."),
        _("A step past its day makes it late."),
        _stale_line(rule.stale_after),
        _("In the first %(share)s of the time it is too early to say, unless there is a forecast.")
        % {"share": cldr.percent(rule.early_share)},
        _(
            "Where there is a forecast: on track if even its lower end reaches the target, off track if even"
            " its upper end does not, at risk in between."
        ),
        _(
            "Else the progress made is compared with the progress planned by the day: from %(good)s on track,"
            " from %(fair)s at risk, below that off track."
        )
        % {"good": cldr.percent(rule.on_track_from), "fair": cldr.percent(rule.at_risk_from)},
        _breach_line(rule.breached_periods),
        _("A key result stands as its most pressing requirement stands; nothing is averaged."),
    ]


def _stale_line(times: int) -> str:
    sentence = ngettext(
        "With nothing new for longer than is usual between updates there is no recent data: never green.",
        "With nothing new for %(times)s times as long as is usual there is no recent data: never green.",
        times,
    )
    return sentence % {"times": cldr.number(times)}


def _breach_line(month_ends: int) -> str:
    sentence = ngettext(
        "What is to be kept is on track while it is kept and at risk when it is not; off track when it was"
        " not at the last month's end either.",
        "What is to be kept is on track while it is kept and at risk when it is not; off track when it was"
        " not at the ends of the last %(count)s months either.",
        month_ends,
    )
    return sentence % {"count": cldr.number(month_ends)}


def calibration_words(found: Calibration) -> str:
    """“Of 4 key results rated likely by mid-period, 3 were met”, as a sentence."""
    sentences = {
        Confidence.LIKELY: _("Rated likely by the middle of the period: %(rated)s. Met: %(met)s."),
        Confidence.EITHER_WAY: _("Rated as going either way by then: %(rated)s. Met: %(met)s."),
        Confidence.UNLIKELY: _("Rated unlikely by then: %(rated)s. Met: %(met)s."),
    }
    return sentences[found.band] % {"rated": cldr.number(found.rated), "met": cldr.number(found.met)}
