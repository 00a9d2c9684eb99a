"""Titles before names. The sentences are ours."""

from marsad.coder import Coder
from marsad.records import Report


def test_an_order_is_no_commander() -> None:
    coder = Coder()
    for text, titled in (("أمر قائد اللواء سالم الورفلي قواته بالتقدم.", False), ("قال آمر الكتيبة سالم الورفلي إن قواته تتقدم.", True)):
        (role,) = [a.role for a in coder.code(Report(text=text)).actors if "الورفلي" in a.name]
        assert role is not None
        assert role.startswith(("آمر", "أمر")) == titled
