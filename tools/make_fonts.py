"""Make the web fonts of the site from the static fonts of the npm package `@expo-google-fonts/source-sans-3`.

Run it when the package or the character sets below change:  .venv/bin/python -m tools.make_fonts FOLDER
where FOLDER is the unpacked npm package. The files stand in the repository, so nobody else needs this.

A page loads one family in two weights, and a family is whole for its script: the Greek one holds the Latin letters too.
So a page in any language loads two files.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).resolve().parents[1] / "src/vetatwork/ui/static/ui/fonts"
WEIGHTS = {"regular": "400Regular/SourceSans3_400Regular.ttf", "bold": "700Bold/SourceSans3_700Bold.ttf"}

BASIC = (
    "U+20-7E,U+A0-FF,U+131,U+152-153,U+2013-2014,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+20AC,U+2190-2193,"
    "U+2212,U+2215"
)
MORE_LATIN = (
    "U+100-17F,U+18F,U+192,U+1A0-1A1,U+1AF-1B0,U+1E6-1E7,U+218-21B,U+237,U+259,U+2C6-2C7,U+2D8-2DD,U+1E80-1E85,U+1E9E,"
    "U+1EF2-1EF3"
)
SCRIPTS = {
    "latin": f"{BASIC},{MORE_LATIN}",
    "greek": f"{BASIC},U+37E,U+384-38A,U+38C,U+38E-3A1,U+3A3-3CE,U+3D7",
    "cyrillic": f"{BASIC},U+400-45F,U+490-491,U+2116",
}
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]


def main(package: Path) -> None:
    """Write every font file, and the licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight, source in WEIGHTS.items():
        for script, characters in SCRIPTS.items():
            _make(package / source, TARGET / f"source-sans-3-{weight}-{script}.woff2", characters)
    shutil.copyfile(package / "LICENSE_FONT", TARGET / "OFL.txt")


def _make(source: Path, target: Path, characters: str) -> None:
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(characters))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
