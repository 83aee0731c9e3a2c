"""Who started the host: the browser passes the origin of the extension as the first argument.

The browser itself lets in only the extensions that the host manifest lists; any program of the same
user can pass any argument. So this is consistency, not authentication.
"""

from collections.abc import Mapping, Sequence

from hearback.store.extensions import is_extension_id, may_talk

SCHEME = "chrome-extension://"


def refuse_origin(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return why this host does not speak with who started it, and what to do; "" when it does.

    Windows adds `--parent-window=…` behind the origin, which says nothing to us.
    """
    origin = arguments[0] if arguments else ""
    extension_id = origin.removeprefix(SCHEME).removesuffix("/")
    if origin != f"{SCHEME}{extension_id}/" or not is_extension_id(extension_id):
        return (
            "this program is started by the browser, on behalf of Hearback's extension."
            " Run `hearback install` to register it, and open the side panel."
        )
    if not may_talk(extension_id, environ):
        return (
            f"the extension {extension_id} is not Hearback's. If you are developing it, run"
            f" `hearback install --dev-extension-id {extension_id}`."
        )
    return ""
