from __future__ import annotations

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from thriving.kernel.files.store import LIMIT, MEGABYTE

# Somewhat above the limit: a file just over it is told so in a sentence, one far over it is cut off.
CAP = LIMIT + 10 * MEGABYTE


class CappedUpload(TemporaryFileUploadHandler):
    """Uploads go to disk as they come, up to the cap: no stranger can fill the disk with one."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > CAP:
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)
