"""Charts in templates."""

from __future__ import annotations

from thriving.ui import charts
from thriving.ui.tags.library import register

register.simple_tag(charts.bullet, name="bullet")
register.simple_tag(charts.sparkline, name="sparkline")
register.simple_tag(charts.bars, name="bars")
register.simple_tag(charts.line_chart, name="line_chart")
register.simple_tag(charts.small_multiples, name="small_multiples")
register.simple_tag(charts.describe, name="describe")


@register.inclusion_tag("ui/components/bullet_legend.html")
def bullet_legend() -> dict[str, object]:
    """What the parts of a bullet mean: once on a page that has bullets."""
    return {"bullet": charts.bullet(55, 88, 70, 100)}
