"""One claim and what the archive tells of it: what supports it, differs from it, denies it; never a verdict.

1. `said`      the claim is read as a report is: actors, times, events, numbers, quotations, negation
2. `searching` sentences that may bear on it, found by the indexes of the archive
3. `sentences` what the record holds of each: actors, events, figures, quotes, times
4. `weighing`  each is set against the claim: `numbers`, `days` and `wording` compare what has a value
5. `answer`    rows in order, copies of one text once, and where was looked
"""

from dateline.claims.answer import ClaimRow, ClaimView, Searched, claim
from dateline.claims.said import Claim, read_claim
from dateline.claims.weighing import Relation
from dateline.claims.wording import Piece

__all__ = ["Claim", "ClaimRow", "ClaimView", "Piece", "Relation", "Searched", "claim", "read_claim"]
