"""Codes of countries and roles as other tools write them: ISO 3166-1 alpha-2, CAMEO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.countries import by_code
from dateline.knowledge.tables import table


@dataclass(frozen=True, slots=True)
class CameoRole:
    """What a CAMEO role code comes to: a PLOVER sector, or a code that stands in place of a country."""

    sector: str | None
    whole: str | None


@cache
def cameo_roles() -> dict[str, CameoRole]:
    """CAMEO role code → what it comes to."""
    return {r["code"]: CameoRole(r["sector"] or None, r["whole"] or None) for r in table("cameo_roles")}


@cache
def cameo_countries() -> dict[str, str]:
    """Country code as CAMEO writes it → ISO 3166-1 alpha-3."""
    return {code: code for code in by_code()} | {r["code"]: r["country"] for r in table("cameo_countries")}


@cache
def from_alpha2() -> dict[str, str]:
    """ISO 3166-1 alpha-2, in capitals → alpha-3."""
    return {row["alpha2"]: row["code"] for row in table("country_alpha2")}
