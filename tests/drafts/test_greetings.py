"""A mail opens as this user wrote to that person before, else as they write; and closes so too."""

from dataclasses import replace

import pytest

from drafts.scenes import HELEN, MET
from hearback.drafts.draft import Tone
from hearback.drafts.greetings import greeting, my_name, sign_off, usual_name, usual_sign_off
from hearback.drafts.told import Told
from hearback.mail.message import Address, Me
from hearback.signals.signal import Part, Person, Reading
from telling import DANA, SAM, TOM, application, clock, from_sam, from_them, meets, stand


def told(*story: Reading, me: Me = SAM) -> Told:
    found = application(*story)
    return Told(found, stand(found, 12), me, clock(12))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Hi Sam,", "Hi Dana,"),
        ("hey Sam", "Hi Dana,"),
        ("Hello Sam,", "Hello Dana,"),
        ("Dear Sam,", "Dear Dana,"),
        ("Dear Mr Rivera,", "Dear Dana Ruiz,"),
        ("Good morning Sam,", "Hi Dana,"),
        ("", "Hi Dana,"),
    ],
)
def test_it_answers_in_the_tone_of_their_greeting(theirs: str, ours: str) -> None:
    assert greeting(told(from_them(2, meets(3), greeting=theirs)), DANA) == ours


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Dear Ms Ruiz,", "Dear Ms Ruiz,"),
        ("Dear Dana", "Dear Dana,"),
        ("Hi Dana and Tom,", "Hello Dana,"),
        ("Hi all,", "Hello Dana,"),
        ("Hello,", "Hello Dana,"),
        ("Hi Diana,", "Hello Dana,"),  # a slip is not repeated
    ],
)
def test_how_the_user_greeted_them_before_is_kept(before: str, now: str) -> None:
    story = (from_them(2, meets(3), greeting="Hello Sam,"), from_sam(3, greeting=before))
    assert greeting(told(*story), DANA) == now


NAMELESS = Person("", "jt@acme.example", Part.EMPLOYER)


@pytest.mark.parametrize(
    ("signed", "before", "now"),
    [
        ("Jo Tanner", "", "Hi Jo,"),
        ("Jo", "", "Hello,"),  # may be a house
        ("Acme Talent Team", "", "Hello,"),
        ("Acme", "", "Hello,"),
        ("", "Hi Jo,", "Hi Jo,"),
        ("Jo Tanner", "Dear Ms Tanner,", "Dear Ms Tanner,"),
        ("", "Hi there,", "Hello,"),
        ("", "Hello,", "Hello,"),
        ("", "Dear Hiring Manager,", "Hello,"),
        ("", "Dear Sir or Madam,", "Dear Sir or Madam,"),
    ],
)
def test_a_mailbox_without_a_name_is_greeted_as_it_signs_or_as_before(
    signed: str, before: str, now: str
) -> None:
    asked = from_them(2, meets(3), by=NAMELESS, signed=signed)
    story = told(asked, from_sam(3, to=NAMELESS, greeting=before))
    assert greeting(story, NAMELESS) == now


def test_faithfully_stands_only_where_the_user_wrote_it() -> None:
    asked = from_them(2, meets(3), by=NAMELESS, greeting="Dear Sam,")
    wrote = from_sam(3, to=NAMELESS, greeting="Dear Sir,", sign_off="Yours faithfully,")
    assert sign_off(told(asked, wrote), None, NAMELESS) == "Yours faithfully,"
    assert sign_off(told(asked, wrote), None, DANA) != "Yours faithfully,"


def test_a_greeting_to_somebody_else_is_no_pattern() -> None:
    tom = from_them(2.5, by=TOM, greeting="Dear Sam,")
    story = (from_them(2, meets(3)), tom, from_sam(3, greeting="Hi Dana,"))
    assert greeting(told(*story), TOM) == "Dear Tom,"


def test_a_doctor_is_a_doctor_and_nobody_in_particular_is_hello() -> None:
    story = told(*MET)
    assert greeting(story, HELEN) == "Dear Dr. Osei,"
    assert greeting(story, Person("Talent Team", "jobs@acme.example", Part.RECRUITER)) == "Hello,"
    assert greeting(story, None) == "Hello,"


@pytest.mark.parametrize(
    ("own", "closing"),
    [
        ("Kind regards", "Kind regards,"),
        ("Cheers!", "Cheers,"),
        ("", "Best regards,"),
        ("S.", "Best regards,"),
    ],
)
def test_it_closes_as_the_user_closes(own: str, closing: str) -> None:
    assert sign_off(told(from_them(2, meets(3)), from_sam(3, sign_off=own))) == closing


@pytest.mark.parametrize(
    ("me", "signed", "name"),
    [
        (Me(("sam@example.com",), "Sam Rivera"), "", "Sam Rivera"),
        (Me(("sam@example.com",)), "Sam R.", "Sam R."),
        (Me(("sam.rivera@example.com",)), "", "Sam Rivera"),
        (Me(("sr4711@example.com",)), "", "sr4711"),
    ],
)
def test_the_user_signs_with_their_name(me: Me, signed: str, name: str) -> None:
    own = from_sam(3)
    sent = replace(own, envelope=replace(own.envelope, sender=Address(signed, me.addresses[0])))
    assert my_name(told(from_them(2, meets(3)), sent, me=me)) == name


