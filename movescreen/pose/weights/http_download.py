"""A bundle from the publisher's own address, streamed to a file."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.request import urlopen

from movescreen.pose.weights.manifest import Address
from movescreen.pose.weights.origin import OutOfReachError, Report

PATIENCE = 5.0  # seconds to connect, and to wait for the next bytes: another origin can follow, so no longer
CHUNK = 1 << 18
MOST_BYTES = 200_000_000  # of a bundle; the largest has 31 MB
LONGEST_NUMBER = 16  # digits of a Content-Length that is believed
TOO_LONG = f"more than the {MOST_BYTES // 1_000_000} MB that a pose network may have"


def fetch(address: Address, part: Path, report: Report) -> None:
    """Write what the address serves to `part`. Raises OutOfReachError if it does not answer, or stops half-way."""
    name = address.url.rpartition("/")[2]
    report(None, f"Asking {address.url}")
    came = 0
    with part.open("xb") as file:
        for chunk, total in _body(address.url):
            came += file.write(chunk)
            report(came / total if total else None, f"Fetching {name}: {came / 1e6:.1f} MB")


def _body(url: str) -> Iterator[tuple[bytes, int]]:
    """Yield what the address serves, piece by piece, each with the bytes promised in all (0 = not stated)."""
    try:
        with urlopen(url, timeout=PATIENCE) as response:
            yield from _pieces(response, url)
    except (OSError, HTTPException) as error:
        raise OutOfReachError(f"{url} ({getattr(error, 'reason', error)})") from error


def _pieces(response: HTTPResponse, url: str) -> Iterator[tuple[bytes, int]]:
    """Yield an answer piece by piece. Raises OutOfReachError if it is too long, or shorter than promised."""
    total, came = _promised(response.headers["Content-Length"]), 0
    if total > MOST_BYTES:
        raise OutOfReachError(f"{url} ({TOO_LONG}: {total} bytes promised)")
    while chunk := response.read(CHUNK):
        came += len(chunk)
        if came > MOST_BYTES:
            raise OutOfReachError(f"{url} ({TOO_LONG})")
        yield chunk, total
    if came < total:
        raise OutOfReachError(f"{url} (the connection ended after {came} of {total} bytes)")


def _promised(stated: str | None) -> int:
    """Return the bytes that a Content-Length promises; 0 where it says nothing that can be understood."""
    text = (stated or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0
