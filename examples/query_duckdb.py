"""Ask a database of claims: what was counted most, and what rose fastest.

articlex batch ARTICLES -o claims.duckdb
python examples/query_duckdb.py claims.duckdb
"""

from __future__ import annotations

import argparse

import duckdb

MOST_COUNTED = """
SELECT object, unit, count(*) AS claims, max(number) AS most
FROM figures WHERE object IS NOT NULL AND number IS NOT NULL
GROUP BY object, unit ORDER BY claims DESC, object, unit LIMIT 10
"""

FASTEST_RISING = """
SELECT article_id, predicate, object, number, unit, text
FROM changes WHERE direction = 'up' AND unit = '%'
ORDER BY number DESC, article_id LIMIT 10
"""


def main() -> None:
    """Print both answers as tables of tab-separated cells."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("database")
    given = parser.parse_args()
    with duckdb.connect(given.database, read_only=True) as database:
        for query in (MOST_COUNTED, FASTEST_RISING):
            answer = database.execute(query)
            print("\t".join(column[0] for column in answer.description or ()))
            for row in answer.fetchall():
                print("\t".join("" if cell is None else str(cell) for cell in row))
            print()


if __name__ == "__main__":
    main()
