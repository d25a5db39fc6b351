"""A passkey in software, that can also do what no honest one would: for tests of what is refused."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
SITE = "https://testserver"


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class SoftKey:
    """One key for one site; what each answer says of itself is chosen by the test."""

    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: bytes = field(default_factory=lambda: token_bytes(16))
    counter: int = 0
    owner: bytes = b""

    def make(self, asked: str, *, flags: int = PRESENT | VERIFIED, origin: str = SITE) -> str:
        options = json.loads(asked)
        self.owner = options["user"]["id"].encode()
        public = ES256.from_cryptography_key(self.secret.public_key())
        known = AttestedCredentialData.create(Aaguid.NONE, self.name, public)
        data = AuthenticatorData.create(_site(options["rp"]["id"]), flags | ATTESTED, self.counter, known)
        said = CollectedClientData.create("webauthn.create", options["challenge"], origin)
        return self._answer(said, attestationObject=bytes(AttestationObject.create("none", data, {})))

    def sign(
        self, asked: str, *, flags: int = PRESENT | VERIFIED, origin: str = SITE, site: str = "testserver"
    ) -> str:
        self.counter += 1
        data = AuthenticatorData.create(_site(site), flags, self.counter)
        said = CollectedClientData.create("webauthn.get", json.loads(asked)["challenge"], origin)
        signature = self.secret.sign(data + said.hash, ec.ECDSA(SHA256()))
        return self._answer(said, authenticatorData=bytes(data), signature=signature)

    def _answer(self, said: CollectedClientData, **parts: bytes) -> str:
        response: dict[str, Any] = {name: text(part) for name, part in parts.items()}
        response |= {"clientDataJSON": text(bytes(said)), "userHandle": self.owner.decode()}
        return json.dumps(
            {
                "id": text(self.name),
                "rawId": text(self.name),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response,
            }
        )


def _site(name: str) -> bytes:
    return sha256(name.encode()).digest()
