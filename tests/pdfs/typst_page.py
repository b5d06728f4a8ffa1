"""A planned page set by Typst, if the machine has the program or its Python module."""

import importlib
import importlib.util
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.parser.types import BlockKind
from tests.pdfs.plan import HEIGHT, INSET, LEADING, MARGIN, WIDTH, Item, Look, Plan, photo, photo_height

PROGRAM = shutil.which("typst")
IS_HERE = PROGRAM is not None or importlib.util.find_spec("typst") is not None
MARKS = frozenset("\\#$*_`<>@[]/~-=+")
BREAKS = {"/": r"\/#sym.zws;", ".": r".#sym.zws;"}
ASIDE = 12

PRELUDE = """
#let body(n,w,g,l,s,c)=layout(_=>{ let h=measure(width:w,c).height; block(height:calc.ceil((h+s)/n/l+1.6)*l,columns(n,gutter:g,c)) })
#let p(c)=par(first-line-indent:(amount:2em,all:true),c)
#let sub(c)=align(center,strong(c))
#let pic(file,h,cap)=[#image(file,width:100%,height:h,fit:"cover") #block(above:3pt,text(size:0.9em,cap))]
"""


def print_pdfs(pages: Iterable[tuple[Path, Plan]]) -> None:
    """Set each page to its path."""
    for path, plan in pages:
        for item in plan.items:
            (path.parent / photo_name(item)).write_bytes(photo(item.at))
        source = path.with_suffix(".typ")
        source.write_text("\n".join(page_markup(plan)), "utf-8")
        if PROGRAM:
            subprocess.run([PROGRAM, "compile", source, path], check=True)
        else:
            importlib.import_module("typst").compile(str(source), output=str(path))


def photo_name(item: Item) -> str:
    """The file of an article's picture, beside the markup."""
    return f"photo-{item.at}.jpg"


def page_markup(plan: Plan) -> Iterator[str]:
    """The page as Typst's markup, line by line."""
    look = plan.look
    yield f"#set page(width:{WIDTH}pt,height:{HEIGHT}pt,margin:{MARGIN}pt)"
    yield f'#set text(font:"{look.body_font}",size:{look.size}pt,lang:"zh",region:"cn",top-edge:0.88em,bottom-edge:-0.12em)'
    yield f"#set par(justify:true,leading:{LEADING - 1:.2f}em,spacing:{LEADING - 1:.2f}em)"
    yield PRELUDE
    day, name, number = map(escaped, plan.folio)
    name = f"#text(size:{34 if look.spaced_name else look.size}pt)[{name}]"
    yield f"#grid(columns:(1fr,1fr,1fr),align:(left,center,right))[{day}][{name}][{number}]\n#line(length:100%)"
    for row in plan.rows:
        widths = "".join(f"{item.points:.2f}pt," for item in row)
        cells = ",".join(boxed(item, look) for item in row)
        yield f"#v(12pt)\n#grid(columns:({widths}),column-gutter:{look.gutter}pt,{cells})"
    yield "#v(8pt)\n本版责编：李某某"


def escaped(text: str) -> str:
    """Text as markup."""
    return "".join(BREAKS.get(character, "\\" + character if character in MARKS else character) for character in text)


def boxed(item: Item, look: Look) -> str:
    """An article in its box, if it has one."""
    stroke = f",stroke:0.8pt,inset:{INSET}pt" if item.boxed else ""
    set_ = beside(item, look) if item.upright else under(item, look)
    return f"[#block(width:100%{stroke})[{set_}]]"


def under(item: Item, look: Look) -> str:
    """The text under its title."""
    lines = "\n\n".join(
        f'#text(size:{size:.1f}pt,font:"{look.title_font}")[{escaped(text)}]' for text, size in item.over
    )
    align = "left" if look.left_titles else "center"
    title = f"#block(below:8pt,width:100%,align({align})[#set par(justify:false)\n{lines}])"
    return f"{title}\n{columns(item, look, item.wide, item.inner)}"


def beside(item: Item, look: Look) -> str:
    """The text beside its vertical title."""
    stacks = [
        f"[#stack(spacing:2pt,{','.join(f'text(size:{size}pt)[{escaped(character)}]' for character in text)})]"
        for text, size in reversed(item.over)
    ]
    title = f"#grid(columns:{len(stacks)},column-gutter:4pt){''.join(stacks)}"
    width = sum(size for _, size in item.over) + 4 * len(stacks)
    text = columns(item, look, item.wide - 1, item.inner - width - ASIDE)
    return f"#grid(columns:({width:.1f}pt,1fr),column-gutter:{ASIDE}pt)[{title}][{text}]"


def columns(item: Item, look: Look, number: int, width: float) -> str:
    """The text in so many columns that are together so many points wide."""
    column = (width - (number - 1) * look.gutter) / number
    text = "\n\n".join(parts(item))
    pictured = any(kind is BlockKind.CAPTION for kind, _ in item.parts)
    spare = (number - 1) * photo_height(item.at) * pictured  # a picture that no longer fits leaves its room
    return f"#body({number},{column:.2f}pt,{look.gutter}pt,{LEADING * look.size:.2f}pt,{spare}pt)[\n{text}\n]"


def parts(item: Item) -> Iterator[str]:
    """The author's line, paragraphs, subheads and pictures with their captions."""
    if item.story.signature.byline:
        yield f"#align(center)[{escaped(item.story.signature.byline)}]"
    for kind, text in item.parts:
        if kind is BlockKind.CAPTION:
            yield f'#pic("{photo_name(item)}",{photo_height(item.at)}pt)[{escaped(text)}]'
        else:
            yield f"#{'sub' if kind is BlockKind.SUBHEAD else 'p'}[{escaped(text)}]"
