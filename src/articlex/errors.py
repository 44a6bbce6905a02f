"""The one family of errors.

Every error that articlex raises on purpose is an `ArticlexError` and reads as one sentence that names
the thing at fault and what to do about it.
"""

from __future__ import annotations


class ArticlexError(Exception):
    """Base of all errors that articlex raises on purpose."""


class InputError(ArticlexError):
    """An article cannot be read: missing, empty, binary, too large, or a malformed line."""


class LexiconError(ArticlexError):
    """A lexicon file is wrong; the message names file and line."""


class RuleError(ArticlexError):
    """A rule is wrong (duplicate id, unknown role, bad pattern); the message names the rule or `file:line`."""


class OptionError(ArticlexError):
    """An option or argument does not fit; the message says which values do."""


class OutputError(ArticlexError):
    """An output cannot be written: no space, no permission, a file of another kind; nothing half is left."""


class EngineError(ArticlexError):
    """Workers cannot be started or reached, or run another version; what was done so far is kept."""


class MissingDependencyError(ArticlexError):
    """An optional package is not installed; the message is the install line."""


class ArticlexWarning(UserWarning):
    """Something was read, but a part of the request could not be honoured."""
