"""Do coders agree, and with the machine: rows drawn for blind coding, and filled sheets compared.

`coding` says what is coded of each kind of row, and `values` what may stand in a cell. `items` finds the
places of an archive that can be coded, each under a key that hangs on the words and not on a row; `drawing`
draws some of them, and `sheets` writes these for coders, without what the machine made of them.

`filled` reads what coders filled in, and `units` lays their codings beside each other, `matching` where they
looked for rows themselves; `names` says whom they mean. `alpha` measures how far they agree, `settling` has
the rest settled. `machine` is what the machine says of the same, and `precision` how often it is right where
coders agree, with the intervals of `shares`. `comparing` is all of that in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.agreement.comparing import Comparison, compare
    from dateline.agreement.drawing import Sample, sample

__all__ = ["Comparison", "Sample", "compare", "sample"]

_HOMES = {"Comparison": "comparing", "Sample": "drawing", "compare": "comparing", "sample": "drawing"}


def __getattr__(name: str) -> Any:
    # Names are fetched when they are used: the command line asks `coding` for its choices, and nothing else.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
