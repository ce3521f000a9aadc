"""Loading what better extractors read again: the history stays, and nothing is news."""

from dataclasses import replace

import duckdb
from cases import at

from extractors.read import read
from warehouse import readings
from warehouse.archive import Archive
from warehouse.ledger import Attempt
from warehouse.load import catch_up

PAGE = """<html><body><h1>Esketamine nasal spray</h1><p>Effective Date: {effective}</p><h2>Coverage criteria</h2>
<p>Spravato (esketamine) is considered medically necessary for treatment-resistant depression when all of the
following criteria are met:</p><ol><li>The member is 18 years of age or older; and</li>
<li>The member had an inadequate response to at least {trials} antidepressants.</li></ol></body></html>"""


def bring(archive, trials, effective, seen):
    snapshot = archive.save(PAGE.format(trials=trials, effective=effective).encode())
    line = Attempt(
        seen, "run", "p", "p/q", "p/q", "u", seen, "fetched", 200, snapshot_id=snapshot.snapshot_id
    )
    archive.append([replace(line, media_type="text/html")])


def extract(archive, moment):
    for item in readings.pending(archive):
        readings.extract(archive, item, moment)


def news(path):
    with duckdb.connect(path, read_only=True) as connection:
        sql = "select change_id, cause_code, change_type_code from out_policy_changes where is_news"
        return connection.execute(sql).fetchall()


def test_a_change_of_the_payer_stays_one_when_better_extractors_read_both_editions(tmp_path, monkeypatch):
    archive, path = Archive(tmp_path / "archive"), tmp_path / "w.duckdb"
    bring(archive, 3, "01/01/2024", at(2024, 1, 5))
    bring(archive, 2, "01/01/2025", at(2025, 1, 5))
    extract(archive, at(2025, 1, 6))
    first = catch_up(archive, path)
    assert [change.change_type_code for change in first.changes] == ["step_therapy_trials"]
    before = news(path)
    assert before[0][1:] == ("payer_change", "step_therapy_trials")

    def better(content, media_type=None, **more):
        found = read(content, media_type, **more)
        document = replace(found.facts.document, title="read better")
        return replace(found, facts=replace(found.facts, document=document))

    monkeypatch.setattr(readings, "read", better)
    monkeypatch.setattr(readings, "extractor_version", lambda *_: "better")
    extract(archive, at(2025, 2, 1))
    second = catch_up(archive, path)
    assert second.versions_count == 2
    assert second.changes == ()
    assert news(path) == before
