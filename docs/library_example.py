"""The library example of the README, as it stands there."""

import re
from pathlib import Path

readme = Path(__file__).resolve().parent.parent / "README.md"
example = re.search(r"```python\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
assert example
exec(example[1])
