"""Clips that come in pieces, by the protocol tus 1.0 (https://tus.io): creation, the core, and termination.

A piece that breaks off keeps what came of it, and the sender asks how much that was. Nothing that was sent can be read
here again.
"""

from __future__ import annotations

import asyncio
import base64
import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from movescreen.errors import Problem
from movescreen.library.inbox import Inbox, Upload, moment
from movescreen.output.language.problems import problem_sentence
from movescreen.web.app import phrases
from movescreen.web.server.sentence import language_of, sentence

UPLOADS = APIRouter()
VERSION = "1.0.0"
HEADERS = {"Tus-Resumable": VERSION}
PLACE = "/uploads"
PIECE_BYTES = 8 * 1024 * 1024  # that a request may have
BLOCK_BYTES = 256 * 1024  # that are written at once
OFFSET_TYPE = "application/offset+octet-stream"


@dataclass
class Receiver:
    """The receiver of uploads: the inbox, the client, and the function for a whole clip.

    The sender may name the client if `names_client` is true; else all clips are those of `client`, 0 for one chosen
    later. A `closed` receiver takes no other clip, and finishes those that it has begun.
    """

    inbox: Inbox
    by: str
    arrived: Callable[[Upload], None]
    client: int = 0
    names_client: bool = False
    writers: dict[str, Writing] = field(default_factory=dict)  # the request that writes to an upload now
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    finished: dict[str, int] = field(default_factory=dict)  # bytes of those that are whole
    heard_at: dict[str, float] = field(default_factory=dict)  # when something of those that are not came last, s
    closed: bool = False

    def takes_more(self) -> None:
        """Raise a problem if no further clip is taken.

        Raises
        ------
        Problem
            It is closed.
        """
        if self.closed:
            raise Problem("receiving_off", phrases.PHONE_OFF)

    def is_receiving(self, silent_s: float) -> bool:
        """Return whether a piece of an unfinished clip came within the last `silent_s` seconds."""
        return any(monotonic() - heard < silent_s for heard in tuple(self.heard_at.values()))

    def hear(self, upload: str) -> None:
        """Note that something of an upload comes."""
        self.heard_at[upload] = monotonic()

    def forget(self, upload: str) -> None:
        """Wait for nothing more of an upload."""
        for kept in (self.heard_at, self.writers, self.locks):
            kept.pop(upload, None)


def receiver(request: Request) -> Receiver:
    """Return the receiver of an application's uploads."""
    kept: Receiver = request.app.state.receiver
    return kept


@UPLOADS.options(PLACE)
def about() -> Response:
    """Return the parts of the protocol that the server supports."""
    offered = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination"}
    return Response(status_code=204, headers=HEADERS | offered)


@UPLOADS.post(PLACE)
def create(request: Request) -> Response:
    """Begin an upload, or resume one that broke off.

    Parameters
    ----------
    request : Request
        With the headers of tus 1.0.

    Returns
    -------
    Response
        201, with the address for the pieces.

    Raises
    ------
    Problem
        The length is missing, or there is no such client or no room.
    """
    to, said = receiver(request), metadata(request.headers.get("upload-metadata", ""))
    to.takes_more()
    length = request.headers.get("upload-length", "")
    if not length.isdigit() or len(length) > 15:
        raise Problem("no_length", phrases.NOT_AN_UPLOAD)
    client = to.client
    if to.names_client and said.get("client", "").isdigit():
        client = int(said["client"])
    if client:
        to.inbox.library.client(client)
    upload = Upload(
        id="", folder=Path(), name=Path(said.get("filename", "").replace("\\", "/")).name or phrases.A_CLIP,
        size=int(length), by=to.by, taken_at=moment(said.get("lastModified", "")), client=client,
        screen=said.get("screen", ""), view=said.get("view", ""), keep_video=said.get("keep") != "no",
    )  # fmt: skip
    begun = to.inbox.begin(upload)
    to.hear(begun.id)
    return Response(status_code=201, headers=HEADERS | {"Location": f"{PLACE}/{begun.id}"})


