"""What a run of `read` tells of itself while it is going on, and how it ended."""

import pytest

from dateline.archive import Archive, Run
from dateline.pipeline import read
from dateline.pipeline.signs import signs_of_life


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "a.db", create=True) as opened:
        yield opened


def test_each_step_is_told_and_the_sources_stay_counted(archive):
    shown = []
    with signs_of_life(archive, lambda doing, done: shown.append((doing, done))) as progress:
        assert archive.last_run().doing == "read" and not archive.last_run().ended
        progress("read", 5)
        progress("refine", 1)
        assert (archive.last_run().doing, archive.last_run().done) == ("refine", 5)
    assert archive.last_run().doing == "done" and archive.last_run().ended
    assert shown == [("read", 5), ("refine", 1)]


def test_a_run_that_was_interrupted_is_stopped(archive):
    with pytest.raises(KeyboardInterrupt), signs_of_life(archive, lambda doing, done: None):
        raise KeyboardInterrupt
    assert archive.last_run().doing == "stopped"


def test_what_is_new_is_what_was_kept_after_the_run_before(archive, folder):
    read(archive, [str(folder / "call.txt")], extractor="rules")
    assert archive.last_run().before is None and len(archive.kept_after(None)) == 1
    read(archive, [str(folder)], extractor="rules")
    run = archive.last_run()
    assert isinstance(run, Run) and run.done == 3
    assert len(archive.kept_after(run.before)) == 2
    read(archive, [str(folder)], extractor="rules")
    assert archive.kept_after(archive.last_run().before) == []
