from hypothesis import given
from hypothesis import strategies as st

from marsad.export.segments import Mark, Piece, paragraphs, pieces


def test_pieces_cut_overlaps() -> None:
    marks = [Mark(0, 6, "s", "s1"), Mark(3, 9, "e", "e1"), Mark(3, 5, "e", "e2")]
    assert list(pieces(marks, start=0, end=10)) == [
        Piece(0, 3, ("s",), ("s1",)),
        Piece(3, 5, ("e", "s"), ("e2", "s1", "e1")),  # the shortest first
        Piece(5, 6, ("s", "e"), ("s1", "e1")),
        Piece(6, 9, ("e",), ("e1",)),
        Piece(9, 10, (), ()),
    ]


def test_paragraphs_carry_a_mark_over_lines() -> None:
    text = "قال:\n\nنعم\nولا"
    rows = list(paragraphs(text, [Mark(0, 9, "s", "s1")]))
    assert [[text[p.start : p.end] for p in row] for row in rows] == [["قال:"], ["نعم"], ["ولا"]]
    assert [[p.refs for p in row] for row in rows] == [[("s1",)], [("s1",)], [()]]


@given(st.text(alphabet="اب \n\r\u2028", max_size=40), st.data())
def test_paragraphs_give_every_letter_once_with_all_its_marks(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(bounds, bounds), max_size=6))
    marks = [Mark(a, b, "e", f"e{n}") for n, (a, b) in enumerate(spans) if a < b]
    seen: dict[int, tuple[str, ...]] = {}
    for row in paragraphs(text, marks):
        for piece in row:
            for i in range(piece.start, piece.end):
                assert i not in seen
                seen[i] = piece.refs
    assert {i for i, c in enumerate(text) if not c.isspace()} <= seen.keys()
    for i, refs in seen.items():
        assert set(refs) == {m.ref for m in marks if m.start <= i < m.end}
