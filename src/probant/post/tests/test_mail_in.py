"""A mail is read whatever saved it; a damaged one says so and breaks nothing."""

import contextlib
import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.post.mail_in import Address, Message, Unreadable, looks_like_mail, read_message
from probant.post.tests.outlook import BINARY, INTEGER, STRING8, TIME, UNICODE, outlook_mail

SENT = datetime.datetime(2026, 3, 3, 8, 30, tzinfo=datetime.UTC)
HEAD = b"From: a@exemple.fr\r\nTo: b@exemple.fr\r\nSubject: x\r\n"


def mail(**heads: str) -> EmailMessage:
    found = EmailMessage()
    for name, value in heads.items():
        found[name.replace("_", "-")] = value
    return found


def test_mail_is_read_whole() -> None:
    one = mail(
        From="Élise Bœuf <Elise@Exemple.fr>",
        To="awa@pole.fr, « Mairie » <mairie@dijon.fr>",
        Cc="bruno@pole.fr",
        Subject="Réponse : l’épicerie de la côte",
        Date="Tue, 3 Mar 2026 09:30:00 +0100",
        Message_ID="<1@exemple.fr>",
    )
    one.set_content("Bonjour,\n\nVoici les statuts.\n")
    one.add_alternative("<p>Bonjour</p>", subtype="html")
    one.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Été 2026.pdf")
    read = read_message(bytes(one))
    assert read.sender == Address("elise@exemple.fr", "Élise Bœuf", "from")
    assert [(to.email, to.part) for to in read.recipients] == [
        ("awa@pole.fr", "to"),
        ("mairie@dijon.fr", "to"),
        ("bruno@pole.fr", "cc"),
    ]
    assert (read.subject, read.sent_at) == ("Réponse : l’épicerie de la côte", SENT)
    assert read.text == "Bonjour,\n\nVoici les statuts."
    (joined,) = read.attachments
    assert (joined.name, joined.content, joined.mime) == (
        "Été 2026.pdf",
        b"%PDF-1.7",
        "application/pdf",
    )
    assert read.identifier == "<1@exemple.fr>"


def test_mail_without_plain_text_is_read_from_its_html() -> None:
    one = mail(From="a@exemple.fr", Subject="x")
    one.set_content(
        "<style>p{color:red}</style><p>À <b>mardi</b> !</p><p>Élise</p>", subtype="html"
    )
    assert read_message(bytes(one)).text == "À mardi !\n\nÉlise"


def test_mail_without_body_is_read() -> None:
    read = read_message(HEAD + b"\r\n")
    assert (read.text, read.attachments, read.sent_at) == ("", (), None)


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("iso-8859-15", "Œuvre à 20 €".encode("iso-8859-15")),
        ("windows-1252", "Œuvre à 20 €".encode("cp1252")),
        ("utf-8", "Œuvre à 20 €".encode()),
        ("x-inconnu", "Œuvre à 20 €".encode()),
        ("us-ascii", "Œuvre à 20 €".encode("cp1252")),
    ],
)
def test_text_is_read_in_the_charset_said_or_the_likely_one(charset: str, raw: bytes) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\r\n".encode()
    read = read_message(head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + raw)
    assert read.text == "Œuvre à 20 €"


def test_mail_joined_to_a_mail_is_a_file_of_its_own() -> None:
    inner = mail(From="elise@exemple.fr", Subject="Ma demande")
    inner.set_content("Je voudrais…")
    outer = mail(From="awa@pole.fr", Subject="TR: Ma demande")
    outer.set_content("À ranger")
    outer.add_attachment(inner)
    (joined,) = read_message(bytes(outer)).attachments
    assert (joined.name, joined.mime) == ("Ma demande.eml", "message/rfc822")
    again = read_message(joined.content)
    assert again.sender == Address("elise@exemple.fr", "", "from")


def test_addresses_of_a_forwarded_mail_are_found_in_its_text() -> None:
    one = mail(From="awa@pole.fr", To="depot@pole.fr", Subject="TR")
    one.set_content("De : Élise Bœuf <Elise@exemple.fr>\nÀ : awa@pole.fr.\nBonjour")
    read = read_message(bytes(one))
    assert read.addresses == {"awa@pole.fr", "depot@pole.fr"}
    assert read.quoted_addresses == {"elise@exemple.fr", "awa@pole.fr"}


