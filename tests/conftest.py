"""Properties are told the same every time; HEARBACK_RANDOM=1 looks for new counter-examples."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, database=None)
if not os.environ.get("HEARBACK_RANDOM"):
    settings.load_profile("same")
