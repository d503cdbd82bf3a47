"""The truths about the five shared reports, and above all the restraint among them."""

import json
import subprocess
import sys

import pytest
from conftest import SHARED

from dateline.archive import Archive
from dateline.export import json_export

FLOOR = 1.0
"""Share of checks that must pass."""
NAMED = ("attribution", "same_actor")
"""Checks of who speaks and of who is who: each names the actor that must be found."""
RESTRAINT = ("at_most", "not_event", "not_figure")


@pytest.fixture(scope="module")
def checks(archive_of_seeds, tmp_path_factory):
    record = tmp_path_factory.mktemp("record") / "seeds.json"
    with Archive(archive_of_seeds) as archive:
        record.write_bytes(b"".join(json_export(archive)))
    check = SHARED / "seeds" / "check.py"
    done = subprocess.run(
        [sys.executable, str(check), str(record), "--failures"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_enough_checks_pass_and_none_of_a_kind_fails_whole(checks):
    assert checks["share"] >= FLOOR
    kinds = {k: v for k, v in checks.items() if isinstance(v, list)}
    assert [kind for kind, (passed, _) in kinds.items() if passed == 0] == []


@pytest.mark.parametrize("kind", RESTRAINT)
def test_restraint_holds_in_full(checks, kind):
    passed, all_of_them = checks[kind]
    assert passed == all_of_them > 0


@pytest.mark.parametrize("kind", NAMED)
def test_every_speaker_is_a_named_actor_and_one_in_all_reports(checks, kind):
    passed, all_of_them = checks[kind]
    assert passed == all_of_them > 0
