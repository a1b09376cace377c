"""The key that signs what is handed on: made on first use, kept by its owner alone.

ECDSA over P-384 with SHA-256, in the form of the 'anonymous signature' of WACZ Signing and Verification 0.1.0, so
that players of web archives can check it too: the signature is r and s as 48 bytes each, the key a
SubjectPublicKeyInfo, both in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model.errors import DatelineError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

OWNER_ONLY = 0o600
SIZE = 48


class SigningError(DatelineError):
    """The key cannot be read or made, or is open to others; names the file and what to do."""


class Signer:
    """Signs with one key."""

    def __init__(self, key: EllipticCurvePrivateKey) -> None:
        """A signer with `key`; see `signer_at`."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        self._key = key
        self.public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def public_key(self) -> str:
        """The public key in base64."""
        return base64.b64encode(self.public).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key; tell it to receivers by another way than the package."""
        return fingerprint(self.public)

    def sign(self, message: str) -> str:
        """The signature over a message in UTF-8, in base64."""
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
        from cryptography.hazmat.primitives.hashes import SHA256

        r, s = decode_dss_signature(self._key.sign(message.encode(), ECDSA(SHA256())))
        return base64.b64encode(r.to_bytes(SIZE, "big") + s.to_bytes(SIZE, "big")).decode()


def fingerprint(public: bytes) -> str:
    """SHA-256 of a public key."""
    return hashlib.sha256(public).hexdigest()


def signer_at(path: Path) -> Signer:
    """The signer whose key is in the file `path`, which is made where there is none.

    Raises SigningError when the file cannot be read or made, holds no such key, or others may read it.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        if not path.exists():
            make_key(path)
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            raise SigningError(f"{path}: others may read this key (mode {mode:o}); chmod 600 it, or delete it")
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise SigningError(f"{path}: {error.strerror}; permit reading and writing there") from error
    except (ValueError, TypeError) as error:
        raise SigningError(
            f"{path}: no key that can be used ({error}); restore it, or delete it for a new one"
        ) from error
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP384R1):
        raise SigningError(f"{path}: a key of another kind; restore it, or delete it for a new one")
    return Signer(key)


def make_key(path: Path) -> None:
    """Write a new key that only its owner may read."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = generate_private_key(SECP384R1())
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def is_signed(message: str, signature: str, public_key: str) -> bool:
    """Whether the signature (base64) over a message is by the owner of the public key (base64)."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(base64.b64decode(public_key, validate=True))
        raw = base64.b64decode(signature, validate=True)
        if not isinstance(key, EllipticCurvePublicKey) or len(raw) % 2:
            return False
        half = len(raw) // 2
        pair = encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))
        key.verify(pair, message.encode(), ECDSA(SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, binascii.Error):
        return False
    return True
