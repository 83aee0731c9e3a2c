"""Every fault provoked over a real socket: what heals is healed, and what does not has words."""

import json
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httplib2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gmail.http_server import PROFILE, TOKEN, Handler, Server, says
from gmail.refusals import ROWS
from hearback.errors import GmailBusy, GmailProblem, Offline
from hearback.gmail.client import Gmail
from hearback.gmail.faults import Cure, CursorTooOld, Unsure

HEALED = sorted(name for name, row in ROWS.items() if row[2] not in (Cure.NONE, Cure.GONE))
REPORTED = sorted(name for name, row in ROWS.items() if row[2] is not Cure.GONE)
THREAD = says(200, '{"id": "18c0", "messages": []}')


def text_of(told: object) -> str:
    return told.decode() if isinstance(told, bytes) else json.dumps(told)


def refuses(name: str, times: int, server: Server) -> None:
    """Answer so many times as this row says, and then properly; give a token when asked."""
    status, told, _, _ = ROWS[name]
    left = times

    def answer(handler: Handler) -> None:
        nonlocal left
        if handler.path == "/token":
            TOKEN(handler)
        elif left:
            left -= 1
            says(status, text_of(told))(handler)
        else:
            (PROFILE if "profile" in handler.path else THREAD)(handler)

    server.answers = [answer]


@pytest.mark.parametrize("name", HEALED)
def test_what_passes_is_waited_out(server: Server, name: str) -> None:
    refuses(name, 1, server)
    assert server.gmail(patience=10_000).profile().history_id == 9


@pytest.mark.parametrize("name", HEALED)
def test_what_passes_is_waited_out_with_several_under_way(server: Server, name: str) -> None:
    refuses(name, 3, server)
    found = server.gmail(patience=10_000).threads(["1", "2", "3", "4", "5", "6"])
    assert [thread_id for thread_id, _ in found] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("name", REPORTED)
def test_what_does_not_pass_is_told_in_its_own_class(server: Server, name: str) -> None:
    refuses(name, 1000, server)
    gmail = server.gmail(patience=10_000)
    with pytest.raises(GmailProblem) as caught:
        gmail.profile()
    assert type(caught.value) is ROWS[name][3]
    with pytest.raises(GmailProblem) as caught:
        list(gmail.threads(["1", "2", "3"]))
    assert type(caught.value) is ROWS[name][3]


def test_a_penalty_longer_than_our_patience_is_told_at_once(server: Server) -> None:
    refuses("penalty", 1000, server)
    with pytest.raises(GmailBusy) as caught:
        server.gmail().profile()
    assert caught.value.until == datetime(2026, 9, 21, 14, 30, tzinfo=UTC)
    assert len(server.asked) == 1


def test_an_old_cursor(server: Server) -> None:
    refuses("gone", 1, server)
    with pytest.raises(CursorTooOld):
        server.gmail().history(7)


def test_a_crowd_is_met_with_fewer(server: Server) -> None:
    under_way = 0
    lock = threading.Lock()

    def only_two(handler: Handler) -> None:
        nonlocal under_way
        with lock:
            under_way += 1
            crowded = under_way > 2
        time.sleep(0.02)
        with lock:
            under_way -= 1
        status, told, _, _ = ROWS["crowd"]
        (says(status, text_of(told)) if crowded else THREAD)(handler)

    server.answers = [only_two]
    found = list(server.gmail().threads([f"{number:x}" for number in range(24)]))
    assert len(found) == 24
    assert len(server.asked) <= 24 + 4  # the first four, and nobody after them


def test_no_answer_in_time(server: Server) -> None:
    done = threading.Event()

    def says_nothing(_: Handler) -> None:
        done.wait(5)

    server.answers = [says_nothing]
    hasty = server.gmail(open_http=lambda: httplib2.Http(timeout=0.05))
    with pytest.raises(Offline, match="in time"):
        hasty.profile()
    assert len(server.asked) == 3
    with pytest.raises(Unsure):
        hasty.create_draft(b"raw", None)
    assert len(server.asked) == 4
    done.set()


def test_a_name_that_nobody_knows(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    gmail = server.gmail()
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Offline, match="cannot be reached"):
        gmail.profile()
    with pytest.raises(Offline, match="cannot be reached"):
        gmail.create_draft(b"raw", None)
    assert server.asked == []


# --- certificates ---------------------------------------------------------------------------------

DAY = timedelta(days=1)


def encrypt(server: Server, tmp_path: Path, start: timedelta, end: timedelta) -> Path:
    """Let the server speak TLS with a certificate of that time, and return its file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)  # noqa: TID251 - a certificate is compared with the real clock
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + start)
        .not_valid_after(now + end)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    server.address = server.address.replace("http:", "https:")
    return file


def over_tls(server: Server, trusted: Path | None) -> Gmail:
    return server.gmail(
        open_http=lambda: httplib2.Http(timeout=5, ca_certs=trusted and str(trusted))
    )


@pytest.mark.parametrize(("start", "end"), [(-3 * DAY, -2 * DAY), (2 * DAY, 3 * DAY)])
def test_a_certificate_of_another_day_means_a_wrong_clock(
    server: Server, tmp_path: Path, start: timedelta, end: timedelta
) -> None:
    trusted = encrypt(server, tmp_path, start, end)
    gmail = over_tls(server, trusted)
    with pytest.raises(Offline, match="clock"):
        gmail.profile()
    with pytest.raises(Offline, match="clock"):
        gmail.create_draft(b"raw", None)


def test_a_certificate_of_a_stranger_is_not_trusted(server: Server, tmp_path: Path) -> None:
    encrypt(server, tmp_path, -DAY, DAY)
    with pytest.raises(Offline, match="in its place"):
        over_tls(server, None).profile()


def test_a_good_certificate_is_trusted(server: Server, tmp_path: Path) -> None:
    trusted = encrypt(server, tmp_path, -DAY, DAY)
    server.answers = [PROFILE]
    assert over_tls(server, trusted).profile().history_id == 9
