"""Lengths of approvals bind the whole scope, each in the phase that its words name."""

from extractors.assembly.pieces import apart_only, is_more_than_length, pieces
from extractors.assembly.scopes import Scope
from extractors.model import Evidence, Group, Leaf

WHERE = Evidence(None, None, "a line", "")


def leaf(kind: str, value: int = 6) -> Leaf:
    return Leaf(kind, "==", value, "month", WHERE)


def test_a_renewal_stands_in_the_continuation_wherever_it_is_printed():
    node = Group("all", (leaf("initial_auth_duration"), leaf("reauth_duration", 12)))
    found = pieces(Scope(), node)
    assert [(piece.scope.phase, piece.node.value, piece.is_apart) for piece in found] == [
        ("initial", 6, True),
        ("continuation", 12, True),
    ]


def test_the_other_criteria_of_the_line_stay_together_in_their_list():
    node = Group("all", (leaf("age_min", 18), leaf("initial_auth_duration"), leaf("dose_limit", 84)))
    rest, length = pieces(Scope(phase="initial"), node)
    assert isinstance(rest.node, Group)
    assert [item.type for item in rest.node.items] == ["age_min", "dose_limit"]
    assert (rest.is_apart, length.is_apart) == (False, True)


def test_a_header_gives_only_the_length():
    node = Group("all", (leaf("age_min", 18), leaf("initial_auth_duration")))
    assert [piece.node.type for piece in apart_only(Scope(), node)] == ["initial_auth_duration"]
    assert apart_only(Scope(), None) == []


def test_a_length_alone_is_no_more_than_a_length():
    assert not is_more_than_length(leaf("reauth_duration"))
    assert is_more_than_length(Group("all", (leaf("age_min"), leaf("reauth_duration"))))
