"""Nothing a test does may touch a real data folder.

Loaded by `-p` (pyproject.toml), before Django reads its settings.
"""

import os
import tempfile
from pathlib import Path

OF_THE_MACHINE = (
    "SITE_URL",
    "SECRET_KEY",
    "CONTENT_DIR",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "DEBUG",
    "PORT",
    "HOST",
    "CACHE_URL",
)

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="vetatwork-test-")
Path(os.environ["DATA_DIR"], "static").mkdir()
for name in OF_THE_MACHINE:
    os.environ.pop(name, None)
