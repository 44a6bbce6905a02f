"""Bytes to clean text with a map back, its parts and its metadata."""

from articlex.text.encoding import Decoded, decode
from articlex.text.fold import fold
from articlex.text.reader import read
from articlex.text.reading import Block, Cell, Reading, Sentence

__all__ = ["Block", "Cell", "Decoded", "Reading", "Sentence", "decode", "fold", "read"]
