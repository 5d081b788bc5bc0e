"""The kinds of page as Wagtail page models, and the sources."""

from vetatwork.manual.models.base import BasePage
from vetatwork.manual.models.cases import CasePage
from vetatwork.manual.models.feedback import AsideReason, Feedback, VoiceState
from vetatwork.manual.models.link_checks import LinkCheck, LinkState
from vetatwork.manual.models.methods import LessonPage, MethodPage
from vetatwork.manual.models.obstacles import ObstaclePage
from vetatwork.manual.models.pages import HomePage, PlainPage, SectionPage
from vetatwork.manual.models.practices import Practice, PracticeState
from vetatwork.manual.models.sources import Source
from vetatwork.manual.models.templates import TemplatePage
from vetatwork.manual.models.words import StandardPage, WordPage

PAGE_MODELS: tuple[type[BasePage], ...] = (
    HomePage,
    SectionPage,
    PlainPage,
    MethodPage,
    LessonPage,
    ObstaclePage,
    CasePage,
    WordPage,
    StandardPage,
    TemplatePage,
)
"""One model for each kind, parents before children."""

MODEL_OF_KIND = {model.kind.name: model for model in PAGE_MODELS}

__all__ = [
    "MODEL_OF_KIND",
    "PAGE_MODELS",
    "AsideReason",
    "BasePage",
    "CasePage",
    "Feedback",
    "HomePage",
    "LessonPage",
    "LinkCheck",
    "LinkState",
    "MethodPage",
    "ObstaclePage",
    "PlainPage",
    "Practice",
    "PracticeState",
    "SectionPage",
    "Source",
    "StandardPage",
    "TemplatePage",
    "VoiceState",
    "WordPage",
]
