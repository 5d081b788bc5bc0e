"""What a joint reading says in words."""

from django.utils.translation import gettext as _

from vetatwork.domain.bridge import FOOTBRIDGE_STEP, STEPS
from vetatwork.domain.evaluation.instrument import Side
from vetatwork.domain.evaluation.joint import Conversation, Reading
from vetatwork.evaluation.joint.services import Ended


def side_in_reading(side: str) -> str:
    """What a side is called in a joint reading: no names are asked."""
    return _("The school") if side == Side.PROVIDER else _("The employer")


def reading_name(reading: Reading | None) -> str:
    """What is said about the two answers to an item."""
    return {
        Reading.SHARED_STRENGTH: _("You both do this well"),
        Reading.SHARED_GAP: _("Missing on both sides"),
        Reading.BLIND_SPOT: _("You see this differently"),
        Reading.UNEVEN: _("Further on one side"),
        Reading.UNKNOWN: _("To be found out together"),
        Reading.CLOSE: _("Close to each other"),
        None: _("First of all"),
    }[reading]


def why_talk(reading: Reading | None) -> str:
    """Why a conversation is worth the time."""
    return {
        Reading.SHARED_GAP: _("Neither of you has it yet. Small and together is easier than alone."),
        Reading.BLIND_SPOT: _(
            "One of you believes it is there, the other does not see it. Learners fall into such gaps."
        ),
        Reading.UNEVEN: _("One side is further. It can show the other how it got there."),
        Reading.UNKNOWN: _("One of you could not say. Ask who knows, and look at it together."),
        None: _("Safety, insurance, hours and data come before a learner starts."),
    }.get(reading, "")


def joint_headline(steps: dict[Side, int | None], conversations: tuple[Conversation, ...]) -> tuple[str, str]:
    """The two short sentences at the top: how far the halves reach, and what there is to talk about."""
    return _reach(steps), _to_talk(conversations)


def _reach(steps: dict[Side, int | None]) -> str:
    provider, employer = steps[Side.PROVIDER], steps[Side.EMPLOYER]
    if provider is None or employer is None:
        return _("You have too little in common to place you yet.")
    if provider == employer == STEPS:
        return _("Your halves meet.")
    if min(provider, employer) >= FOOTBRIDGE_STEP:
        return _("A learner can cross.")
    if provider == employer:
        return _("You have come equally far.")
    return _("The school's half reaches further.") if provider > employer else _("The employer's half reaches further.")


def _to_talk(conversations: tuple[Conversation, ...]) -> str:
    readings = [talk.reading for talk in conversations]
    if None in readings:
        return _("First settle what the law wants.")
    differently = readings.count(Reading.BLIND_SPOT) + readings.count(Reading.UNEVEN)
    if differently > 1:
        return _("You see some things differently.")
    if differently == 1:
        return _("You see one thing differently.")
    if Reading.SHARED_GAP in readings:
        return _("You both miss the same things.")
    return _("Some things neither can say.") if readings else _("You see the same things.")


def ended_sentence(why: Ended) -> str:
    """Why an invitation cannot be accepted, and what to do."""
    return {
        Ended.USED: _(
            "This invitation has been accepted already. Each side opens the joint reading from its own result. If that "
            "was not you, ask for a new invitation."
        ),
        Ended.EXPIRED: _("This invitation was open for 30 days, and they are over. Ask for a new one."),
        Ended.REVOKED: _("This invitation was taken back. Ask the other side if you do not know why."),
        Ended.SAME_SIDE: _(
            "This invitation comes from your own side. Two results are read together only if one is a school's and the "
            "other an employer's."
        ),
    }[why]


def people_sentence(side: str, people: str) -> str:
    """Whether one person or several answered for a side."""
    if side == Side.PROVIDER:
        return (
            _("Several people answered for the school.")
            if people == "several"
            else _("One person answered for the school.")
        )
    return (
        _("Several people answered for the employer.")
        if people == "several"
        else _("One person answered for the employer.")
    )


def agenda_title(key: str) -> str:
    """The name of a part of the agenda."""
    return {
        "why": _("Why each of us wants it"),
        "works": _("What works"),
        "talk": _("Two conversations"),
        "settle": _("Settle"),
        "who": _("Who does what by when"),
    }[key]


def agenda_text(key: str) -> str:
    """What to do in a part of the agenda."""
    return {
        "why": _("Each side says in two sentences why it wants to train together. Nobody answers yet."),
        "works": _("Each side names one thing the other does well. Then hear the learner's answers."),
        "talk": _("Ten minutes each. First both read aloud what they chose, then ask: what does a learner see of it?"),
        "settle": _("Fill in the lines below. What you cannot settle gets a name and a day."),
        "who": _("Each side says its two next steps aloud, with a name and a day."),
    }[key]


def lines_to_settle() -> tuple[str, ...]:
    """What is written down in the first meeting."""
    return (
        _("Contact and deputy, on each side"),
        _("Weeks and hours"),
        _("Tasks now, and not yet"),
        _("When we talk, and how"),
        _("Whom to call in trouble"),
        _("Before day one: safety, insurance, hours, data"),
    )


def questions_to_a_learner() -> tuple[str, ...]:
    """What to ask a learner before the meeting; answers are passed on only as the learner wants."""
    return (
        _("When did you last learn something new there, and who showed you?"),
        _("What do you do all day? What would you like to do?"),
        _("Whom do you ask when you do not know what to do?"),
        _("What does school not know about work? What does work not know about school?"),
        _("If something is wrong, whom do you tell, and would you?"),
    )
