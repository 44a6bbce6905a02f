r"""Escapes that stand in the text as characters: `\r\n`, `\"`, `\u4e2d`, left behind when a line of JSON or
SQL was cut.

They are read only where one of them cannot be anything else, so a Windows path in a plain text stays.
"""

from __future__ import annotations

import re

from articlex.text.alignment import Edit

_CERTAIN = re.compile(r"""\\r\\n|\\n\\n|\\[nr](?=[^a-zA-Z0-9_.-]|\Z)|=\\"|\\u[0-9a-fA-F]{4}|\\/""")
_ESCAPE = re.compile(r"""\\(?:u([0-9a-fA-F]{4})|([nrtbf"'/\\]))""")
_PLAIN = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": " "}


def edits(text: str) -> list[Edit]:
    """The edits that put the meant characters in the place of the escapes; none where the text has none for
    certain.
    """
    if "\\" not in text or not _CERTAIN.search(text):
        return []
    out = []
    for match in _ESCAPE.finditer(text):
        if match[1]:
            code = int(match[1], 16)
            meant = chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
        else:
            meant = _PLAIN.get(match[2], match[2])
        out.append(Edit(match.start(), match.end(), meant))
    return out
