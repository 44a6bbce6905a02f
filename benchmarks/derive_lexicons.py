"""How the character lists of the reading stage were derived; run it again to check or renew them.

    derive_lexicons.py fold DICTIONARY_FOLDER      writes fold.tsv and fold-phrases.tsv
    derive_lexicons.py readings DICTIONARY_FOLDER  writes readings.tsv (needs pypinyin)
    derive_lexicons.py characters                  writes text-characters.tsv (needs jieba)
    derive_lexicons.py frequencies                 writes word_frequencies.tsv (needs jieba)

DICTIONARY_FOLDER is the `dictionary` folder of OpenCC's data (Apache-2.0; the package
`opencc-python-reimplemented` 0.1.7 carries it). The product itself needs none of these packages to read the
lists.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections import Counter
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "src" / "articlex" / "lexicon"


def table(path: Path) -> dict[str, str]:
    """The first value of each key of an OpenCC dictionary."""
    rows = (line.rstrip("\n").split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {key: values.split(" ")[0] for key, values in rows}


def in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def character_map(folder: Path) -> dict[str, str]:
    """Traditional, variant and compatibility characters, each with the one Simplified character they fold
    to.
    """
    simplified = table(folder / "TSCharacters.txt")
    found = {key: value for key, value in simplified.items() if key != value and len(key) == len(value) == 1}
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        for key, standard in table(folder / name).items():
            value = simplified.get(standard, standard)
            if key not in found and key != value and len(key) == len(value) == 1 and not in_gb2312(key):
                found[key] = value
    # Kangxi radicals and compatibility ideographs: what PDF text layers and old converters leave behind.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        key = chr(code)
        value = unicodedata.normalize("NFKC", key)
        if len(value) == 1 and value != key:
            found[key] = simplified.get(value, value)
    return found


def phrases(folder: Path, characters: dict[str, str]) -> dict[str, str]:
    """Words in which a character folds otherwise than alone (乾坤 stays, 乾 alone is 干)."""
    out = {}
    for key, value in table(folder / "TSPhrases.txt").items():
        alone = "".join(characters.get(c, c) for c in key)
        if alone != value and len(key) == len(value) and all(map(in_gb2312, value)):
            out[key] = value
    # Taiwan writes 著 for both 著 and the particle 着: it folds to 着 but in these words.
    out["著"] = "着"
    for key in table(folder / "TWVariantsRevPhrases.txt"):
        if "著" in key:
            out[key] = "".join(characters.get(c, c) for c in key)
    return out


def write(name: str, comments: list[str], columns: str, rows: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in comments) + columns + "\n" + "".join(f"{row}\n" for row in rows)
    (LEXICON / f"{name}.tsv").write_text(text, encoding="utf-8")


def fold(folder: Path) -> None:
    characters = character_map(folder)
    write(
        "fold",
        [
            "One character to one: Traditional and variant characters to Simplified.",
            "Origin: TSCharacters, HKVariantsRev and TWVariantsRev of OpenCC (Apache-2.0, https://github.com/BYVoid/OpenCC),",
            "first value of each; Kangxi radicals and compatibility ideographs by Unicode NFKC.",
            "Derived by benchmarks/derive_lexicons.py fold.",
        ],
        "written\tfolded",
        [f"{key}\t{value}" for key, value in sorted(characters.items())],
    )
    write(
        "fold-phrases",
        [
            "Words in which a character folds otherwise than alone; read only in Traditional texts.",
            "Origin: TSPhrases of OpenCC (Apache-2.0), where they differ from folding character by",
            "character, and the words with 著 of TWVariantsRevPhrases.",
            "Derived by benchmarks/derive_lexicons.py fold.",
        ],
        "written\tfolded",
        [f"{key}\t{value}" for key, value in sorted(phrases(folder, characters).items())],
    )


def readings(folder: Path) -> None:
    from pypinyin.constants import PINYIN_DICT  # type: ignore[import-not-found]

    simplified = character_map(folder)
    rows = []
    for character, other in sorted(simplified.items()):
        try:
            character.encode("gbk")
        except UnicodeEncodeError:
            continue
        # Mirrors print the reading of the Simplified character as often as that of the Traditional one.
        found: list[str] = []
        for one in (character, other):
            found += [r for r in PINYIN_DICT.get(ord(one), "").split(",") if r and r not in found]
        if found:
            rows.append(f"{character}\t{' '.join(found)}")
    write(
        "readings",
        [
            "Pinyin readings of the characters of GBK that differ from their Simplified form.",
            "Origin: pinyin-data as packed in pypinyin 0.55 (MIT, https://github.com/mozillazg/python-pinyin).",
            "Derived by benchmarks/derive_lexicons.py readings.",
        ],
        "character\treadings",
        rows,
    )


def characters() -> None:
    import jieba

    counts: Counter[str] = Counter()
    with jieba.get_dict_file() as lines:
        for raw in lines:
            word, frequency, *_ = raw.decode("utf-8").split(" ")
            for character in word:
                if "\u4e00" <= character <= "\u9fff":
                    counts[character] += int(frequency)
    rows = []
    for character, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if in_gb2312(character) and count >= 100:
            rows.append(f"{character}\t{round(math.log2(count), 1)}")
    write(
        "text-characters",
        [
            "How often Simplified characters are used: log2 of the frequency of the words that hold them.",
            "Origin: the dictionary of jieba 0.42.1 (MIT, https://github.com/fxsjy/jieba).",
            "Derived by benchmarks/derive_lexicons.py characters.",
        ],
        "character\tweight",
        rows,
    )


def needed_frequencies() -> dict[str, int]:
    """How frequent each word of words.tsv must be to win over its parts, 0 where jieba's own frequency does."""
    import jieba

    from articlex import lexicon

    entries = lexicon.load("words")
    tokenizer = jieba.Tokenizer()
    with jieba.get_dict_file() as lines:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(lines)
    tokenizer.initialized = True
    for entry in entries:
        if entry["class"] == "glue" and tokenizer.FREQ.get(entry["word"]):
            tokenizer.FREQ[entry["word"]] = 0
    out = {}
    for entry in entries:
        word = entry["word"]
        if entry["class"] == "glue":
            continue
        known = tokenizer.FREQ.get(word, 0)
        needed = tokenizer.suggest_freq(word) if len(word) > 1 else int(not known)
        out[word] = needed if needed > known else 0
        if needed > known:
            tokenizer.add_word(word, needed)
    return out


def frequencies() -> None:
    write(
        "word_frequencies",
        [
            "How frequent a word of words.tsv must be to win over its parts (约谈 against 约 and 谈); 0 where jieba's own",
            "frequency does. Words that are not listed here (a user's) are weighed when they are loaded.",
            "Origin: words.tsv and the dictionary of jieba 0.42.1 (MIT, https://github.com/fxsjy/jieba).",
            "Derived by benchmarks/derive_lexicons.py frequencies; run it again when words.tsv changes.",
        ],
        "word\tfrequency",
        [f"{word}\t{count}" for word, count in needed_frequencies().items()],
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fold", folder]:
            fold(Path(folder))
        case ["readings", folder]:
            readings(Path(folder))
        case ["characters"]:
            characters()
        case ["frequencies"]:
            frequencies()
        case _:
            sys.exit(__doc__)
