"""Next steps as people read them: why, what to do, who acts, how much work, and the pages that help."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vetatwork.domain.evaluation.instrument import Answers, Unscored
from vetatwork.domain.evaluation.readiness import SAFEGUARDS
from vetatwork.domain.evaluation.recommendation import CaseFacts, NextStep, Wanted, nearest_case
from vetatwork.evaluation.instruments import Edition, Recommendation, Wording
from vetatwork.evaluation.labels import SIZES, label
from vetatwork.evaluation.models import Answered
from vetatwork.evaluation.sentences import UNSCORED, find_out_action
from vetatwork.manual.guide import Guide, PageLink


@dataclass(frozen=True)
class StepReading:
    """One next step. `after` is the statement it comes from, None if the answer is no statement."""

    item: str
    after: int | None
    why: str
    action: str
    who: str
    effort: str
    effort_label: str
    kit: PageLink | None
    obstacle: PageLink | None
    case: PageLink | None
    language: str


def read_steps(
    ranked: tuple[NextStep, ...], answers: Answers, *, about: Answered, used: Edition, pages: Guide, language: str
) -> tuple[StepReading, ...]:
    """The next steps of a result in their order. No case is shown twice while there is another one that fits."""
    shown: set[str] = set()
    readings = []
    for each in ranked:
        rule = used.recommendations[each.item]
        case = _case(each, rule, about=about, used=used, pages=pages, without=shown)
        if case:
            shown.add(case.key)
        readings.append(_reading(each, answers, case, about=about, used=used, pages=pages, language=language))
    return tuple(readings)


def _reading(
    step: NextStep,
    answers: Answers,
    case: PageLink | None,
    *,
    about: Answered,
    used: Edition,
    pages: Guide,
    language: str,
) -> StepReading:
    rule = used.recommendations[step.item]
    words = used.words(step.item, language)
    wording = words.wording(about.side, about.size)
    who, action = _what_to_do(step, wording)
    effort = rule.effort_of(about.side, about.size, step.after or 1)
    return StepReading(
        item=step.item,
        after=step.after,
        why=_why(step, answers, wording),
        action=action,
        who=who,
        effort=effort,
        effort_label=label("effort", effort, language),
        kit=pages.first_of(rule.kits),
        obstacle=pages.page(rule.obstacle),
        case=case,
        language=words.language,
    )


def _what_to_do(step: NextStep, wording: Wording) -> tuple[str, str]:
    """Who acts, and how. What is not known has to be found out; for the safeguards that is their first step itself."""
    if step.after is not None:
        return wording.next[step.after - 1]
    return wording.next[0] if step.item == SAFEGUARDS else (wording.next[0][0], find_out_action())


def _why(step: NextStep, answers: Answers, wording: Wording) -> str:
    """The answer that the step comes from."""
    answer = answers.get(step.item)
    if isinstance(answer, Unscored):
        said = str(UNSCORED[answer])
    elif answer is None:
        return _("“%(question)s” is not answered yet.") % {"question": wording.stem}
    else:
        said = wording.statements[answer - 1]
    return _("%(question)s You said: “%(answer)s”") % {"question": wording.stem, "answer": said}


def _case(
    step: NextStep, rule: Recommendation, *, about: Answered, used: Edition, pages: Guide, without: set[str]
) -> PageLink | None:
    wanted = Wanted(
        area=used.instrument.by_id[step.item].area,
        step=(step.after or 1) + 1,
        methods=frozenset(_short(key) for key in rule.kits if pages.page(key)),
        obstacle=_short(rule.obstacle),
        size=SIZES.get(about.size, ""),
        sector=about.sector,
        country=about.country,
    )
    fresh: list[CaseFacts] = [case for case in pages.cases if case.key not in without]
    found = nearest_case(fresh, wanted) or nearest_case(pages.cases, wanted)
    return pages.page(found.key) if found else None


def _short(key: str) -> str:
    """How the facets of a case name a page."""
    return key.rsplit("/", 1)[-1]
