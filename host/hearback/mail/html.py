"""HTML → the text that a reader sees, with what was quoted left out.

selectolax (Lexbor) parses; its tree is slow for deep nesting, so markup deeper than any mail
program makes loses its tags in one pass before it gets there (facts on hostile input: quadratic in
depth).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST = 256 * 1024
DEEPEST = 300
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,2000}?(/?)>")
ANY_TAG = re.compile(r"<[^<>]{0,4000}>")
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th".split()
)
QUOTES = (
    ".gmail_quote:not(.gmail_forward), .gmail_quote_container, blockquote[type=cite], "
    ".moz-cite-prefix, .yahoo_quoted, .protonmail_quote, #yahoo_quoted, .gmail_attr"
)
FORWARDS = "Forwarded message"
CUTS = "#divRplyFwdMsg, #appendonsend, #x_divRplyFwdMsg, #mail-editor-reference-message-container"
UNSEEN = "script, style, title, head, template, noscript, svg, [hidden], object, iframe"
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
    r"|max-height\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?<![-\w])(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.I,
)
WHITE = r"(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
BRACE = re.compile(r"([{}])")
SIMPLE_SELECTOR = re.compile(r"[a-z]{0,10}[.#][a-z_][\w-]{0,80}", re.I)
LARGEST_SHEET = 32 * 1024
COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.I)
BACKGROUND_COLOUR = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.I)
WHITE_TEXT = re.compile(rf"(?:^|;)\s*color\s*:\s*{WHITE}", re.I)
BACKGROUND = re.compile(r"background(?:-color)?\s*:", re.I)
OUTLOOK_LINE = re.compile(r"border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)", re.I)
BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr "
    "ul".split()
)
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr".split())


def visible_text(html: str) -> str:
    """Return the visible text, blocks on lines of their own, quoted history left out."""
    from selectolax.lexbor import LexborHTMLParser

    html = html[:LARGEST]
    if _too_deep(html):
        return _tidy(_unescaped(ANY_TAG.sub("\n", html)))
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return ""
    hiding = _hiding_selectors(tree)
    _take_out(body, UNSEEN)
    _take_out(body, hiding)
    _take_out_hidden(body)
    _cut_quotes(body)
    pieces: list[str] = []
    _write(body, pieces)
    return _tidy("".join(pieces))


def _too_deep(html: str) -> bool:
    depth = deepest = 0
    for closing, name, selfclosed in TAG.findall(html):
        if selfclosed or name.lower() in VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def _take_out(body: "LexborNode", selector: str) -> None:
    for node in body.css(selector) if selector else ():
        node.decompose()


def _hiding_selectors(tree: "LexborHTMLParser") -> str:
    """Return the selectors whose elements the mail's own style sheet hides, joined by commas."""
    sheet = "\n".join(node.text() for node in tree.css("style")[:10])[:LARGEST_SHEET]
    hiding = (names for names, style in _style_rules(sheet) if HIDING.search(style))
    selectors = (name.strip() for names in hiding for name in names.split(","))
    return ", ".join(filter(SIMPLE_SELECTOR.fullmatch, selectors))


def _style_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations; none of @media, which hides on some screens only."""
    opened: list[str] = []
    text = ""
    for piece in BRACE.split(sheet):
        if piece == "{":
            opened.append(text.rpartition(";")[2].strip())
        elif piece == "}":
            if len(opened) == 1 and not opened[0].startswith("@"):
                yield opened[0], text
            del opened[-1:]
        text = "" if piece in ("{", "}") else piece


def _take_out_hidden(body: "LexborNode") -> None:
    for node in body.css("[style]"):
        style = node.attributes.get("style") or ""
        white = WHITE_TEXT.search(style) and not BACKGROUND.search(style)
        if HIDING.search(style) or _on_its_own_colour(style) or (white and not _on_colour(node)):
            node.decompose()
    for node in body.css('font[color="white"], font[color="#ffffff"], font[color="#FFFFFF"]'):
        if not _on_colour(node):
            node.decompose()


def _on_its_own_colour(style: str) -> bool:
    """Whether text has the colour of its background: white on white, whatever the colour."""
    text, ground = COLOUR.search(style), BACKGROUND_COLOUR.search(style)
    return bool(text and ground and _colour(text.group(1)) == _colour(ground.group(1)))


def _colour(words: str) -> str:
    """Return a colour in one notation: #rrggbb for the short forms, other names as they are."""
    plain = "".join(words.lower().split())
    if plain in ("white", "#fff", "rgb(255,255,255)"):
        return "#ffffff"
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", plain)
    return "#" + "".join(2 * digit for digit in short.groups()) if short else plain


def _on_colour(node: "LexborNode") -> bool:
    """Whether white text stands on a colour: a button, a banner."""
    parent = node.parent
    for _ in range(8):
        if parent is None or parent.tag in ("body", "html", "-undef"):
            return False
        if parent.attributes.get("bgcolor") or BACKGROUND.search(
            parent.attributes.get("style") or ""
        ):
            return True
        parent = parent.parent
    return False


def _cut_quotes(body: "LexborNode") -> None:
    for node in body.css(CUTS):
        _cut_from(node)
    for node in body.css("div[style*=border-top], div[style*=BORDER-TOP]"):
        if OUTLOOK_LINE.search(node.attributes.get("style") or ""):
            text = node.text()[:400]
            if "From:" in text or "Von:" in text or "De :" in text:
                _cut_from(node)
    for node in body.css(QUOTES):
        # What is forwarded stays: the plain-text splitter sets it aside as somebody else's words.
        if FORWARDS not in node.text()[:300]:
            node.decompose()


def _cut_from(node: "LexborNode") -> None:
    """Take out a node and everything after it."""
    here: LexborNode | None = node
    while here is not None and here.tag != "body":
        after = here.next
        while after is not None:
            following = after.next
            after.decompose()
            after = following
        here = here.parent
    node.decompose()


def _write(body: "LexborNode", pieces: list[str]) -> None:
    """Write the text of a tree; iterative, since markup can be deep."""
    stack: list[tuple[LexborNode | None, str]] = [(body, "")]
    while stack:
        node, tail = stack.pop()
        if node is None:
            pieces.append(tail)
            continue
        tag = node.tag or ""
        if tag == "-text":
            pieces.append(_inline(node))
            continue
        if tag.startswith(("-", "!")):
            continue
        before, after = _breaks(node, tag)
        pieces.append(before)
        stack.append((None, after))
        stack.extend((child, "") for child in reversed(list(node.iter(include_text=True))))


def _inline(node: "LexborNode") -> str:
    text = node.text_content or ""
    parent = node.parent
    return text if parent is not None and parent.tag == "pre" else re.sub(r"\s+", " ", text)


def _breaks(node: "LexborNode", tag: str) -> tuple[str, str]:
    if tag == "li":
        return "\n- ", "\n"
    if tag in ("td", "th"):
        return " ", " "
    if tag == "a":
        return "", _address_of(node)
    if tag in BLOCKS:
        mark = "\n\n" if tag in PARAGRAPHS else "\n"
        return ("\n", "") if tag == "br" else (mark, mark)
    return "", ""


def _address_of(link: "LexborNode") -> str:
    """Return " <https://…>" when the link's words do not say where it leads."""
    target = (link.attributes.get("href") or "").strip()
    if not target.startswith(("https://", "http://")) or len(target) > 500:
        return ""
    words = link.text().strip()
    bare = target.removeprefix("https://").removeprefix("http://").rstrip("/")
    return "" if not words or bare in words else f" <{target}>"


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _tidy(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\u200c", "")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
