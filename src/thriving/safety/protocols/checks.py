from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from thriving.safety.protocols.declarations import protocols, troubles


def every_protocol_is_whole(**_asked: Any) -> list[CheckMessage]:
    """Start-up fails while a protocol names what there is not."""
    return [Error(said, id="protocols.E001") for each in protocols.values() for said in troubles(each)]
