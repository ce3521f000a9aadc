"""The door to the charts: Altair to SVG inside the page.

Each has a title that says the finding, a text for those who do not see it, sources and n below. Colours
differ in lightness too, so that they survive print and colour blindness.
"""

import hashlib
import re
from typing import Any

import altair as alt
import vl_convert

from flows.report.studies.show import Shown, text

WIDTH, HEIGHT = 640, 260
STANCE_COLOURS = {
    "covered": "#084b83",
    "covered with criteria": "#7db8e0",
    "case by case": "#cfd4b8",
    "not medically necessary": "#ffd493",
    "investigational": "#e8923f",
    "benefit exclusion": "#7a2e00",
    "not addressed": "#d5d9de",
}
BASIS_DASHES = {"observed": [1, 0], "payer reported": [6, 3], "reported": [2, 3]}
_FONT = "system-ui, DejaVu Sans, sans-serif"


def figure(chart: Any, finding: str, alternative: str, source: str) -> Shown:
    """A chart under its finding, with the text that stands for it and what it rests on."""
    svg = _svg(chart)
    return Shown(
        f'<figure class="chart"><p class="finding">{text(finding)}</p>'
        f'<div role="img" aria-label="{text(alternative)}">{svg}</div>'
        f"<figcaption>{text(source)}</figcaption></figure>"
    )


def shares(rows: list[dict[str, object]], events: list[dict[str, object]]) -> Any:
    """Share over months with its interval, one line style for each basis, events as dotted lines."""
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
        strokeDash=_dash(),
    )
    scale = alt.Scale(domain=[0, 1])
    line = base.mark_line(color="#084b83", strokeWidth=2.5, interpolate="step-after").encode(
        y=alt.Y("share:Q", title="share of payers", scale=scale, axis=alt.Axis(format="%", tickCount=5))
    )
    band = base.mark_area(color="#7db8e0", opacity=0.35, interpolate="step-after").encode(
        y=alt.Y("low:Q", scale=scale), y2="high:Q", detail="basis:N"
    )
    return sized(band + line + marks(events))


def _dash() -> Any:
    scale = alt.Scale(domain=list(BASIS_DASHES), range=list(BASIS_DASHES.values()))
    return alt.StrokeDash("basis:N", title="basis", scale=scale, legend=alt.Legend(orient="bottom"))


def stances(rows: list[dict[str, object]], events: list[dict[str, object]]) -> Any:
    """Payers by stance over months, stacked."""
    colour = alt.Scale(domain=list(STANCE_COLOURS), range=list(STANCE_COLOURS.values()))
    area = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(width=alt.RelativeBandSize(1.0))
        .encode(
            x=alt.X("yearmonth(month):T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
            y=alt.Y("payers:Q", title="payers", stack="zero", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "stance:N", title=None, scale=colour, legend=alt.Legend(orient="bottom", columns=4)
            ),
            order=alt.Order("order:Q"),
        )
    )
    return sized(area + marks(events))


def lines(rows: list[dict[str, object]], events: list[dict[str, object]], y: str) -> Any:
    """One line for each series over months, told apart by colour and dash."""
    scale = alt.Scale(range=["#084b83", "#b35900", "#4d7c0f", "#7a2e00", "#5b5f97", "#525a63"])
    line = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.5, interpolate="step-after")
        .encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
            y=alt.Y("value:Q", title=y, scale=alt.Scale(zero=True)),
            color=alt.Color(
                "series:N", title=None, scale=scale, legend=alt.Legend(orient="bottom", columns=2)
            ),
            strokeDash=alt.StrokeDash("series:N", title=None),
        )
    )
    return sized(line + marks(events))


def survival(rows: list[dict[str, object]]) -> Any:
    """Share of payers that have not answered yet, by days since the event, with its band."""
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("days:Q", title="days since the announcement"))
    scale = alt.Scale(domain=[0, 1])
    band = base.mark_area(color="#7db8e0", opacity=0.35, interpolate="step-after").encode(
        y=alt.Y("low:Q", scale=scale, title="payers without an answer", axis=alt.Axis(format="%")),
        y2="high:Q",
    )
    line = base.mark_line(color="#084b83", strokeWidth=2.5, interpolate="step-after").encode(y="share:Q")
    return sized(band + line)


def bars(rows: list[dict[str, object]], x: str) -> Any:
    """A number for each name, for one or two moments side by side."""
    scale = alt.Scale(range=["#7db8e0", "#084b83"])
    return sized(
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("value:Q", title=x),
            yOffset=alt.YOffset("moment:N", sort=None),
            color=alt.Color(
                "moment:N", title=None, sort=None, scale=scale, legend=alt.Legend(orient="bottom")
            ),
        ),
        height=max(120, 26 * len(rows)),
    )


def marks(events: list[dict[str, object]]) -> Any:
    """Events as dotted lines with a number; the numbers are told below the figure."""
    base = alt.Chart(alt.Data(values=events)).encode(x="month:T")
    rule = base.mark_rule(strokeDash=[2, 3], color="#1b1f24")
    label = base.mark_text(dy=-6, fontSize=11, baseline="bottom").encode(y=alt.value(0), text="number:N")
    return rule + label


def sized(chart: Any, height: int = HEIGHT) -> Any:
    """A chart in the size and type of the report."""
    return (
        chart.properties(width=WIDTH, height=height)
        .configure(font=_FONT, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e3e6ea")
        .configure_legend(labelFontSize=12, labelLimit=260)
        .configure_view(stroke=None)
    )


def _svg(chart: Any) -> str:
    """SVG whose ids are its own, so that many stand in one page."""
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    own = hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>c{own}-", svg)
    return re.sub(r"<svg ", '<svg aria-hidden="true" focusable="false" ', svg, count=1)
