"""What a phone's camera reads, and what one keeps on paper: both made within the page, asked of nobody."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from qrcode import QRCode

QUIET = 4  # modules of white around it, as the standard asks


def qr(text: str) -> SafeString:
    """As SVG, black on white in every appearance: cameras read it the other way round badly."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="th-qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>',
        _("What your authenticator app reads with the camera"),
        len(rows),
        len(rows),
        len(rows),
        len(rows),
        "".join(squares),
    )


def text_file(text: str) -> str:
    """An address that holds the file itself."""
    return f"data:text/plain;charset=utf-8,{quote(text)}"
