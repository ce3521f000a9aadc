"""The review queue from a file to a decision that stays: real archive, real DuckDB, real pictures."""

import io
import json

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Policy Title: Spravato (esketamine) Nasal Spray",
    "Effective Date: 01/01/2024",
    "Coverage Criteria",
    "Spravato (esketamine) is considered medically necessary for treatment-resistant depression when all",
    "of the following criteria are met:",
    "1. The member is 18 years of age or older; and",
    "2. The member had an inadequate response to two (3) antidepressants; and",
    "3. Spravato is prescribed by a psychiatrist.",
    "Initial authorization is for 3 months.",
)
WORDS = "inadequate response to two"


def paper(lines=LINES):
    out = io.BytesIO()
    canvas = Canvas(out)
    for row, text in enumerate(lines):
        canvas.drawString(72, 760 - 24 * row, text)
    canvas.save()
    return out.getvalue()


@pytest.fixture
def ask(here):
    """The JSON of a command that must succeed."""

    def run(*arguments):
        done = here(*arguments)
        assert (done.returncode, done.err) == (0, "")
        return [json.loads(line) for line in done.out.splitlines()]

    return run


@pytest.fixture
def bring(here, tmp_path):
    """Ingest one edition of the policy as seen at a moment."""

    def run(content, seen, name="policy.pdf"):
        (tmp_path / name).write_bytes(content)
        done = here(
            "ingest", tmp_path / name, "--payer", "acme", "--policy", "spravato", "--fetched-at", seen
        )
        assert done.returncode == 0, done.err

    return run


@pytest.fixture
def doubted(bring, ask):
    """The id of the criterion whose number in words and in digits differ."""
    bring(paper(), "2024-02-01T00:00:00+00:00")
    (queue,) = ask("review", "--json")
    (row,) = [row for row in queue if WORDS in row["quote"]]
    assert "number_conflict" in row["flags"]
    return row["review_id"]


def decide(ask, verdict, review_id, *more):
    return ask("review", verdict, review_id, "--by", "A. Reviewer", "--reason", "seen", *more, "--json")[0]


def test_the_queue_says_what_to_decide_with_the_words_and_the_place(doubted, ask):
    (queue,) = ask("review", "--json")
    row = next(row for row in queue if row["review_id"] == doubted)
    assert row["is_open"] is True
    assert row["question"].endswith("?")
    assert row["page"] == 1
    assert len(row["bbox_pt"]) == 4
    assert row["drug_codes"] == ["esketamine_spravato"]


def test_the_picture_of_the_page_has_a_red_box_around_the_words(doubted, ask, settings):
    (row,) = ask("review", "show", doubted[:8], "--json")
    picture = Image.open(row["picture"])
    assert settings.reviews in settings.reviews.parent.joinpath(row["picture"]).parents
    x0, top, x1, bottom = row["bbox_pt"]
    scale = picture.width / 595.27
    is_red = [
        picture.getpixel((int(x), int((top - 3) * scale) + 1)) == (200, 0, 0)
        for x in range(int(x0 * scale), int(x1 * scale))
    ]
    assert all(is_red)
    assert picture.getpixel((int((x0 + x1) / 2 * scale), int((bottom + 30) * scale))) != (200, 0, 0)


def test_a_decision_closes_the_fact_and_stands_beside_what_was_said(doubted, ask, settings):
    made = decide(ask, "correct", doubted, "--value", "at least 3 trials")
    assert made["verdict"] == "corrected"
    (queue,) = ask("review", "--json")
    assert doubted not in {row["review_id"] for row in queue}
    (every,) = ask("review", "--all", "--json")
    row = next(row for row in every if row["review_id"] == doubted)
    assert (row["review_code"], row["review_value"]) == ("corrected", "at least 3 trials")
    assert row["said_text"] == made["said"]
    assert row["reviewer_name"] == "A. Reviewer"
    (beside,) = criteria(settings, doubted)
    assert beside == ("corrected", "at least 3 trials", made["said"])


def criteria(settings, review_id):
    from warehouse.query import rows

    sql = (
        "select review_code, review_value, concat_ws(' ', operator_code, value_text, unit_code) "
        "from out_current_criteria where review_id = ?"
    )
    return rows(settings.coverage, sql, [review_id])[1]


def test_a_decision_survives_another_edition_with_the_same_words(doubted, ask, bring, settings):
    decide(ask, "accept", doubted)
    reworded = paper([*LINES[:7], "3. Spravato is ordered by a psychiatrist or a neurologist.", *LINES[8:]])
    bring(reworded, "2024-03-01T00:00:00+00:00")
    assert criteria(settings, doubted)[0][0] == "accepted"


def test_a_decision_survives_a_rebuild_from_the_archive(doubted, ask, here, settings):
    decide(ask, "reject", doubted)
    settings.warehouse.unlink()
    assert here("rebuild").returncode == 0
    assert criteria(settings, doubted)[0][0] == "rejected"


def test_the_last_decision_about_a_fact_holds_and_all_are_exported(doubted, ask, settings):
    decide(ask, "accept", doubted)
    decide(ask, "reject", doubted)
    assert criteria(settings, doubted)[0][0] == "rejected"
    exported = ask("review", "export")
    assert [row["verdict"] for row in exported] == ["accepted", "rejected"]
    assert exported[0]["recorded_at"] < exported[1]["recorded_at"]


def test_the_words_are_told_to_a_person_too(doubted, here):
    listed, shown = here("review").out, here("review", "show", doubted).out
    assert doubted in listed.replace("\n", "")
    assert "number_conflict" in shown
    assert WORDS in " ".join(shown.split())


def test_a_page_without_pages_has_no_picture(bring, ask, policy):
    bring(policy(), "2024-02-01T00:00:00+00:00", "policy.html")
    (every,) = ask("review", "--all", "--json")
    assert every == []
    from flows.review.picture import picture

    assert picture(None, {"page": None, "media_type": "text/html"}) is None


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("show", "ffffffff"), 2, "unknown fact"),
        (("accept", "ffffffff", "--by", "A", "--reason", "b"), 2, "unknown fact"),
        (("accept", "{id}", "--by", " ", "--reason", "b"), 2, "--by is empty"),
        (("correct", "{id}", "--by", "A", "--reason", "b", "--value", " "), 2, "--value is empty"),
        (("correct", "{id}", "--by", "A", "--reason", "b"), 2, "--value"),
        (("accept", "{id}", "--by", "A"), 2, "--reason"),
        (("--payer", "nobody"), 2, "unknown payer"),
        (("nonsense",), 2, "nonsense"),
    ],
    ids=str,
)
def test_wrong_use_is_told_in_one_line(doubted, here, arguments, code, named):
    done = here("review", *[argument.format(id=doubted) for argument in arguments])
    assert done.returncode == code
    assert named in done.err
    assert len(done.err.splitlines()) == 1


def test_before_anything_was_published_there_is_no_queue(here):
    done = here("review")
    assert done.returncode == 3
    assert "nothing published yet" in done.err
