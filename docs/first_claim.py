"""Print one claim of an article's record in full: `first_claim.py FILE NUMBER`; for the README."""

import json
import sys
import textwrap
from pathlib import Path

import articlex
from articlex import records

file, number = sys.argv[1:]
record = records.to_dict(articlex.extract(Path(file).read_text(encoding="utf-8")))
line = json.dumps(record["claims"][int(number) - 1], ensure_ascii=False)
print(textwrap.fill(line, 100, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False))
