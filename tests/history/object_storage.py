"""Object storage of one bucket: as much of S3's protocol as reading by a client needs, over the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "coop"
_DATED = "2026-03-01T12:00:00.000Z"


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Storage

    def do_HEAD(self) -> None:
        self._object(with_body=False)

    def do_GET(self) -> None:
        if self._key:
            self._object()
        else:
            asked = parse_qs(urlsplit(self.path).query)
            self._listing({name: values[0] for name, values in asked.items()})

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").lstrip("/")

    def _object(self, *, with_body: bool = True) -> None:
        file = self.server.folder / self._key
        if not self._key or not file.is_file():
            self._answer(404, b"")
            return
        whole = file.read_bytes()
        part = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        found = whole[int(part[1]) : int(part[2]) + 1] if part else whole
        self._answer(206 if part else 200, found, with_body=with_body)

    def _listing(self, asked: dict[str, str]) -> None:
        """What is below a prefix: of folders only their names, where the client says what sets them apart."""
        prefix, apart = asked.get("prefix", ""), asked.get("delimiter")
        keys = [key for key in self.server.objects() if key.startswith(prefix)]
        folders = {key: key[len(prefix) :].partition(apart) for key in keys} if apart else {}
        within = sorted({f"{prefix}{folder}{mark}" for folder, mark, _rest in folders.values() if mark})
        files = [key for key in keys if key not in folders or not folders[key][1]]
        said = "".join(f"<Contents>{self._told(key)}</Contents>" for key in files)
        said += "".join(
            f"<CommonPrefixes><Prefix>{escape(each)}</Prefix></CommonPrefixes>" for each in within
        )
        count = f"<KeyCount>{len(files) + len(within)}</KeyCount><IsTruncated>false</IsTruncated>"
        self._answer(200, f"<ListBucketResult><Name>{BUCKET}</Name>{count}{said}</ListBucketResult>".encode())

    def _told(self, key: str) -> str:
        size = (self.server.folder / key).stat().st_size
        return f"<Key>{escape(key)}</Key><LastModified>{_DATED}</LastModified><Size>{size}</Size>"

    def _answer(self, status: int, body: bytes, *, with_body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_said: Any) -> None:
        self.server.asked.append(self.path)


class Storage(ThreadingHTTPServer):
    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.folder = folder
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def objects(self) -> list[str]:
        found = (file for file in self.folder.rglob("*") if file.is_file())
        return sorted(str(file.relative_to(self.folder)) for file in found)


@contextmanager
def served(folder: Path) -> Iterator[Storage]:
    """What is in the folder, as the bucket's objects."""
    with Storage(folder) as storage:
        Thread(target=storage.serve_forever, daemon=True).start()
        yield storage
        storage.shutdown()
