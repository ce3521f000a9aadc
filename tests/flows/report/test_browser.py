"""The demo's report in a real browser with the network off: as a reader on a desk and on a phone has it."""

import pytest

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKED_AT = (
    "index.html",
    "matrix.html",
    "changes.html",
    "sources.html",
    "payers/larkmoor.html",
    "notebooks/1_coverage_trends.html",
    "notebooks/7_patient_question.html",
)


@pytest.fixture
def tab(browser):
    """A page without network; `trouble` gathers console errors, failed and outside requests."""
    context = browser.new_context(viewport=DESK, offline=True)
    page = context.new_page()
    page.trouble = []
    page.on("console", lambda said: page.trouble.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    # a picture that is still loading when the next page is opened was given up, not missing
    page.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED"
            else page.trouble.append(f"failed: {request.url} {request.failure}")
        ),
    )
    outside = ("file:", "data:")
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(outside) else page.trouble.append(f"outside: {asked.url}"),
    )
    yield page
    context.close()


def newest_diff(demo, book):
    from flows.report.names import diff_page

    row = book.news[0]
    return demo.reports / diff_page(row["from_version_id"], row["to_version_id"]), row


def test_every_page_opens_quietly_and_fits_a_desk_and_a_phone(tab, pages):
    wide = []
    for path in pages:
        tab.goto(path.as_uri())
        for size in (PHONE, DESK):
            tab.set_viewport_size(size)
            if tab.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wide.append((path.name, size["width"]))
    assert tab.trouble == []
    assert wide == []


def test_the_matrix_filters_searches_and_sorts(tab, demo):
    tab.goto((demo.reports / "matrix.html").as_uri())
    rows = tab.locator("#matrix tbody tr:visible")
    everything = rows.count()
    tab.select_option("select[name=drug]", "ketamine_racemic")
    assert 0 < rows.count() < everything
    tab.select_option("select[name=drug]", "")
    tab.fill("input[name=search]", "larkmoor")
    assert rows.count() == 2
    assert tab.locator("#shown").inner_text() == f"2 of {everything} rows"
    tab.fill("input[name=search]", "")
    tab.select_option("select[name=stance]", "benefit_exclusion")
    assert rows.count() == 1
    tab.select_option("select[name=stance]", "")
    tab.get_by_role("button", name="TRD", exact=True).click()
    ranks = [
        int(cell.get_attribute("data-rank")) for cell in tab.locator("#matrix tbody td:nth-child(3)").all()
    ]
    assert ranks == sorted(ranks, reverse=True)
    assert tab.locator("th[aria-sort=descending]").count() == 1


def test_a_cell_of_the_matrix_leads_to_the_words_and_they_to_the_picture_with_its_box(tab, demo):
    tab.goto((demo.reports / "matrix.html").as_uri())
    tab.locator("tr[data-payer=larkmoor][data-drug=esketamine_spravato] td.cell a").first.click()
    fact = tab.locator(".fact:target")
    assert fact.locator("q.payer").inner_text()
    fact.locator("a.evidence").click()
    viewer = tab.locator("dialog[open]")
    assert viewer.locator("img").evaluate("image => image.complete && image.naturalWidth > 500")
    box = viewer.locator(".box.is-shown")
    assert box.count() == 1
    assert box.bounding_box()["width"] > 50
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0


def test_without_scripts_the_box_is_reached_by_a_link(browser, demo, book):
    version = next(row for row in book.observed if row["media_type"] == "application/pdf")
    from flows.report.names import version_page

    context = browser.new_context(viewport=PHONE, offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((demo.reports / version_page(version["version_id"])).as_uri())
    page.locator("a.evidence").first.click()
    assert page.locator(".box:target").count() == 1
    context.close()


def test_the_difference_marks_the_changed_rule_and_the_changed_words(tab, demo, book):
    path, row = newest_diff(demo, book)
    tab.goto(f"{path.as_uri()}#change-{row['change_id']}")
    marked = tab.locator("article.change:target")
    assert row["before_text"] in marked.locator(".side").first.inner_text()
    assert tab.locator("table.text ins, table.text del").count() > 0


def test_no_serious_barrier_for_those_who_read_otherwise(tab, demo, book, axe):
    from flows.report.names import version_page

    looked_at = [demo.reports / name for name in LOOKED_AT]
    versions = {row["media_type"]: row for row in book.observed if row["change_level_code"] == "criteria"}
    looked_at += [demo.reports / version_page(row["version_id"]) for row in versions.values()]
    looked_at.append(newest_diff(demo, book)[0])
    found = {}
    for path in looked_at:
        tab.goto(path.as_uri())
        tab.evaluate(axe)
        answer = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (item["id"], item["nodes"][0]["html"][:120])
            for item in answer["violations"]
            if item["impact"] in ("serious", "critical")
        ]
        if serious:
            found[path.name] = serious
    assert found == {}
