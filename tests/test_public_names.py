"""The public surface, listed in one place."""

import dateline


def test_every_public_name_is_there_and_no_other_is_listed():
    assert dateline.__all__ == [
        "Archive",
        "DatelineError",
        "OpenArchive",
        "Rows",
        "__version__",
        "claim",
        "compare",
        "open",
        "read",
        "sample",
    ]
    assert all(getattr(dateline, name) for name in dateline.__all__)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(dateline, "nonsense")


def test_the_example_in_the_docstring_works(tmp_path, folder):
    with dateline.open(tmp_path / "talks.dateline") as archive:
        archive.read(folder)
        rows = archive.timeline(actor="Putin")
    assert [row.date for row in rows] == ["2014-03-14"]
