"""The content folder's part of this room: read, checked, formatted and loaded with the pages."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from vetatwork.content.faults import ContentError, Fault
from vetatwork.content.library import Library
from vetatwork.core.stamp import content_changed
from vetatwork.evaluation import examination, files
from vetatwork.evaluation.files import VersionFiles
from vetatwork.evaluation.models import Attempt, Draft, InstrumentVersion


class InstrumentPart:
    """`content/evaluation/`."""

    name = "evaluation"

    def read(self, folder: Path, faults: list[Fault]) -> list[VersionFiles]:
        """Every version in the content folder."""
        return files.read_versions(folder, faults)

    def problems(self, read: list[VersionFiles], library: Library) -> Iterable[Fault]:
        """What is wrong with versions, together and beside the pages."""
        return examination.version_problems(read, library)

    def referred_pages(self, read: list[VersionFiles]) -> Iterable[str]:
        """Keys of the pages that recommendations name."""
        return examination.referred_pages(read)

    def canonical_files(self, read: list[VersionFiles]) -> Mapping[Path, str]:
        """The one form of every file."""
        return files.canonical_files(read)

    def summary(self, read: list[VersionFiles]) -> Iterable[str]:
        """How much there is to read in each form."""
        return examination.summary(read)

    def load(self, read: list[VersionFiles]) -> None:
        """Store every version. A version that has been answered keeps its items, areas and weights for ever.

        Raises:
            ContentError: if the structure of an answered version has changed.
        """
        for version in read:
            _store(version)
        unused = InstrumentVersion.objects.exclude(version__in=[version.version for version in read])
        for stored in unused:
            if not _answers_to(stored.version):
                stored.delete()
        content_changed()


def _store(read: VersionFiles) -> None:
    new_hash = structure_hash(read.instrument)
    stored = InstrumentVersion.objects.filter(version=read.version).first()
    if stored and stored.structure_hash != new_hash and (number := _answers_to(read.version)):
        message = (
            f"Version {read.version} has been answered {number} times, so its items, areas and weights stay as they "
            "are. Make a new version for the change."
        )
        raise ContentError([Fault(read.folder / "instrument.yaml", 0, message)])
    published = read.instrument.get("published")
    InstrumentVersion.objects.update_or_create(
        version=read.version,
        defaults={
            "published": date.fromisoformat(published) if published else None,
            "structure": read.instrument,
            "recommendations": read.recommendations,
            "texts": read.texts,
            "structure_hash": new_hash,
        },
    )


def structure_hash(instrument: dict[str, Any]) -> str:
    """The hash of what results rest on: which items, in which order, of which area, kind, form and weight."""
    kept = [[area["id"], area["items"]] for area in instrument["areas"]]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _answers_to(version: str) -> int:
    return Attempt.objects.filter(version=version).count() + Draft.objects.filter(version=version).count()
