"""The picture of the coverage matrix: a square per position, names that cannot break out of it."""

import base64
import xml.etree.ElementTree as ElementTree

from flows.visible.matrix import as_address, matrix

SPACE = "{http://www.w3.org/2000/svg}"


def position(payer, indication, stance):
    return {
        "payer_id": payer,
        "payer_name": payer,
        "drug_code": "esketamine_spravato",
        "indication_code": indication,
        "stance_code": stance,
    }


def test_every_position_has_a_square_and_every_stance_a_line_in_the_key():
    rows = [position("Acme", "trd", "covered"), position("Bright", "trd", "investigational")]
    rows += [position("Bright", "mdd_si", "covered")]
    picture = ElementTree.fromstring(matrix(rows))
    assert len(picture.findall(f"{SPACE}rect")) == 3 + 2
    texts = [item.text for item in picture.findall(f"{SPACE}text")]
    assert texts[:2] == ["Acme", "Bright"]
    assert "esketamine spravato: mdd si" in texts


def test_a_name_with_marks_stays_a_name():
    picture = ElementTree.fromstring(matrix([position("<script>&\"'", "trd", "odd_stance")]))
    assert picture.find(f"{SPACE}text").text == "<script>&\"'"


def test_the_address_holds_the_picture():
    svg = matrix([position("Acme", "trd", "covered")])
    head, _, data = as_address(svg).partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == svg
