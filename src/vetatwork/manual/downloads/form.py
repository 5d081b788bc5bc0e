"""What a reader may fill in before the download of a template: short texts and a logo. Nothing of it is kept."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from PIL import Image, ImageOps

from vetatwork.documents.sheet import Logo

LONGEST = 200
"""Characters of one text."""

LARGEST_LOGO = 1024 * 1024
MOST_PIXELS = 40_000_000
LOGO_SIZE = (900, 400)
"""Pixels in which a logo is put into a file, at most."""

NOT_A_PICTURE = lazy("This file is no PNG or JPEG picture that can be read. Save your logo as PNG or JPEG.")

TOO_MANY_PIXELS = lazy("This picture has too many pixels. Make your logo smaller.")


class LogoField(forms.FileField):
    """A picture, known by decoding it: neither its name nor what the browser says of it counts."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The logo, made anew from its pixels; None if there is none."""
        try:
            file = super().clean(data, initial)
        except ValidationError as error:
            if error.code == "empty":
                raise ValidationError(NOT_A_PICTURE) from error
            raise
        if not file:
            return None
        if file.size > LARGEST_LOGO:
            raise ValidationError(_("This file has more than 1 MB. Make your logo smaller."))
        return logo_of(file.read())


def logo_of(data: bytes) -> Logo:
    """The logo in the bytes of a PNG or JPEG file.

    Raises:
        ValidationError: if they are none, or one with too many pixels.
    """
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS)
            return _made_anew(picture)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:  # A broken picture makes its decoder fail in any way.
        raise ValidationError(NOT_A_PICTURE) from error


def _made_anew(picture: Image.Image) -> Logo:
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail(LOGO_SIZE)
    file = BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return Logo(file.getvalue(), drawn.width, drawn.height, _("Logo"))


class TemplateForm(forms.Form):
    """The fields of a template and a logo; all may stay empty."""

    def __init__(self, asked: list[tuple[str, str]], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="fill-%s")
        self.asked = asked
        for name, label in asked:
            text = forms.CharField(label=label, max_length=LONGEST, required=False)
            text.widget.attrs["autocomplete"] = "off"
            self.fields[f"value-{name}"] = text
        self.fields["logo"] = LogoField(
            label=lazy("Your logo"),
            help_text=lazy("PNG or JPEG, 1 MB at most. It goes to the head of the Word file and the PDF."),
            required=False,
        )

    @property
    def filled(self) -> dict[str, str]:
        """What was filled in, by the short names of the template's fields."""
        return {name: str(self.cleaned_data.get(f"value-{name}") or "") for name, _label in self.asked}
