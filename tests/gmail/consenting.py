"""A browser that walks Google's consent page, without a browser."""

import re
from html import unescape
from urllib.parse import urljoin

import requests

READ = "gmail.readonly"
COMPOSE = "gmail.compose"


def consent(url: str, *ticked: str, allow: bool = True) -> str:
    """Open the page, tick these scopes (by their short names), answer, and return the last page."""
    page = requests.get(url, timeout=5)
    offered = [unescape(each) for each in re.findall(r'name="scope" value="([^"]+)"', page.text)]
    chosen = [scope for scope in offered if scope.rpartition("/")[2] in ticked]
    form = {"scope": chosen, "answer": "allow" if allow else "deny"}
    action = unescape(re.findall(r'action="([^"]*)"', page.text)[0]) or url
    address = urljoin(page.url, action)
    return requests.post(address, data=form, timeout=5).text
