"""What the user set, by name, as JSON values."""

import json
from enum import StrEnum
from typing import Any

from hearback.store.database import Database
from hearback.store.signal_json import to_json
from hearback.store.trouble import unreadable


class Setting(StrEnum):
    """Every setting. The comment says what its value looks like."""

    ME = "me"  # {"addresses": [...], "name": "..."}
    SOURCE = "source"  # where the mail is from: "takeout" or "gmail"
    SHOW_SAMPLE = "show_sample"  # true while the sample mailbox is shown
    TIME_ZONE = "time_zone"  # IANA name
    LOOK_BACK = "look_back"  # days of mail to read
    PANEL_SEEN = "panel_seen"  # true once the panel has asked for cards
    TONE = "tone"  # of drafts: "plain", "warm", "formal"; as they write when it is not set
    SIGN_OFF = "sign_off"  # how the user closes a mail
    NUMBERS = "numbers"  # {"let_go_days": 50}: numbers of the playbook that the user changed
    QUOTA = "quota"  # units a minute that Google allows the user's project
    SYNC = "sync"  # what a sync remembers, see operations/sync_state.py
    COUNTRY = "country"  # two letters, "" for no holidays


class SettingStore:
    """The user's settings, in one database. A setting that was never set is None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, setting: Setting) -> Any:
        """Return the value of a setting, None when it was not set."""
        found = self._database.rows("SELECT value FROM setting WHERE name = ?", (setting,))
        try:
            return json.loads(found[0][0]) if found else None
        except ValueError:
            raise unreadable(self._database.path) from None

    def put(self, setting: Setting, value: Any) -> None:
        """Set a setting; None takes it back to what it was before it was set."""
        with self._database.transaction():
            self._database.execute("DELETE FROM setting WHERE name = ?", (setting,))
            if value is not None:
                self._database.execute(
                    "INSERT INTO setting VALUES (?, ?)", (setting, to_json(value))
                )