@pytest.mark.parametrize(
    ("theirs", "before", "tone", "ours"),
    [
        ("Hi Sam,", "", Tone.WARM, "Hi Dana,"),
        ("Hi Sam,", "", Tone.PLAIN, "Hello Dana,"),
        ("Hi Sam,", "", Tone.FORMAL, "Dear Dana,"),
        ("Dear Mr Rivera,", "", Tone.FORMAL, "Dear Dana Ruiz,"),
        ("Dear Mr Rivera,", "", Tone.WARM, "Hi Dana,"),
        ("", "", Tone.FORMAL, "Dear Dana Ruiz,"),
        ("", "Dear Ms Ruiz,", Tone.FORMAL, "Dear Ms Ruiz,"),
        ("", "Dear Ms Ruiz,", Tone.PLAIN, "Dear Ms Ruiz,"),
        ("", "Dear Ms Ruiz,", Tone.WARM, "Hi Dana,"),
        ("", "Hey Dana,", Tone.FORMAL, "Dear Dana,"),
        ("", "Hey Dana,", Tone.WARM, "Hey Dana,"),
    ],
)
def test_a_tone_that_was_asked_for_greets_so(
    theirs: str, before: str, tone: Tone, ours: str
) -> None:
    story = (from_them(2, meets(3), greeting=theirs), from_sam(3, greeting=before))
    assert greeting(told(*story), DANA, tone) == ours


@pytest.mark.parametrize(
    ("own", "tone", "closing"),
    [
        ("Cheers", Tone.FORMAL, "Kind regards,"),
        ("Cheers", Tone.WARM, "Cheers,"),
        ("Yours sincerely", Tone.WARM, "Best wishes,"),
        ("Yours sincerely", Tone.PLAIN, "Yours sincerely,"),
        ("Best regards", Tone.FORMAL, "Best regards,"),
        ("", Tone.FORMAL, "Kind regards,"),
    ],
)
def test_a_tone_that_was_asked_for_closes_so(own: str, tone: Tone, closing: str) -> None:
    assert sign_off(told(from_them(2, meets(3)), from_sam(3, sign_off=own)), tone) == closing


def test_it_closes_as_the_user_closes_elsewhere_when_they_wrote_nothing_here() -> None:
    here = replace(told(from_them(2, meets(3))), sign_off_elsewhere="All the best!")
    assert sign_off(here) == "All the best,"
    wrote = told(from_them(2, meets(3)), from_sam(3, sign_off="Cheers"))
    assert sign_off(replace(wrote, sign_off_elsewhere="All the best")) == "Cheers,"


def test_how_the_user_closes_most_of_their_mails() -> None:
    closings = ["Cheers,", "Best regards,", "Best regards,", "", "Cheers,", "Cheers,"]
    mails = [from_sam(day, sign_off=words) for day, words in enumerate(closings, 2)]
    assert usual_sign_off([*mails, from_them(9, sign_off="Yours,")]) == "Cheers,"
    assert usual_sign_off([]) == ""


SAMUEL = Me(("sam@example.com",), "Samuel Rivera")


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("Sam", "Sam"),
        ("Sam R", "Sam R"),
        ("Samuel Rivera", "Samuel Rivera"),
        ("London", "Samuel Rivera"),  # a signature begins with anything
        ("S.", "Samuel Rivera"),
        ("", "Samuel Rivera"),
    ],
)
def test_it_is_signed_with_the_name_that_stands_under_the_user_s_mails(
    signed: str, name: str
) -> None:
    story = (from_them(2, meets(3)), replace(from_sam(3), signed=signed))
    assert my_name(told(*story, me=SAMUEL)) == name


def test_where_the_user_signed_nothing_the_name_under_their_other_mails_does() -> None:
    others = [replace(from_sam(day), signed=name) for day, name in ((1, "Sam"), (2, "Sam"))]
    others.append(replace(from_sam(3), signed="Leeds"))
    assert usual_name(others, SAMUEL) == "Sam"
    here = told(from_them(2, meets(3)), from_sam(3), me=SAMUEL)
    assert my_name(replace(here, signed_elsewhere="Sam")) == "Sam"
    wrote = told(from_them(2, meets(3)), replace(from_sam(3), signed="Samuel"), me=SAMUEL)
    assert my_name(replace(wrote, signed_elsewhere="Sam")) == "Samuel"


def test_the_name_and_the_closing_are_those_of_mails_to_this_person() -> None:
    story = told(
        from_them(2, meets(3)),
        from_sam(3, sign_off="Cheers", signed="Sam"),
        from_sam(4, to=TOM, sign_off="Kind regards", signed="Samuel Rivera"),
        me=SAMUEL,
    )
    assert (sign_off(story, None, DANA), my_name(story, DANA)) == ("Cheers,", "Sam")
    assert (sign_off(story, None, TOM), my_name(story, TOM)) == ("Kind regards,", "Samuel Rivera")
    assert my_name(story, HELEN) == "Samuel Rivera"  # the newest of all


@pytest.mark.parametrize(
    ("theirs", "elsewhere", "ours"),
    [
        ("Dear Sam,", "Cheers", "Best regards,"),
        ("Dear Sam,", "Kind regards", "Kind regards,"),
        ("Dear Sam,", "Best", "Best,"),
        ("Hi Sam,", "Cheers", "Cheers,"),
        ("Hi Sam,", "Yours sincerely", "Best regards,"),
        ("", "Cheers", "Cheers,"),
    ],
)
def test_how_the_user_closes_elsewhere_goes_with_how_they_write(
    theirs: str, elsewhere: str, ours: str
) -> None:
    story = replace(told(from_them(2, meets(3), greeting=theirs)), sign_off_elsewhere=elsewhere)
    assert sign_off(story, None, DANA) == ours


def test_no_cheers_to_a_doctor_but_to_one_who_got_them_before() -> None:
    story = replace(told(from_them(2, meets(3))), sign_off_elsewhere="Cheers")
    assert sign_off(story, None, HELEN) == "Best regards,"
    known = told(from_them(2, meets(3)), from_sam(3, to=HELEN, sign_off="Cheers"))
    assert sign_off(known, None, HELEN) == "Cheers,"
