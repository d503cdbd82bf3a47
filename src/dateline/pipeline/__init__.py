"""The way of a report: bytes → report → reading → archive → record.

`run` takes what the user names (`naming`) through intake and reading into an archive, one transaction a
report (`keeping`), and then has the record brought up to date (`record`), with what users decided
(`rulings`). It can be stopped at any moment: what was kept stays, and the next run goes on where it stopped.
`stamp` says with what a report was read.
"""

from dateline.pipeline.keeping import Made, Summary
from dateline.pipeline.record import Progress, evidence, update_record
from dateline.pipeline.run import read
from dateline.pipeline.stamp import current_stamp

__all__ = ["Made", "Progress", "Summary", "current_stamp", "evidence", "read", "update_record"]
