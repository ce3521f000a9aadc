"""Pages of the web and of wikis: lists closed early, words in styles, folded parts, struck words, charsets."""

HEAD = "<p>Larkmoor Health Plan &middot; Medical Drug Policy</p>\n<p>Policy Number: LK-0412</p>\n"
EFFECTIVE = "<p>Effective Date: 03/01/2026</p>\n"
OPENING = (
    "<p>Spravato is medically necessary for treatment-resistant depression when all of the following are "
    "met:</p>\n"
)
TITLE = "Spravato (esketamine) Nasal Spray"


def _page(body: str, style: str = "", charset: str = "utf-8", effective: str = EFFECTIVE) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="{charset}"><title>{TITLE}</title>\n'
        f"<style>{style}</style></head>\n<body><main>\n<h1>{TITLE}</h1>\n{HEAD}{effective}{body}\n</main></body></html>\n"
    )


CLOSED_EARLY = f"""<h2>Coverage Criteria</h2>
{OPENING}<ol>
<li>The member is 18 years of age or older; and</li>
<li>One of the following:</li>
</ol>
<ul>
<li>The prescriber is a psychiatrist; or</li>
<li>The prescriber consulted a psychiatrist</li>
</ul>
<ol start="3">
<li>Spravato is used together with an oral antidepressant</li>
</ol>"""

BEFORE = f"""<h2>Coverage Criteria</h2>
{OPENING}<ul class="rules">
<li class="age"> 18 years of age or older</li>
<li class="nasal">is used together with an oral antidepressant</li>
<li>The prescriber is a psychiatrist</li>
</ul>"""
BEFORE_STYLE = (
    "ul.rules{list-style:none} ul.rules li::before{content:'\\2022'} li.age::before{content:'The member is at least'} "
    'li.nasal:before { content: "Spravato "; }'
)

ACCORDION = f"""<details><summary>Coverage Criteria</summary>
{OPENING}<ul><li>The member is 18 years of age or older</li><li>The prescriber is a psychiatrist</li></ul>
</details>
<button aria-expanded="false" aria-controls="p2">Investigational Uses</button>
<div id="p2" hidden style="display:none"><p>Spravato is considered investigational for bipolar depression.</p></div>
<h2><a role="button" aria-expanded="false" href="#p3">References</a></h2>
<div id="p3" class="collapse"><p>A randomized trial found ketamine superior to placebo for PTSD.</p></div>"""

STRUCK = f"""<h2>Coverage Criteria</h2>
{OPENING}<ul>
<li>The member is <s>21</s> 18 years of age or older</li>
<li><del>The member failed at least four different antidepressants</del></li>
<li><strike>The prescriber is a neurologist</strike> The prescriber is a psychiatrist</li>
<li><ins>Spravato is used together with an oral antidepressant</ins></li>
<li><span style="text-decoration: line-through">Psychotherapy was tried for 6 months</span></li>
</ul>
<p><del>Spravato is investigational for treatment-resistant depression.</del></p>"""

CHARSET = f"""<h2>Coverage Criteria</h2>
{OPENING}<ul>
<li>The member\u2019s age is at least 18 years \u2013 the \u201cadult\u201d member</li>
<li>The prescriber is a psychiatrist</li>
</ul>"""

TILDES = """# Spravato (esketamine) Nasal Spray

Larkmoor Health Plan Medical Drug Policy

Effective Date: 03/01/2026

## Coverage Criteria

Spravato is medically necessary for treatment-resistant depression when all of the following are met:

* The member is ~~21~~ 18 years of age or older
* ~~The member failed at least four different antidepressants~~
* Spravato is used together with an oral antidepressant
"""

ARCHIVED_PART = """# Spravato (esketamine) Nasal Spray

Larkmoor Health Plan Medical Drug Policy

Effective Date: 03/01/2026

## Coverage Criteria

Spravato is medically necessary for treatment-resistant depression when all of the following are met:

* The member is 18 years of age or older
* The prescriber is a psychiatrist

## Archived Criteria (in effect until 02/28/2026)

Spravato is medically necessary for treatment-resistant depression when all of the following are met:

* The member is 21 years of age or older
* The member failed at least four different antidepressants
"""

RULES = f"""<h2>Coverage Criteria</h2>
{OPENING}<ul><li>The member is 18 years of age or older</li><li>The prescriber is a psychiatrist</li></ul>"""
REPLACED = "<p><strong>SUPERSEDED - this version was replaced June 5, 2023</strong></p>\n" + RULES
RETIRED = "<p><em>This policy was retired on 08/31/2025 and is kept for reference.</em></p>\n" + RULES
TBD = "<p>Effective Date: TBD</p>\n"
LOUISIANA = "<h2>Application</h2>\n<p>This policy applies only to the state of Louisiana.</p>\n" + RULES
EARLIER = "<p>Effective Date: 06/01/2022</p>\n"
AHEAD = "<p>Effective Date: 01/01/2099</p>\n"
FUTURE = "<p>FUTURE VERSION: this policy is not yet in effect.</p>\n" + RULES


def documents() -> dict[str, bytes]:
    """File name -> content."""
    pages = {
        "lists_closed_early.html": _page(CLOSED_EARLY),
        "words_in_before.html": _page(BEFORE, BEFORE_STYLE),
        "accordion.html": _page(ACCORDION),
        "struck.html": _page(STRUCK),
        "status_replaced.html": _page(REPLACED, effective=EARLIER),
        "status_retired.html": _page(RETIRED, effective=EARLIER),
        "status_draft.html": _page(RULES, effective=TBD),
        "status_date_ahead.html": _page(RULES, effective=AHEAD),
        "status_future.html": _page(FUTURE, effective=AHEAD),
        "one_state.html": _page(LOUISIANA),
        "tildes.md": TILDES,
        "archived_part.md": ARCHIVED_PART,
    }
    wrong = {"wrong_charset.html": _page(CHARSET, charset="utf-8").encode("cp1252")}
    return {name: text.encode() for name, text in pages.items()} | wrong
