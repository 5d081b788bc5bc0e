"""Days as readers in Europe write them."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
