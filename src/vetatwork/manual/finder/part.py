"""The route finder as a part of the content folder: read, checked and formatted with the pages."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from vetatwork.content.faults import Fault
from vetatwork.content.library import Library
from vetatwork.core.stamp import content_changed
from vetatwork.domain.finder import combinations, reached_kits
from vetatwork.manual.finder import examination, files
from vetatwork.manual.finder.files import FinderFile, rules_of


class FinderPart:
    """`content/finder.yaml`."""

    name = "finder"

    def read(self, folder: Path, faults: list[Fault]) -> FinderFile:
        """The rules in the content folder."""
        return files.read_finder(folder, faults)

    def problems(self, read: FinderFile, library: Library) -> Iterable[Fault]:
        """What is wrong with them, by themselves and beside the pages."""
        return examination.finder_problems(read, library)

    def referred_pages(self, read: FinderFile) -> Iterable[str]:
        """Keys of the kits and obstacles they name."""
        return examination.referred_pages(read)

    def canonical_files(self, read: FinderFile) -> Mapping[Path, str]:
        """The one form of the file."""
        return files.canonical_file(read)

    def summary(self, read: FinderFile) -> Iterable[str]:
        """How many ways there are."""
        if read.data:
            rules = rules_of(read.data)
            number = sum(1 for _answers in combinations(rules))
            yield f"Route finder: {number} combinations of answers lead to {len(reached_kits(rules))} kits."

    def load(self, read: FinderFile) -> None:
        """Nothing is stored: the site reads the file. Pages that offer the finder are made anew."""
        content_changed()
