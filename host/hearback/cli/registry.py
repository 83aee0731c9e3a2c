"""The part of Windows' registry that is needed: default values of keys under HKEY_CURRENT_USER."""

from contextlib import suppress
from typing import Any, Protocol

from hearback.cli.browser_table import Machine


class Registry(Protocol):
    """Keys with a default value each."""

    def read(self, key: str) -> str | None:
        """Return the default value of a key, None when there is no such key."""

    def write(self, key: str, value: str) -> None:
        """Set the default value of a key, which is made where it is missing."""

    def delete(self, key: str) -> None:
        """Delete a key; one that is not there is no error."""


class NoRegistry:
    """What other systems have: no key at all."""

    def read(self, key: str) -> str | None:
        """Find nothing."""
        return None

    def write(self, key: str, value: str) -> None:
        """Refuse: a plan for this system has no key to write."""
        raise NotImplementedError(key)

    def delete(self, key: str) -> None:
        """Have nothing to delete."""


class WindowsRegistry:
    """Windows' own, of this user."""

    def __init__(self) -> None:
        import winreg

        self._winreg: Any = winreg

    def read(self, key: str) -> str | None:
        """Return the default value of a key, None when there is no such key."""
        try:
            return str(self._winreg.QueryValue(self._winreg.HKEY_CURRENT_USER, key))
        except OSError:
            return None

    def write(self, key: str, value: str) -> None:
        """Set the default value of a key, which is made where it is missing."""
        api = self._winreg
        api.SetValue(api.HKEY_CURRENT_USER, key, api.REG_SZ, value)

    def delete(self, key: str) -> None:
        """Delete a key; one that is not there is no error."""
        with suppress(OSError):
            self._winreg.DeleteKey(self._winreg.HKEY_CURRENT_USER, key)


def registry_of(machine: Machine) -> Registry:
    """Return the registry of this machine."""
    return WindowsRegistry() if machine.system == "windows" else NoRegistry()
