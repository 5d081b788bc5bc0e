"""What a result says in words: where somebody stands, and what comes next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vetatwork.domain.evaluation.instrument import Side, Size, Unscored
from vetatwork.domain.evaluation.readiness import Readiness

GOOD_ENOUGH_FOR_MICRO = 3

AREA_TERMS = {
    "commitment": gettext_lazy("Commitment"),
    "cooperation": gettext_lazy("Cooperation"),
    "collaboration": gettext_lazy("Collaboration"),
    "celebration": gettext_lazy("Celebration"),
}
"""The term that experts use for each focus area."""

UNSCORED = {
    Unscored.NOT_APPLICABLE: gettext_lazy("Does not apply to us"),
    Unscored.UNKNOWN: gettext_lazy("I don't know"),
}


def side_name(side: str) -> str:
    """What a side is called."""
    return _("VET provider") if side == Side.PROVIDER else _("Employer")


def headline(step: int | None, readiness: Readiness | None, *, find_out_first: bool) -> tuple[str, str]:
    """The two short sentences at the top of a result: where you stand, and what is next."""
    if find_out_first:
        return _("Find out together first."), _("Then take the check again.")
    if readiness is not None:
        return {
            Readiness.READY: (_("You are ready to start."), _("Begin with one learner.")),
            Readiness.NEARLY: (_("You are nearly ready."), _("One thing is missing.")),
            Readiness.SETTLE: (_("First settle this."), _("Then invite a learner.")),
        }[readiness]
    return {
        None: (_("We cannot place you yet."), _("Answer a few more questions.")),
        1: (_("You are looking across."), _("Next: get in touch.")),
        2: (_("You are in touch."), _("Next: put it in writing.")),
        3: (_("You have agreed."), _("Next: plan it together.")),
        4: (_("You train together."), _("Next: check it every year.")),
        5: (_("You are growing together."), _("Keep it, and pass it on.")),
    }[step]


def explanation(
    step: int | None, *, provisional: bool, weakest: list[str], open_areas: list[str], size: str, side: str
) -> list[str]:
    """Why that is the place: sentences about the weakest planks, what is open, and what is good enough."""
    said = []
    if step is None:
        said.append(
            _(
                "We need three of the four parts. A part counts when you have chosen a statement in at least two of "
                "its questions, and in at least half of those that apply to you."
            )
        )
    elif len(weakest) == 1:
        said.append(
            _("Your weakest plank is “%(area)s”. You are at most one step past it, so it is the place to begin.")
            % {"area": weakest[0]}
        )
    elif len(weakest) < len(AREA_TERMS):
        said.append(_("Your weakest planks are %(areas)s. Begin there.") % {"areas": in_words(weakest)})
    else:
        said.append(_("Your four planks are equally strong."))
    if provisional:
        said.append(
            _("This is provisional: %(areas)s is still open, so we do not say more than step 3.")
            % {"areas": in_words(open_areas)}
        )
    if step is not None and step >= GOOD_ENOUGH_FOR_MICRO and size == Size.MICRO and side == Side.EMPLOYER:
        said.append(_("For a firm of up to nine people step 3 is good enough. More is welcome, and nobody expects it."))
    return said


def unknown_sentence(unknown: int, of: int) -> str:
    """Why finding out comes first."""
    return _(
        "You answered “I don't know” to %(unknown)s of %(of)s questions. Ask a colleague and your partner; that is the "
        "first step. What we can say so far stands below."
    ) % {"unknown": unknown, "of": of}


def find_out_action() -> str:
    """What to do about an answer that is not known."""
    return _("Find out together: ask the people who do it, and ask your partner, what is true today.")


def in_words(names: list[str]) -> str:
    """Names in quotation marks, the last joined with "and"."""
    quoted = [_("“%(name)s”") % {"name": name} for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return _("%(first)s and %(last)s") % {"first": ", ".join(quoted[:-1]), "last": quoted[-1]}
