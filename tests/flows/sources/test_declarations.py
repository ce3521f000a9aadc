"""The declarations that come with the project, and what is wrong with others, told all at once."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from flows.errors import DeclarationError
from flows.fetch.kinds import KINDS
from flows.settings import Settings
from flows.sources.coverage import measure
from flows.sources.loader import load
from flows.sources.model import Source

FOLDER = Path(Settings().sources)
TEMPLATE = (FOLDER / "TEMPLATE.toml.txt").read_text("utf-8")
HEAD = 'id = "acme"\nname = "Acme"\ntype = "regional"\n'
DOCUMENT = '[[document]]\npolicy = "spravato"\ntitle = "Spravato"\nbenefit = "medical"\n'


@pytest.fixture(scope="module")
def declared():
    return load(FOLDER)


def mistakes(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    with pytest.raises(DeclarationError) as error:
        load(folder)
    return [str(mistake) for mistake in error.value.mistakes]


def test_every_declaration_loads_and_none_claims_to_be_verified(declared):
    assert len(declared) >= 100
    assert not [source.id for source in declared if source.verified]
    assert all(source.basis for source in declared)


def test_payers_of_every_type_and_documents_of_most_kinds_are_declared(declared):
    types = Counter(source.type for source in declared)
    assert {"national_commercial", "blues_plan", "regional", "pbm", "medicaid_agency"} <= types.keys()
    assert {"medicaid_mco", "mac", "federal", "um_vendor", "workers_comp"} <= types.keys()
    kinds = {document.kind for source in declared for document in source.document}
    assert kinds >= {"direct", "listing", "notices", "versioned", "print_view", "cms", "git_file", "inbox"}


def test_no_two_documents_are_the_same_place(declared):
    places = Counter(
        (document.url, document.links, document.cms_id, document.version)
        for source in declared
        for document in source.document
        if document.kind not in {"inbox"}
    )
    assert [place for place, count in places.items() if count > 1] == []


def test_the_template_is_well_formed_and_shows_every_kind():
    source = Source.model_validate(tomllib.loads(TEMPLATE))
    assert {document.kind for document in source.document} == KINDS.keys()
    assert "template" not in {found.id for found in load(FOLDER)}


def test_mistakes_of_all_files_are_told_at_once_with_file_and_line(tmp_path):
    one = HEAD.replace("regional", "club") + DOCUMENT + 'url = "ftp://example.org/a"\ncolour = "red"\n'
    two = HEAD.replace("acme", "bright") + 'states = ["ZZ"]\n' + DOCUMENT
    found = mistakes(tmp_path, acme=one, bright=two, corvid="id = \n")
    assert [line.partition(": ")[0] for line in found] == [
        "acme.toml:3",
        "acme.toml:8",
        "acme.toml:9",
        "bright.toml:4",
        "bright.toml:5",
        "corvid.toml:1",
    ]
    assert "colour: is not a known key" in found[2]
    assert "kind 'direct' needs url; add it" in found[4]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('kind = "listing"\nurl = "http://h/"', "needs links"),
        ('kind = "versioned"\nurl = "http://h/a.html"\nversion = "1"', "needs {version} where it varies"),
        ('kind = "git_file"\nurl = "http://h/a.md"', "needs {commit} where it varies"),
        ('kind = "cms"\nurl = "http://h/"\ncms_id = "59250"', "cms_id"),
        ('kind = "print_view"\nurl = "http://h/"\nprint_query = "print=1&x=2"', "print_query"),
        ('url = "http://h/"\nlinks = ["*a*"]', "links says nothing for kind 'direct'"),
        ('kind = "listing"\nurl = "http://h/"\nlinks = ["*"]', "must be words with * between them"),
        ('kind = "listing"\nurl = "http://h/"\nlinks = ["*a*b*c*d*e*f*g*h*i*"]', "eight * at most"),
        ('kind = "carrier_pigeon"\nurl = "http://h/"', "kind"),
        ('url = "http://h/"\nalso_at = ["javascript:go()"]', "http or https address"),
        ('url = "https://me:word@h/"', "must carry no name or password"),
    ],
)
def test_a_key_that_does_not_fit_its_kind_is_a_mistake(tmp_path, keys, said):
    (found,) = mistakes(tmp_path, acme=HEAD + DOCUMENT + keys + "\n")
    assert said in found


def test_verified_needs_that_somebody_opened_it(tmp_path):
    text = HEAD + 'basis = "public_record"\nverified = true\n' + DOCUMENT + 'url = "http://h/a"\n'
    (found,) = mistakes(tmp_path, acme=text)
    assert "verified needs basis 'opened'" in found


def test_coverage_counts_and_names_what_is_missing(declared):
    found = measure(declared)
    assert sum(row.payers for row in found.by_type) == len(declared)
    assert sum(row.policies for row in found.by_type) >= 150
    assert len(found.states) >= 50
    assert "DC" in found.states_without_medicaid
    assert set(found.unverified) == {source.id for source in declared}


def test_the_command_checks_and_counts_without_network(ketcov):
    done = ketcov("sources", "--check", KETCOV_SOURCES=str(FOLDER))
    assert (done.returncode, done.err) == (0, "")
    assert "every declaration is well formed" in done.out
    counted = ketcov("sources", "--coverage", "--json", KETCOV_SOURCES=str(FOLDER))
    assert {row["type"] for row in json.loads(counted.out)["by_type"]} >= {"workers_comp", "mac"}
    assert (
        "states without a Medicaid agency" in ketcov("sources", "--coverage", KETCOV_SOURCES=str(FOLDER)).out
    )
