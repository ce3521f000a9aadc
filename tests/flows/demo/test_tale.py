"""What the demo tells when it has been played, as a person sees it."""

import io

import pytest

from flows.demo.tale import tale
from flows.telling.terminal import console


@pytest.mark.parametrize("columns", ["80", "110"])
def test_the_story_of_every_visit_is_told_in_whole_words_and_few_lines(played_demo, monkeypatch, columns):
    settings, played = played_demo
    monkeypatch.setenv("COLUMNS", columns)
    out = io.StringIO()
    tale(console(out), settings, played)
    visits = out.getvalue().partition("rule changes\n#")[0].splitlines()
    told = set(" ".join(visits).split())
    assert {word for item in played for word in item.visit.story.split()} <= told
    assert len(visits) < 5 * len(played)
    assert max(map(len, out.getvalue().splitlines())) <= int(columns)
