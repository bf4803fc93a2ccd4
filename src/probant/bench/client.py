"""A browser reduced to what is measured: one connection kept open, cookies, forms; no page parsed.

Written on a bare socket: the standard library's client takes longer to read the headers of an
answer than the server to write them.
"""

import re
import socket
from dataclasses import dataclass, field
from urllib.parse import urlencode

TIMEOUT = 60.0  # seconds
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Unexpected(Exception):
    """An answer that is not the one a measure asks for; the message shows it."""


@dataclass
class Answer:
    """Status, headers by lower-case name, body."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms: the token and the keys."""
        return dict(_HIDDEN.findall(self.text))


@dataclass
class Client:
    """Somebody in front of a browser; one connection, opened again where the server closed it."""

    address: tuple[str, int]
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = ""  # the address that it asks from, where that matters
    _link: socket.socket | None = None
    _rest: bytes = b""

    def get(self, path: str, *, expect: int = 200, htmx: bool = False) -> Answer:
        """A page, or with `htmx` its fragment. Raises `Unexpected` for another status."""
        more = "HX-Request: true\r\n" if htmx else ""
        request = f"GET {path} HTTP/1.1\r\n{self._headers()}{more}\r\n"
        return self._ask(request.encode(), path, expect)

    def post(self, path: str, data: dict[str, str], *, expect: int = 302) -> Answer:
        """Send a form; an answer that leads elsewhere is not followed."""
        body = urlencode(data).encode()
        head = (
            f"POST {path} HTTP/1.1\r\n{self._headers()}"
            f"Origin: http://{self.address[0]}:{self.address[1]}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return self._ask(head.encode() + body, path, expect)

    def sign_in(self, path: str, email: str, password: str) -> None:
        """Sign in by the form."""
        token = self.get(path).hidden()["csrfmiddlewaretoken"]
        given = {"csrfmiddlewaretoken": token, "login": email, "password": password}
        self.post(path, given)

    def close(self) -> None:
        """Hang up."""
        if self._link is not None:
            self._link.close()
        self._link, self._rest = None, b""

    def _headers(self) -> str:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        cookie = f"Cookie: {jar}\r\n" if jar else ""
        return f"Host: {self.address[0]}:{self.address[1]}\r\n{cookie}"

    def _ask(self, request: bytes, path: str, expect: int) -> Answer:
        try:
            answer = self._exchange(request)
        except (ConnectionResetError, BrokenPipeError):
            if not request.startswith(b"GET"):
                raise  # whether a form was acted upon is not ours to guess
            self.close()
            answer = self._exchange(request)
        self._keep_cookies(answer)
        if answer.status != expect:
            raise Unexpected(f"{path} : {answer.status} au lieu de {expect}\n{answer.text[:3000]}")
        return answer

    def _exchange(self, request: bytes) -> Answer:
        if self._link is None:
            self._link = socket.create_connection(
                self.address, TIMEOUT, (self.source, 0) if self.source else None
            )
            self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._link.sendall(request)
        head = self._until(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        headers: dict[bytes, bytes] = {}
        for line in lines:
            name, _, value = line.partition(b":")
            name = name.strip().lower()
            # several cookies, several lines
            headers[name] = headers[name] + b"\n" + value if name in headers else value.strip()
        return Answer(int(first.split(b" ")[1]), headers, self._body(headers))

    def _body(self, headers: dict[bytes, bytes]) -> bytes:
        if b"content-length" in headers:
            return self._take(int(headers[b"content-length"]))
        if headers.get(b"transfer-encoding") != b"chunked":
            return b""
        parts = []
        while size := int(self._until(b"\r\n"), 16):
            parts.append(self._take(size))
            self._take(2)
        self._until(b"\r\n")
        return b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._rest += self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _take(self, size: int) -> bytes:
        parts, have = [self._rest], len(self._rest)
        while have < size:
            parts.append(self._more())
            have += len(parts[-1])
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]

    def _more(self) -> bytes:
        assert self._link is not None
        chunk = self._link.recv(262_144)
        if not chunk:
            raise ConnectionResetError("the server closed the connection")
        return chunk

    def _keep_cookies(self, answer: Answer) -> None:
        for line in answer.headers.get(b"set-cookie", b"").decode().split("\n"):
            name, equals, value = line.partition(";")[0].strip().partition("=")
            if equals:
                self.cookies[name] = value.strip('"')
