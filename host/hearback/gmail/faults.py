"""What can go wrong between us and Google."""


class CursorTooOld(Exception):
    """The history no longer reaches back to this id."""


class Unsure(Exception):
    """Gmail's answer to a write was lost: it may have happened or not."""
