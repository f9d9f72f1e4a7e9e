"""The guard before every page: it checks the sender, the address, the token and the size of each request."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from movescreen.output.language.problems import in_language
from movescreen.web.server.access import Access
from movescreen.web.server.sentence import language_of, sentence

READING = ("GET", "HEAD")
SECRET = "x-movescreen"
UNWELCOME = 1008  # WebSocket's code for what breaks a rule
NO_TOKEN = (
    "This page opens only with its token. Open the whole address that movescreen printed in its terminal; an earlier "
    "start had another token."
)
TOO_LONG = "That was more than this page sends."
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets requests of the server's own pages through, and those of a browser that opens one."""

    def __init__(self, app: ASGIApp, safety: Access) -> None:
        self._app, self._safety = app, safety

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        said = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        refused = self._refused(scope, headers)
        if not refused:
            opens = scope["type"] == "http" and scope["method"] == "GET"
            said = self._safety.exchanged(said) if opens else said
            refused = self._unknown(scope, headers, said)
        if refused and scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": UNWELCOME, "reason": refused[2]})
        if refused:
            status, known, english = refused
            language = language_of(self._app)
            told = in_language(known, english, language)
            answer = sentence(headers.get("accept", ""), status, "refused", told, language)
            return await answer(scope, receive, _marked(send))
        if said and scope["type"] == "http" and scope["method"] == "GET":
            return await self._let_in(said, scope["path"])(scope, receive, _marked(send))
        if scope["type"] == "websocket":
            return await self._app(scope, receive, send)
        return await self._app(scope, self._counted(receive, self._safety.most(scope["path"])), _marked(send))

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        """Return status, code and sentence for a request that is refused whatever its token is; else None."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._safety.is_own(hosts[0]):
            return 421, "own_address", "This server answers only to the address that it printed."
        if self._is_foreign(scope, headers, hosts[0]):
            return 403, "foreign", "Another page asked for this. Open the page at the address that was printed."
        return None

    def _unknown(self, scope: Scope, headers: Headers, said: str) -> tuple[int, str, str] | None:
        """Return status, code and sentence for a request without token or secret, or with too many bytes; else None."""
        if not self._safety.knows(said or token_of(headers, self._safety)):
            return 401, "no_token", NO_TOKEN
        if scope["type"] == "websocket" or scope["method"] in READING:
            return None
        if not self._safety.trusts(headers.get(SECRET, "")):
            return 403, "earlier_start", "This page is of an earlier start. Load it again."
        length = headers.get("content-length", "0")
        return (
            (413, "too_long", TOO_LONG)
            if not length.isdigit() or int(length) > self._safety.most(scope["path"])
            else None
        )

    def _is_foreign(self, scope: Scope, headers: Headers, host: str) -> bool:
        """Return whether another page sent the request. A followed link or a typed address is the user's own."""
        origin, site = headers.getlist("origin"), headers.get("sec-fetch-site", "none")
        if scope["type"] == "websocket":
            return origin != [f"http://{host}"]
        if origin and origin != [f"http://{host}"]:
            return True
        opens = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return site not in ("same-origin", "none") and not (opens and scope["method"] == "GET")

    def _let_in(self, token: str, path: str) -> Response:
        """Redirect to the page itself, with the token in a cookie and not in the address."""
        response = RedirectResponse("/" + path.lstrip("/"), 303)
        response.set_cookie(self._safety.cookie, token, httponly=True, samesite="strict")
        return response

    def _counted(self, receive: Receive, most: int) -> Receive:
        """Return a request that is cut off after the allowed number of bytes."""
        come = 0

        async def counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise HTTPException(413, TOO_LONG)
            return message

        return counted


def _marked(send: Send) -> Send:
    """Return an answer with the headers that every page needs."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return marked


def token_of(headers: Headers, safety: Access) -> str:
    """Return the token that a browser kept for this server; "" if it has none."""
    try:
        kept = SimpleCookie(headers.get("cookie", "")).get(safety.cookie)
    except CookieError:
        return ""
    return kept.value if kept else ""
