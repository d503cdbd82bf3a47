"""Reading on a cluster: the export of a plain run, whatever dies, and nothing sent to anybody."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT
from made_worker import read_one
from msgspec import msgpack
from test_warc import record

from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import WorkerError
from dateline.export import json_export
from dateline.intake.formats import Part
from dateline.pipeline import read, workers
from dateline.pipeline.naming import Waiting

NEEDS_DAFT = "Daft is not installed (the extra `scale`)"
EXAMPLES = [str(path) for path in sorted((ROOT / "examples" / "reports").iterdir())[:6]]


@pytest.fixture
def cluster():
    """The room, where what it needs is installed."""
    pytest.importorskip("daft", reason=NEEDS_DAFT)
    from dateline.cluster import blocks, driver, engine, plan, reader, store

    rooms = (blocks, driver, engine, plan, reader, store)
    return {room.__name__.rsplit(".", 1)[-1]: room for room in rooms}


@pytest.fixture
def cheap(cluster, monkeypatch):
    """Processes that read nothing, here and on the cluster, and no linking."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(cluster["engine"], "PROGRAM", "from made_reader import main; main()")
    monkeypatch.setattr(workers, "PROGRAM", "from made_worker import main; main()")
    monkeypatch.setattr("dateline.pipeline.run.update_record", lambda *_, **__: None)
    monkeypatch.setattr(cluster["blocks"], "MOST_PARTS", 2)
    return cluster


@pytest.fixture
def crawl(cluster, tmp_path):
    """A web archive, JSON Lines, Parquet, a table of what is known of them, and a file that is no report."""
    import pyarrow as arrow
    from pyarrow import parquet

    place = tmp_path / "crawl"
    place.mkdir()
    (place / "pages.warc").write_bytes(record(1) + record(2) + record(1))
    lead = "Rain fell in Bonn on 3 May 2014, the mayor said. Streets were closed until the evening."
    rows = [{"title": f"Rain {n % 3}", "text": lead, "url": f"https://a.example/{n % 3}"} for n in range(4)]
    (place / "rows.jsonl").write_text("\n".join(map(json.dumps, [*rows, "no record"])), encoding="utf-8")
    others = [{**row, "text": f"{lead} Nobody was hurt {row['title']}."} for row in rows]
    parquet.write_table(arrow.Table.from_pylist(others), place / "rows.parquet", row_group_size=3)
    (place / "known.csv").write_text("file,outlet\nrows.jsonl#2,Bonn Courier\n", encoding="utf-8")
    (place / "picture.png").write_bytes(b"")
    return place


def exported(archive):
    return b"".join(json_export(archive)), list(archive.query("SELECT * FROM kept"))


def readers():
    """The processes that read for Daft for this one: those of the program that this one has started."""
    parents, found = {}, []
    for entry in Path("/proc").iterdir():
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if b"udf_worker" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return [pid for pid in found if parents.get(parents[pid]) == os.getpid()]


def kill_one_after_the_first_block(folder, killed):
    while not killed:
        if any(folder.glob("*.blocks/*/*.parquet")):
            for pid in readers():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
        time.sleep(0.01)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the processes to kill in /proc")
def test_with_a_process_killed_the_export_is_that_of_a_plain_run(
    cluster, crawl, tmp_path, monkeypatch, caplog
):
    caplog.set_level("INFO", logger="dateline.cluster.driver")
    monkeypatch.setattr(cluster["blocks"], "MOST_PARTS", 3)
    named = {"paths": [*EXAMPLES, str(crawl)], "metadata": str(crawl / "known.csv"), "extractor": "rules"}
    with Archive(tmp_path / "plain.db", create=True) as archive:
        plain = read(archive, workers=1, **named)
        expected = exported(archive)
    monkeypatch.setattr(workers.Workers, "read", lambda *_: pytest.fail("read by the plain run"))
    killed = []
    threading.Thread(target=kill_one_after_the_first_block, args=(tmp_path, killed), daemon=True).start()
    with Archive(tmp_path / "a.db", create=True) as archive:
        summary = cluster["driver"].read_on_cluster(archive, workers=1, **named)
        assert exported(archive) == expected
    left = [told.left for told in caplog.records if told.message == "blocks read"]
    assert killed and left[0] > 0 == left[-1]  # some blocks were still to be read when the process was killed
    assert summary == plain and len(plain.failed) == 2 and plain.new > 10


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_report_that_ends_every_process_costs_only_itself(cheap, tmp_path):
    for number, word in enumerate(["DEADLY", *["calm"] * 5]):
        (tmp_path / f"{number}.txt").write_text(f"{word} {number}", encoding="utf-8")
    named = [str(tmp_path / f"{number}.txt") for number in range(6)]
    with Archive(tmp_path / "a.db", create=True) as archive:
        cheap["driver"].read_on_cluster(archive, named, workers=1)
        kept = [archive.kept(key) for key in archive.report_ids()]
    reasons = {one.sources[0][-5]: one.report.reason for one in kept}
    assert "ended before it was done, twice (signal SIGKILL)" in reasons.pop("0")
    here = reasons.pop("1")  # it was in one block with the other, and is read by this machine
    assert len(set(reasons.values())) == 1 and here.startswith("read by") and here not in reasons.values()


