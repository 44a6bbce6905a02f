"""What can be done with records once they are there: tables, series over articles, consistency checks.

Everything here reads records (lines of `articlex extract` or `articlex batch`), never articles.
"""

from articlex.analysis.consistency import Finding, check_records
from articlex.analysis.reading import read_records
from articlex.analysis.series import Point, Series, series
from articlex.analysis.tables import Row, Summary, matching, rows, summarize

__all__ = [
    "Finding",
    "Point",
    "Row",
    "Series",
    "Summary",
    "check_records",
    "matching",
    "read_records",
    "rows",
    "series",
    "summarize",
]
