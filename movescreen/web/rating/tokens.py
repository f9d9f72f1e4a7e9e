"""Raters' tokens: the same at each start of a study, so that an open page goes on."""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.arrivals import arriving_file, is_new, not_ours
from movescreen.records.private_files import private_file

FILE = "key"  # in the folder of the study, for its owner alone
ELSEWHERE = "Or choose another place with --study."
KEY_BYTES = 32


def token(study: Path, rater: str) -> str:
    """Return the token of a rater.

    Parameters
    ----------
    study : Path
        The study's folder; it holds the key.
    rater : str
        Name of the rater.

    Returns
    -------
    str
        The same at each start.

    Raises
    ------
    Problem
        The key cannot be kept there.
    """
    try:
        drawn = hmac.digest(_key(study / FILE), rater.encode(), "sha256")
    except OSError as error:
        sentence = f"The key of the study cannot be kept in {study} ({error.strerror or error})."
        facts = {"folder": str(study), "errno": error.errno}
        raise Problem("study_unwritable", f"{sentence} Make room there.", ELSEWHERE, **facts) from error
    return urlsafe_b64encode(drawn).decode().rstrip("=")


def _key(file: Path) -> bytes:
    """Return the key in a file; a new one if there is no file. Raises OSError if it cannot be read or written."""
    if not os.path.lexists(file):
        with arriving_file(file, is_new) as part:
            private_file(part).write_bytes(secrets.token_bytes(KEY_BYTES))
    if file.is_symlink() or not file.is_file() or len(key := file.read_bytes()) != KEY_BYTES:
        raise not_ours(file)
    return key