def test_what_is_in_the_folder_is_not_read_again(cheap, tmp_path, monkeypatch):
    named = [str(tmp_path / f"{number}.txt") for number in range(3)]
    for path in named:
        Path(path).write_text(f"calm {path}", encoding="utf-8")
    monkeypatch.setattr(workers.Workers, "read", lambda *_: pytest.fail("read by the plain run"))
    found = []
    for name in ("a", "b"):
        with Archive(tmp_path / f"{name}.db", create=True) as archive:
            cheap["driver"].read_on_cluster(archive, named, workers=1, blocks=tmp_path / "blocks")
            found.append(list(archive.query("SELECT * FROM kept")))
            assert cheap["driver"].read_on_cluster(archive, named, workers=1).known == 3
        monkeypatch.setattr(cheap["engine"].Engine, "read", lambda *_: pytest.fail("read again"))
    assert found[0] == found[1]


def test_what_stands_in_the_way_of_all_ends_the_run(cheap, tmp_path, monkeypatch):
    trouble = cheap["plan"].Answer(trouble="the models are at home")
    monkeypatch.setattr(cheap["engine"].Engine, "_asked", lambda *_: trouble)
    (tmp_path / "a.txt").write_text("calm", encoding="utf-8")
    with (
        Archive(tmp_path / "a.db", create=True) as archive,
        pytest.raises(WorkerError, match="the models are at home"),
    ):
        cheap["driver"].read_on_cluster(archive, [str(tmp_path / "a.txt")], workers=1)


def test_a_cluster_that_reads_nothing_is_told_apart_from_a_bad_report(cheap, tmp_path, monkeypatch):
    monkeypatch.setattr(cheap["engine"], "PROGRAM", "raise SystemExit('no room for a process')")
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"calm {number}", encoding="utf-8")
    with (
        Archive(tmp_path / "a.db", create=True) as archive,
        pytest.raises(
            WorkerError, match=r"does not read \(exit code 1: no room for a process\).*goes on from there"
        ),
    ):
        cheap["driver"].read_on_cluster(archive, [str(tmp_path / f"{n}.txt") for n in range(8)], workers=1)


def test_a_machine_with_another_dateline_or_a_full_disk_says_what_to_do(cluster, tmp_path):
    def asked(stamp, folder):
        block = msgpack.encode(cluster["blocks"].Block("b", stamp, (), (), 0))
        return cluster["reader"].Reader(str(folder), elsewhere=True).read(block)

    own = cluster["driver"].current_stamp("rules")
    assert "another Dateline" in asked(own + "x", tmp_path)
    assert "name a folder with --blocks" in asked(own, tmp_path / "missing")


def test_a_damaged_file_counts_as_one_that_is_not_there(cluster, tmp_path):
    part = Part("a.txt", b"calm 1")
    [block] = cluster["blocks"].blocks_of([Waiting(part, 1)], "stamp")
    folder = cluster["store"].Store(tmp_path, "stamp").folder
    write, outcome = cluster["store"].write_block, read_one(part, "stamp")
    write(folder, block, [outcome])
    [file] = folder.iterdir()
    whole = file.read_bytes()
    write(folder, block, [outcome])
    assert [path.read_bytes() for path in folder.iterdir()] == [whole]
    assert cluster["store"].Store(tmp_path, "stamp").outcome(part) == outcome
    assert cluster["store"].Store(tmp_path, "other").outcome(part) is None
    for at in range(0, len(whole), 61):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        assert cluster["store"].Store(tmp_path, "stamp").outcome(part) in (None, outcome)
        file.write_bytes(whole[:at])
        assert cluster["store"].Store(tmp_path, "stamp").outcome(part) is None


def test_nothing_is_sent_to_anybody(cheap, tmp_path, monkeypatch):
    """What is sent goes through a proxy that is here; Daft left to itself proves that this would be seen."""
    quiet = {*cheap["plan"].ENVIRONMENT, "SCARF_NO_ANALYTICS", "no_proxy", "NO_PROXY"}
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        told = {name: value for name, value in os.environ.items() if name not in quiet}
        told |= {"http_proxy": address, "https_proxy": address}
        # Not for this process: other tests may have left something in it that asks for a proxy.
        monkeypatch.setattr(cheap["engine"], "os", SimpleNamespace(environ=told, pathsep=os.pathsep))
        [block] = cheap["blocks"].blocks_of([Waiting(Part("a.txt", b"calm"), 1)], "stamp")
        assert cheap["engine"].Engine("local").read([block], tmp_path, 1) == ""
        assert list(tmp_path.glob("*.parquet"))
        proxy.settimeout(0.1)
        with pytest.raises(TimeoutError):
            proxy.accept()
        proxy.settimeout(60)
        with subprocess.Popen([sys.executable, "-c", "import daft, time; time.sleep(60)"], env=told) as other:
            sent, _ = proxy.accept()
            assert b"CONNECT" in sent.recv(1000)
            sent.close()
            other.kill()


def test_without_daft_it_says_what_to_install(monkeypatch, folder, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "daft", None)
    arguments = ["read", str(folder), "--archive", str(tmp_path / "a.db"), "--cluster", "local"]
    assert main(arguments) == 1
    assert "pip install 'dateline[scale]'" in capsys.readouterr().err
    assert main([*arguments, "--profile"]) == 2
    assert main([*arguments[:-2], "--blocks", "x"]) == 2
