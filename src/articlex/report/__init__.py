"""One self-contained HTML page of records: a filterable table of claims, each shown in its text.

The page holds its style and script, asks for nothing over the network (its own policy forbids it), works
without the script (the filter is missing then) and is written article by article.
"""

from articlex.report.page import Written, write_page

__all__ = ["Written", "write_page"]
