"""Short titles that name what a block of rules is for."""

import pytest

from extractors.assembly.scopes import uses_of_title


@pytest.mark.parametrize(
    ("title", "uses"),
    [
        ("Renal Cyst", ("renal cyst",)),
        ("Renal Cyst [simple, (single or paired) or septate]", ("renal cyst",)),
        (f"Renal Cyst [{'simple, septate, ' * 40}(single)]", ("renal cyst",)),
        ("Renal Cyst (simple", ("renal cyst (simple",)),
        ("Treatment-Resistant Depression (TRD)", ("trd",)),
        ("All Other Uses", ("all_other",)),
    ],
)
def test_what_stands_in_brackets_does_not_name_a_use(title, uses):
    assert uses_of_title(title) == uses
