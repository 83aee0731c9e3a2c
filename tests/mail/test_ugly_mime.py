"""Mail as programs really send it, a trick a line: what its reader sees, and what stays unseen."""

import base64

import pytest

from hearback.mail.rfc822 import read_message

HEADERS = (
    b"From: Dana Ruiz <dana@acme.example>\r\nTo: sam@example.com\r\nSubject: Your application\r\n"
    b"Date: Wed, 4 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
)


def text_of(raw: bytes) -> str:
    return read_message(raw).text


def html(body: str, head: str = "") -> str:
    """Return the text of an HTML-only mail."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return text_of(HEADERS + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode())


def plain(body: bytes, fields: bytes = b"Content-Type: text/plain; charset=utf-8\r\n") -> str:
    return text_of(HEADERS + fields + b"\r\n" + body)


@pytest.mark.parametrize(
    "unseen",
    [
        '<div style="display:none">unseen</div>',
        '<div style="display: none !important">unseen</div>',
        '<span style="font-size:0px">unseen</span>',
        '<p style="color:#fff;background:#ffffff">unseen</p>',
        '<p style="background-color: rgb(0, 51, 102); color: rgb(0,51,102)">unseen</p>',
        '<p style="color:rgb(255,255,255)">unseen</p>',
        '<div style="visibility: hidden">unseen</div>',
        '<div style="opacity:0">unseen</div>',
        '<div style="max-height:0;overflow:hidden">unseen</div>',
        '<div style="mso-hide:all">unseen</div>',
        '<font color="white">unseen</font>',
        "<div hidden>unseen</div>",
        "<script>var a = 'unseen'</script><!-- unseen -->",
        '<p class="preheader">unseen</p>',
        '<p id="tracker">unseen</p>',
    ],
)
def test_hidden_text_is_nobody_s_word(unseen: str) -> None:
    sheet = "<style>@import url(x.css); .preheader, #tracker {display:none !important}</style>"
    assert html(
        f"<p>You will hear by Friday.</p>{unseen}<p>It was good to meet you.</p>", sheet
    ) == ("You will hear by Friday.\n\nIt was good to meet you.")


def test_what_only_small_screens_hide_is_seen() -> None:
    sheet = "<style>@media (max-width: 600px) { .wide { display: none } } .b { color: red }</style>"
    assert html('<p class="wide">We decide on Friday.</p>', sheet) == "We decide on Friday."


def test_white_text_on_a_banner_is_seen() -> None:
    banner = '<div style="color:#ffffff;background-color:#003366"><p>You are invited.</p></div>'
    assert html(banner) == "You are invited."


@pytest.mark.parametrize(
    "quote",
    [
        '<hr><div id="divRplyFwdMsg"><b>From:</b> Sam<br><b>Sent:</b> 3 March</div><p>quoted</p>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Sam<br>'
        "<b>Sent:</b> Tuesday<br><b>To:</b> Dana</p></div><p>quoted</p>",
        '<div class="gmail_quote"><div class="gmail_attr">On Tue, Sam wrote:</div>'
        '<blockquote class="gmail_quote">quoted</blockquote></div>',
        '<blockquote type="cite"><div>On 3 Mar 2026, at 09:00, Sam wrote:</div>quoted</blockquote>',
        '<div id="yahoo_quoted_1" class="yahoo_quoted">On Tuesday, Sam wrote: quoted</div>',
    ],
)
def test_the_history_below_an_html_answer_is_set_aside(quote: str) -> None:
    assert html(f"<p>Great, see you then.</p>{quote}") == "Great, see you then."


@pytest.mark.parametrize(
    ("body", "new"),
    [
        (b"Ok.\r\n\r\nAm 03.03.2026 um 09:00 schrieb Sam Rivera:\r\n> quoted\r\n", "Ok."),
        (b"Ok.\r\n\r\n-----Original Message-----\r\nFrom: Sam\r\n\r\nquoted\r\n", "Ok."),
        (
            b"Ok.\r\n\r\n________________________________\r\nFrom: Sam Rivera <sam@example.com>\r\n"
            b"Sent: 03 March 2026 09:00\r\nTo: Dana\r\nSubject: Re: x\r\n\r\nquoted\r\n",
            "Ok.",
        ),
        (b"On Tue, Sam wrote:\r\n> When will I hear?\r\n\r\nBy Friday.\r\n", "By Friday."),
        (b"> When?\r\nBy Friday.\r\n> And the pay?\r\n40k.\r\n", "By Friday.\n40k."),
        (b"3pm is fine\r\n\r\nSent from my iPhone\r\n\r\n> quoted\r\n", "3pm is fine"),
    ],
)
def test_the_history_around_a_plain_answer_is_set_aside(body: bytes, new: str) -> None:
    assert plain(body) == new


@pytest.mark.parametrize(
    ("body", "fields", "new"),
    [
        (b"We\x92ll call \x96 soon", b"charset=utf-8", "We\u2019ll call \u2013 soon"),
        (b"Jos\xc3\xa9 will call", b"", "José will call"),
        (b"Hello \xe9", b"charset=foo-99", "Hello é"),
        (
            base64.encodebytes("We hire you".encode("utf-16")),
            b"charset=utf-16\r\nContent-Transfer-Encoding: base64",
            "We hire you",
        ),
        (
            b"We=E2=80=99ll let =\r\nyou know=ZZ by =46riday=\r\n",
            b"charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
            "We\u2019ll let you know=ZZ by Friday",
        ),
        (b"by the  \r\nend of  \r\nMay.\r\n", b"format=flowed; delsp=yes", "by the end of May."),
    ],
)  # fmt: skip
def test_damaged_encodings_give_the_likeliest_text(body: bytes, fields: bytes, new: str) -> None:
    separator = b"; " if fields else b""
    assert plain(body, b"Content-Type: text/plain" + separator + fields + b"\r\n") == new


def parts(*bodies: bytes, boundary: bytes = b"b", kind: bytes = b"alternative") -> str:
    head = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\r\n'
    return plain(b"".join(b"--b\r\n" + body + b"\r\n" for body in bodies) + b"--b--\r\n", head)


SEE_HTML = b"Content-Type: text/plain\r\n\r\nPlease view this email in an HTML capable client."
BLANK = b"Content-Type: text/plain\r\n\r\n \r\n"
PAGE = b"Content-Type: text/html\r\n\r\n<p>We would like to interview you.</p>"


@pytest.mark.parametrize("empty", [SEE_HTML, BLANK])
def test_a_plain_part_that_says_nothing_gives_way(empty: bytes) -> None:
    assert parts(empty, PAGE) == "We would like to interview you."


def test_what_is_attached_or_passed_on_is_not_the_mail() -> None:
    note = b"Content-Type: text/plain\r\n\r\nSee below."
    cv = b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nno"
    mail = b"Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: in\r\n\r\nno"
    assert parts(note, cv, mail, kind=b"mixed") == "See below."


def test_a_mail_whose_boundary_is_wrong_is_read_all_the_same() -> None:
    note = b"Content-Type: text/plain\r\n\r\nHello there"
    assert parts(note, boundary=b"other") == "Hello there"


def test_headers_in_raw_utf_8_are_readable() -> None:
    raw = (
        "From: José <j@acme.example>\r\nTo: sam@example.com\r\nSubject: Café – interview\r\n\r\nHi"
    )
    envelope = read_message(raw.encode()).envelope
    assert (envelope.sender.name, envelope.subject) == ("José", "Café – interview")


def test_a_confidentiality_notice_offers_no_job() -> None:
    body = (
        b"See you Monday.\r\n\r\nKind regards,\r\n\r\nDana Ruiz\r\nHead of Talent | Acme Ltd\r\n"
        b"This email is confidential and intended solely for the addressee. If you have received "
        b"it in error please notify the sender. We never offer you a position by email.\r\n"
    )
    assert plain(body) == "See you Monday."
