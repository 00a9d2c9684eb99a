"""Which known actor a name or a role stands for, and when nobody is named."""

from __future__ import annotations

import pytest

from marsad.lexicon.knowledge import Knowledge
from marsad.linking.identity import LEAST, identify, identify_role


@pytest.mark.parametrize(
    ("name", "role", "countries", "id"),
    [
        ("خليفة حفتر", None, (), "khalifa-haftar"),
        ("حفتر", None, ("LY",), "khalifa-haftar"),
        ("خليفة عمر حفتر", None, ("LY",), "khalifa-haftar"),
        ("المالكي", None, ("IQ",), "nouri-al-maliki"),
        ("المالكي", None, ("PS",), "riyad-al-maliki"),
        ("تركي المالكي", None, ("IQ",), "turki-al-maliki"),
        ("محمد إبراهيم", "وزير الداخلية", ("EG",), "mohamed-ibrahim-eg"),
        ("محمد إبراهيم", None, ("SD",), None),
        ("محمد إبراهيم", "الطبيب السوداني", ("SD",), None),
        ("كلمة ما", None, (), None),
    ],
)
def test_identify(name: str, role: str | None, countries: tuple[str, ...], id: str | None) -> None:
    found = identify(Knowledge.load(), name, role=role, countries=countries, day="2014-05-01")
    assert (found.entry.id if found else None) == id
    assert found is None or (LEAST <= found.score <= 1 and found.reasons)


def test_a_role_of_another_state_speaks_against_a_full_name() -> None:
    known = Knowledge.load()
    assert identify(known, "علي زيدان", role="لاعب المنتخب السعودي") is None
    assert identify(known, "علي زيدان", role="رئيس الوزراء الليبي", day="2013-05-01") is not None


@pytest.mark.parametrize(
    ("role", "countries", "id"),
    [("الرئيس التركي", (), "recep-tayyip-erdogan"), ("رئيس الوزراء", ("IQ",), "haider-al-abadi"), ("رئيس الوزراء", ("IQ", "SY"), None)],
)
def test_identify_role(role: str, countries: tuple[str, ...], id: str | None) -> None:
    found = identify_role(Knowledge.load(), role, countries=countries, day="2017-05-01")
    assert (found.entry.id if found else None) == id