@UPLOADS.head(PLACE + "/{number}")
def offset(request: Request, number: str) -> Response:
    """Return how much of an upload has come."""
    to = receiver(request)
    if number in to.finished:
        return Response(headers=HEADERS | _progress(to.finished[number], to.finished[number]))
    try:
        upload = to.inbox.upload(number, to.by)
    except Problem:
        return Response(status_code=404, headers=HEADERS)
    return Response(headers=HEADERS | _progress(upload.offset, upload.size))


@UPLOADS.patch(PLACE + "/{number}")
async def append(request: Request, number: str) -> Response:
    """Take the next piece of an upload.

    Parameters
    ----------
    request : Request
        With the headers of tus 1.0.
    number : str
        The upload's drawn number.

    Returns
    -------
    Response
        204 with the new offset, or 409 if the offset is another one.

    Raises
    ------
    Problem
        There is no such upload, or the piece is none.
    """
    to = receiver(request)
    upload = await run_in_threadpool(to.inbox.upload, number, to.by)
    if request.headers.get("content-type") != OFFSET_TYPE:
        raise Problem("no_piece", phrases.NOT_AN_UPLOAD)
    writing = Writing(upload, to)
    try:
        if not await writing.begins_at(request.headers.get("upload-offset", "")):
            return Response(status_code=409, headers=HEADERS | _progress(upload.offset, upload.size))
        await writing.write(request)
    except ClientDisconnect:
        return Response(status_code=400, headers=HEADERS)
    except OSError as error:
        return _unwritten(request, error)
    if not upload.whole:
        return Response(status_code=204, headers=HEADERS | _progress(upload.offset, upload.size))
    to.finished[number] = upload.size
    await run_in_threadpool(to.arrived, upload)
    to.forget(number)
    return Response(status_code=204, headers=HEADERS | {"Upload-Offset": str(upload.size)})


@UPLOADS.delete(PLACE + "/{number}")
def end(request: Request, number: str) -> Response:
    """Give an upload up, and remove what came of it."""
    to = receiver(request)
    to.inbox.discard(to.inbox.upload(number, to.by).id)
    to.forget(number)
    return Response(status_code=204, headers=HEADERS)


class Writing:
    """A request that writes to an upload, until another one takes over; a lost connection may go unnoticed."""

    def __init__(self, upload: Upload, to: Receiver) -> None:
        self._upload, self._to = upload, to
        self._lock = to.locks.setdefault(upload.id, asyncio.Lock())
        to.writers[upload.id] = self

    async def begins_at(self, said: str) -> bool:
        """Return whether the piece begins where the upload ends. From here on no other request writes to it."""
        async with self._lock:
            self._left = self._upload.size - self._upload.offset
            return said.isdigit() and int(said) == self._upload.offset

    async def write(self, request: Request) -> None:
        """Write the piece, at most the announced bytes. Raises ClientDisconnect if another request took over."""
        block = bytearray()
        try:
            async for piece in request.stream():
                block += piece[: max(0, self._left - len(block))]
                if len(block) >= BLOCK_BYTES:
                    await self._flush(block)
        finally:
            await self._flush(block)

    async def _flush(self, block: bytearray) -> None:
        whole = bytes(block)
        block.clear()
        async with self._lock:
            if self._to.writers.get(self._upload.id) is not self:
                raise ClientDisconnect
            await run_in_threadpool(_put, self._upload.file, whole)
            self._to.hear(self._upload.id)
        self._left -= len(whole)


def _put(file: Path, whole: bytes) -> None:
    with file.open("ab") as there:
        there.write(whole)


def _progress(offset: int, size: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset), "Upload-Length": str(size), "Cache-Control": "no-store"}


def _unwritten(request: Request, error: OSError) -> Response:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    said = phrases.DISK_FULL if full else phrases.NOT_WRITTEN.format(why=error.strerror or error)
    problem = Problem("disk_full" if full else "not_written", said, errno=error.errno)
    language = language_of(request.app)
    told = problem_sentence(problem, language)
    return sentence(request.headers.get("accept", ""), 507, problem.code, told, language)


def metadata(header: str) -> Mapping[str, str]:
    """Return what an Upload-Metadata header says: keys, each with a value in Base64."""
    told: dict[str, str] = {}
    for part in header.split(","):
        key, _, value = part.strip().partition(" ")
        with suppress(ValueError):  # no Base64, or no UTF-8
            told[key] = base64.b64decode(value, validate=True).decode("utf-8")
    return told
