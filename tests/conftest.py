"""Properties are told the same every time; HEARBACK_RANDOM=1 looks for new counter-examples.

No test, nor a program that it starts, finds the keyring of whoever runs it.
"""

import os

from hypothesis import settings

# A busy machine is no fault: nothing here is timed.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("random", deadline=None)
if not os.environ.get("HEARBACK_RANDOM"):
    settings.load_profile("same")

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
