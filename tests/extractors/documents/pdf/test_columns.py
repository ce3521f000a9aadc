"""Text in two columns is read one column after the other, and the rest of the page as it stands."""

from extractors import documents

LEFT = (
    "Coverage of the nasal product asks",
    "for a diagnosis of depression that",
    "two medicines of different classes",
    "did not bring into remission, each",
    "taken for six weeks or longer by",
    "the member.",
)
RIGHT = (
    "Renewal asks for a response that",
    "the prescriber shows with a scale",
    "taken before and after treatment.",
    "The plan grants twelve months at a",
    "time and asks for the same proof",
    "each year.",
)


def texts(content: bytes) -> list[str]:
    return [block.text for block in documents.parse(content, None).blocks if block.role == "body"]


def test_two_columns_are_read_one_after_the_other(draw):
    def paint(paper):
        paper.text(
            60, 60, "A line above both of the columns that runs over the whole width of the page for once."
        )
        paper.lines(60, 90, *LEFT)
        paper.lines(330, 90, *RIGHT)
        paper.text(
            60, 200, "A line below both of the columns that runs over the whole width of the page for once."
        )

    assert texts(draw(paint)) == [
        "A line above both of the columns that runs over the whole width of the page for once.",
        " ".join(LEFT),
        " ".join(RIGHT),
        "A line below both of the columns that runs over the whole width of the page for once.",
    ]


def test_columns_whose_lines_stand_at_different_heights_are_read_alike(draw):
    def paint(paper):
        paper.lines(60, 90, *LEFT)
        paper.lines(330, 95, *RIGHT, leading=13)

    assert texts(draw(paint)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_two_columns_of_bullets_are_items_of_their_own(draw):
    def paint(paper):
        for x, names in (
            (60, ("Epilepsy", "Insomnia", "Migraine", "Tics")),
            (330, ("Panic", "Phobia", "Stroke", "Gout")),
        ):
            paper.lines(x, 90, *(f"• {name}" for name in names))

    assert texts(draw(paint)) == [
        "Epilepsy",
        "Insomnia",
        "Migraine",
        "Tics",
        "Panic",
        "Phobia",
        "Stroke",
        "Gout",
    ]


def test_a_heading_below_the_columns_belongs_to_neither(draw):
    def paint(paper):
        paper.lines(60, 90, *LEFT)
        paper.lines(330, 90, *RIGHT)
        paper.text(60, 190, "Limitations", bold=True, size=14)
        paper.text(60, 210, "None of the other uses is covered.")

    assert texts(draw(paint))[-2:] == ["Limitations", "None of the other uses is covered."]


def test_a_code_beside_its_label_is_no_column_of_text(draw):
    def paint(paper):
        for number, code in enumerate(("J0013", "S0013", "G2082", "G2083", "J3490")):
            paper.text(60, 90 + 12 * number, code)
            paper.text(330, 90 + 12 * number, "a label of our own words here")

    assert all(len(text.split()) > 3 for text in texts(draw(paint)))
