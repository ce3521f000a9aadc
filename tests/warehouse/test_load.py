"""Loading day by day gives the rows of a rebuild and leaves alone what the day did not touch."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from cases import at

from extractors.read import read
from warehouse import readings
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Declaration, Policy
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


def fetched(archive, policy, part, trials, seen, recorded=None):
    """One document of one policy, looked at once; an edition without trials is no policy."""
    text = (
        PAGE.format(trials=trials, effective="01/01/2024") if trials else "<html><body>404 Not Found</body>"
    )
    document = f"{policy}#{part}" if part else policy
    line = Attempt(recorded or seen, f"run {seen:%m-%d %H}", "p", policy, document, "u", seen, "fetched")
    snapshot = archive.save(text.replace("Esketamine nasal", f"{document} nasal").encode())
    return replace(line, snapshot_id=snapshot.snapshot_id, media_type="text/html")


def declared(policy, parts, benefit="medical"):
    documents = tuple(f"{policy}#{part}" for part in parts) or (policy,)
    return Declaration(
        at(2024, 1, 1), "p", "P", "regional", policies=(Policy(policy, "Q", benefit, (), documents),)
    )


def days(archive):
    """What comes in, one step after the other: every step is appended, read and loaded."""
    day = [at(2024, 1, number) for number in range(1, 29)]
    yield [declared("p/q", ()), fetched(archive, "p/q", "", 3, day[0])]
    yield [fetched(archive, "p/q", "", 3, day[1])]
    yield [fetched(archive, "p/q", "", 2, day[5]), fetched(archive, "p/other", "", 2, day[5])]
    yield [replace(fetched(archive, "p/q", "", 2, day[6]), outcome="blocked", snapshot_id=None)]
    yield [fetched(archive, "p/q", "", 3, day[5] + timedelta(hours=20))]  # taken back within a day
    yield [fetched(archive, "p/q", "", 3, day[7]), fetched(archive, "p/other", "", 2, day[7])]
    yield [fetched(archive, "p/q", "", 0, day[8])]  # no policy
    yield [fetched(archive, "p/q", "", 0, day[9])]
    yield [fetched(archive, "p/q", "", 4, day[3], recorded=day[10])]  # a capture of the past, found late
    yield [fetched(archive, "p/q", "", 3, day[2], recorded=day[10])]
    yield [declared("p/parts", "ab"), fetched(archive, "p/parts", "a", 2, day[11])]
    yield [fetched(archive, "p/parts", "b", 2, day[11])]  # the other part of the same look
    yield [fetched(archive, "p/parts", part, 2, day[12]) for part in "ab"]
    yield [fetched(archive, "p/q", "", 3, day[13]), declared("p/q", (), "pharmacy")]
    yield [fetched(archive, "p/q", "", 2, day[14])]


REBUILT = {5, 9, 12, 14}  # a step of every kind came before each; a rebuild takes most of the time


def rows_of(path):
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() "
            "where regexp_matches(table_name, '^(core|raw)_') order by table_name"
        ).fetchall()
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall()))
            for (name,) in names
        }


def counted(path, sql):
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchone()[0]


def test_every_day_leaves_the_rows_that_a_rebuild_makes(tmp_path):
    archive, daily = Archive(tmp_path / "archive"), tmp_path / "daily.duckdb"
    reverted = []
    for number, lines in enumerate(days(archive)):
        archive.append(lines)
        extract(archive, max(line.recorded_at for line in lines))
        catch_up(archive, daily)
        reverted.append(counted(daily, "select count(*) from core_changes where is_reverted"))
        if number in REBUILT:
            anew = tmp_path / f"{number}.duckdb"
            catch_up(archive, anew)
            assert rows_of(daily) == rows_of(anew), f"step {number}"
    assert counted(daily, "select count(*) from core_versions") == 7
    assert max(reverted) > 0, "a change that was taken back within a day is among the steps"
    assert reverted[-1] == 0, "and a capture of the past that says it was none"


@pytest.fixture
def loaded(tmp_path):
    archive, path = Archive(tmp_path / "archive"), tmp_path / "w.duckdb"
    archive.append([declared("p/q", ()), fetched(archive, "p/q", "", 3, at(2024, 1, 1))])
    extract(archive, at(2024, 1, 1))
    archive.append([fetched(archive, "p/q", "", 2, at(2024, 2, 1))])
    extract(archive, at(2024, 2, 1))
    catch_up(archive, path)
    return archive, path


def test_a_look_that_finds_the_same_bytes_adds_an_observation_and_opens_no_reading(loaded, monkeypatch):
    archive, path = loaded
    before = rows_of(path)
    monkeypatch.setattr(Archive, "load_reading", lambda *_: pytest.fail("a reading was opened"))
    archive.append([fetched(archive, "p/q", "", 2, at(2024, 2, 2))])
    assert catch_up(archive, path).versions_count == 0
    after = rows_of(path)
    grown = {name: len(after[name]) - len(before[name]) for name in after if after[name] != before[name]}
    assert grown == {"core_observations": 1, "raw_attempts": 1}


def test_a_new_edition_is_compared_with_the_last_one_only(loaded, monkeypatch):
    from warehouse import beliefs

    archive, path = loaded
    compared = []
    plain = beliefs.compare
    monkeypatch.setattr(beliefs, "compare", lambda *pair: compared.append(pair) or plain(*pair))
    archive.append([fetched(archive, "p/q", "", 4, at(2024, 3, 1))])
    extract(archive, at(2024, 3, 1))
    assert len(catch_up(archive, path).changes) == 1
    assert len(compared) == 1


def test_rows_of_another_program_are_all_made_again(loaded):
    archive, path = loaded
    before = rows_of(path)
    with duckdb.connect(path) as connection:
        connection.execute(
            "update _rows set sha256 = 'older'; delete from core_codes; delete from core_criteria"
        )
    archive.append([fetched(archive, "p/q", "", 2, at(2024, 2, 2))])
    catch_up(archive, path)
    assert rows_of(path)["core_criteria"] == before["core_criteria"]


def test_views_are_made_again_where_their_texts_have_changed_and_else_left_alone(loaded):
    archive, path = loaded
    replaced = "create or replace macro asking_day() as date '2001-01-01'"
    with duckdb.connect(path) as connection:
        connection.execute(replaced)
    catch_up(archive, path)
    with duckdb.connect(path) as connection:
        assert str(connection.execute("select asking_day()").fetchone()[0]) == "2001-01-01"
        connection.execute("update _views set sha256 = 'older'")
    catch_up(archive, path)
    with duckdb.connect(path) as connection:
        assert str(connection.execute("select asking_day()").fetchone()[0]) != "2001-01-01"


def test_a_required_sentence_is_asked_of_what_a_load_touches(loaded, monkeypatch):
    from warehouse import load
    from warehouse.errors import CheckFailed

    archive, path = loaded
    before = rows_of(path)

    def without_quotes(*arguments):
        built = plain(*arguments)
        if "core_positions" in built:
            built["core_positions"] = built["core_positions"].assign(quote="")
        return built

    plain = load.frames
    monkeypatch.setattr(load, "frames", without_quotes)
    archive.append([fetched(archive, "p/q", "", 4, at(2024, 3, 1))])
    extract(archive, at(2024, 3, 1))
    with pytest.raises(CheckFailed, match="every_fact_has_evidence"):
        catch_up(archive, path)
    assert rows_of(path) == before
