"""A payer told on the terminal: what changed with both sides, what stayed once."""


def test_a_rule_that_stayed_is_told_once_and_one_that_changed_with_both_sides(here, policy, tmp_path):
    file, brought = tmp_path / "p.html", ("--payer", "acme", "--policy", "spravato", "--fetched-at")
    for trials, day in ((2, "2024-02-01"), (3, "2025-02-01")):
        file.write_bytes(policy(trials))  # rewritten under an unchanged date
        assert here("ingest", file, *brought, day).returncode == 0
    lines = [line.strip() for line in here("show", "acme").out.splitlines()]
    assert any("2 versions seen" in line for line in lines)
    assert any(line.startswith("then and now  age at least 18 years") for line in lines)
    assert any(line.startswith("then 2024-02-01  at least 2 trials") for line in lines)
    assert any(line.startswith("now  2025-02-01  at least 3 trials") for line in lines)
    assert lines[-1] == "* the payer printed no date for it: the day it was first seen"
