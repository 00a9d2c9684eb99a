"""Several features that hang on the same values, named by templates."""

from __future__ import annotations

from marsad.models.layouts import Naming, Value


def each(*templates: str) -> Naming:
    """A name for each template ("gap={0}/{1}"), filled with the items of a tuple, or with a value that is none."""
    fill = [template.format for template in templates]

    def naming(value: Value) -> tuple[str, ...]:
        items = value if isinstance(value, tuple) else (value,)
        return tuple([f(*items) for f in fill])

    return naming
