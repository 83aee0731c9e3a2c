"""Words in and around names: titles, degrees, particles, and families whose name stands first."""

import re

TITLES = re.compile(
    r"^(?:(dr|prof|professor|mr|mrs|ms|miss|mx|herr|frau|dipl|ing|sir)\.?(?:-ing\.?)?"
    r"|med\.|rer\.|nat\.|phil\.)$",
    re.I,
)
LEARNED = {"dr": "Dr.", "prof": "Professor", "professor": "Professor"}

# Behind a name, in the letters that people use for them: "Ma" is a family, "MA" a degree.
DEGREES = re.compile(
    r"(?:,\s*|\s)(?:Ph\.? ?D|PHD|M\.?D|DPhil|MBA|M\.B\.A|BA|B\.A|MA|M\.A|BSc|MSc|M\.Sc|J\.?D|Esq"
    r"|Jr|Sr|II|III|IV|CPA|CFA|PMP|RN|PHR|SPHR|SHRM-S?CP|(?:Assoc |Chartered )?[MF]?CIPD|FRCP|FRS"
    r"|OBE|MBE|LL\.?M|LL\.?B)\.?(?=,|\s|$)"
)

PARTICLES = frozenset(
    "van von de der den del della di da do dos das du la le ten ter te zu zum zur af av bin ibn al "
    "el st san".split()
)

# Who has such a name may write it first: "Tanaka Hiroshi".
FAMILY_FIRST = frozenset(
    "tanaka suzuki sato satō takahashi watanabe ito itō yamamoto nakamura kobayashi kato katō "
    "yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu nguyen nguyễn tran "
    "trần pham phạm hoang hoàng huynh huỳnh vo võ dang đặng bui bùi do đỗ ngo ngô duong dương wang "
    "zhang liu chen yang huang zhao wu zhou xu sun zhu guo lin gao luo zheng xie choi jeong kang "
    "cho yoon jang lim han nagy kovács szabó tóth horváth varga kiss molnár németh farkas balogh "
    "papp takács juhász".split()
)
# From and to; as a pattern they take longer to compile than all the others.
OTHER_SCRIPTS = (
    ("\u1100", "\u11ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
)
