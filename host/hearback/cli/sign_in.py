"""`hearback sign-in` and `sign-out`: connect the user's Gmail, once; end it."""

import argparse
import os
import sys
import webbrowser
from pathlib import Path

from hearback.errors import SignInFailed
from hearback.operations.desk import open_desk
from hearback.store.folders import data_folder

HOW = """\
Google lets a program that is not in its catalogue read mail only through an OAuth client of your
own. Making one takes ten minutes, once:

  1. Make a project:               https://console.cloud.google.com/projectcreate
  2. Switch on its Gmail API:      https://console.cloud.google.com/apis/library/gmail.googleapis.com
  3. Set up the consent screen:    https://console.cloud.google.com/auth/overview
     (External), and under Audience press “Publish app”: in Testing, sign-ins end after seven days.
  4. Create a client of the type   https://console.cloud.google.com/auth/clients
     “Desktop app”, and download its JSON.
  5. Run:                          hearback sign-in --client FILE
"""


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sign-in` and `sign-out`."""
    sign_in = commands.add_parser("sign-in", help="connect your Gmail, once")
    sign_in.add_argument(
        "--client",
        type=Path,
        metavar="FILE",
        help="the JSON of your OAuth client for a desktop program; needed the first time",
    )
    sign_in.add_argument("--no-browser", action="store_true", help="only print the address to open")
    sign_in.set_defaults(run=run_sign_in)
    sign_out = commands.add_parser("sign-out", help="end the access to your Gmail")
    sign_out.set_defaults(run=run_sign_out)


def run_sign_in(args: argparse.Namespace) -> int:
    """Ask for the user's consent in the browser and keep what was granted."""
    desk = open_desk(data_folder(os.environ), os.environ)
    if args.client:
        desk.google.use_client(args.client)
    elif not desk.google.has_client():
        print(HOW, end="")
        return 1
    sign_in = desk.google.begin_sign_in()
    url = sign_in.stand().url
    print("Google asks you in the browser whether Hearback may read your mail and make drafts.")
    if args.no_browser or not webbrowser.open(url):
        print("Open this address in a browser on this machine:")
    else:
        print("If no page opened, open this address:")
    print(f"\n  {url}\n", flush=True)
    try:
        sign_in.wait()
    except KeyboardInterrupt:
        sign_in.cancel()
        sign_in.wait()  # when the consent came first, it is taken back at Google
        raise SignInFailed("The sign-in was cancelled.", "Nothing was changed.") from None
    account = desk.finish_sign_in()
    print(f"Signed in as {account.addresses[0]}. The sign-in is kept {desk.google.where()}.")
    if not account.can_save_drafts:
        print("You did not allow drafts, so you copy them by hand; to change that, sign in again.")
    print("`hearback refresh` reads your mail; so does the panel.")
    return 0


def run_sign_out(args: argparse.Namespace) -> int:
    """End the sign-in at Google and forget the token."""
    desk = open_desk(data_folder(os.environ), os.environ)
    if desk.google.sign_out():
        print("Signed out: Google has ended Hearback's access. The mail that is kept stays;")
        print("`hearback forget --all` deletes it.")
    else:
        print("You were not signed in.", file=sys.stderr)
    return 0