def test_head_with_nonsense_is_read_for_what_it_says() -> None:
    read = read_message(
        b"From: =?utf-8?q?=C3=89lise?= <elise@exemple.fr\r\n"
        b"To: undisclosed-recipients:;\r\nDate: hier soir\r\n"
        b"Subject: =?x-inconnu?b?####?= et\r\n suite\r\n\r\nBonjour"
    )
    assert (read.sender and read.sender.email, read.recipients) == ("elise@exemple.fr", ())
    assert (read.sent_at, read.subject.endswith("suite")) == (None, True)


def test_file_name_holds_no_path() -> None:
    one = mail(From="a@exemple.fr", Subject="x")
    one.set_content("x")
    one.add_attachment(b"x", maintype="text", subtype="x", filename="../../etc/passwd")
    assert read_message(bytes(one)).attachments[0].name == "passwd"


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", b"\x89PNG\r\n\0\0", b"Bonjour, ceci est une note.", b"\xd0\xcf\x11\xe0" * 9],
)
def test_file_that_is_no_mail_is_refused_in_french(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"fichier|abîmé|vide"):
        read_message(data)


def test_huge_mail_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match="dépasse 1 Mo"):
        read_message(HEAD + b"\r\n" + b"x" * 1_100_000, limit=1024 * 1024)


def test_mails_within_mails_within_mails_are_refused() -> None:
    data = HEAD + b"\r\nfin"
    for number in range(60):
        edge = f"b{number}".encode()
        data = (
            HEAD + b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n--' + edge
            + b"\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--" + edge + b"--\r\n"
            if number == 0
            else b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n--' + edge
            + b"\r\n" + data + b"\r\n--" + edge + b"--\r\n"
        )  # fmt: skip
    with pytest.raises(Unreadable, match="imbriqué"):
        read_message(b"From: a@exemple.fr\r\n" + data)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tail: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read_message(HEAD + tail), Message)


# --- Outlook

RECIPIENT = {(0x39FE, UNICODE): "awa@pole.fr", (0x3001, UNICODE): "Awa", (0x0C15, INTEGER): 2}
FILE = {
    (0x3707, UNICODE): "Statuts.pdf",
    (0x3701, BINARY): b"%PDF" * 2000,
    (0x370E, UNICODE): "application/pdf",
    (0x3705, INTEGER): 1,
}
TICKS = int((SENT - datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)).total_seconds() * 10**7)
OUTLOOK = {
    (0x001A, UNICODE): "IPM.Note",
    (0x0037, UNICODE): "L’épicerie",
    (0x0C1A, UNICODE): "Élise Bœuf",
    (0x0C1F, UNICODE): "Elise@exemple.fr",
    (0x1000, UNICODE): "Bonjour,\r\nvoici les statuts.",
    (0x0039, TIME): TICKS,
    (0x340D, INTEGER): 0x40000,
}


def test_mail_of_outlook_is_read_whole() -> None:
    read = read_message(outlook_mail(OUTLOOK, [RECIPIENT], [FILE]))
    assert read.sender == Address("elise@exemple.fr", "Élise Bœuf", "from")
    assert read.recipients == (Address("awa@pole.fr", "Awa", "cc"),)
    assert (read.subject, read.sent_at) == ("L’épicerie", SENT)
    assert read.text == "Bonjour,\nvoici les statuts."
    (joined,) = read.attachments
    assert (joined.name, len(joined.content)) == ("Statuts.pdf", 8000)


def test_mail_of_an_old_outlook_is_read_in_its_code_page() -> None:
    values = {
        (0x3FFD, INTEGER): 1252,
        (0x0037, STRING8): "L’épicerie".encode("cp1252"),
        (0x0C1F, STRING8): b"elise@exemple.fr",
        (0x1013, BINARY): "<p>À mardi</p>".encode("cp1252"),
        (0x3FDE, INTEGER): 1252,
    }
    read = read_message(outlook_mail(values))
    assert (read.subject, read.text) == ("L’épicerie", "À mardi")


def test_mail_of_outlook_cut_short_is_refused_or_read_in_part() -> None:
    whole = outlook_mail(OUTLOOK, [RECIPIENT], [FILE])
    for size in range(600, len(whole), 700):
        with contextlib.suppress(Unreadable):
            assert isinstance(read_message(whole[:size]), Message)


def test_name_tells_a_mail() -> None:
    names = ["RE.EML", "a.msg", "statuts.pdf", "msg"]
    assert [looks_like_mail(name) for name in names] == [True, True, False, False]
