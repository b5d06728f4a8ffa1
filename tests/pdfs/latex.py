"""A planned page set by XeLaTeX with multicol and xeCJK, if the machine has them."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.parser.types import BlockKind
from tests.pdfs.plan import HEIGHT, INSET, LEADING, MARGIN, WIDTH, Item, Look, Plan, photo, photo_height, with_marks

PROGRAM = shutil.which("xelatex")
PACKAGES = ("xeCJK", "multicol", "geometry", "graphicx")
MARKS = {character: f"\\{character}" for character in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "/": r"/\allowbreak{}",
    ".": r".\allowbreak{}",
}
ASIDE = 10


def is_here() -> bool:
    """Whether the program and the packages that a page needs are installed."""
    finder = shutil.which("kpsewhich")
    if PROGRAM is None or finder is None:
        return False
    wanted = [f"{name}.sty" for name in PACKAGES]
    found = subprocess.run([finder, *wanted], capture_output=True, check=False, text=True)
    return len(found.stdout.split("\n")) > len(wanted)


def print_pdfs(pages: Iterable[tuple[Path, Plan]]) -> None:
    """Set each page to its path."""
    for path, plan in pages:
        for item in plan.items:
            (path.parent / photo_name(item)).write_bytes(photo(item.at))
        path.with_suffix(".tex").write_text("\n".join(page_markup(plan)), "utf-8")
        subprocess.run(
            [PROGRAM or "xelatex", "-interaction=batchmode", f"{path.stem}.tex"],
            cwd=path.parent,
            capture_output=True,
            check=False,
        )


def photo_name(item: Item) -> str:
    """The file of an article's picture, beside the markup."""
    return f"photo-{item.at}.jpg"


def page_markup(plan: Plan) -> Iterator[str]:
    """The page as LaTeX's markup, line by line."""
    look = plan.look
    yield r"\documentclass{article}"
    yield rf"\usepackage[paperwidth={WIDTH}bp,paperheight={HEIGHT}bp,margin={MARGIN}bp]{{geometry}}"
    yield r"\usepackage[CJKspace=true]{xeCJK}\usepackage{multicol}\usepackage{graphicx}\pagestyle{empty}"
    body, title = map(with_marks, (look.body_font, look.title_font))
    yield rf"\setCJKmainfont{{{body}}}\newCJKfontfamily\titles{{{title}}}\xeCJKDeclareCharClass{{CJK}}{{`■}}"
    yield rf"\setlength\columnsep{{{look.gutter}bp}}\setlength\columnseprule{{{0.4 if look.rules else 0}bp}}"
    yield rf"\setlength\parskip{{0pt}}\setlength\multicolsep{{0pt}}\setlength\fboxsep{{{INSET}bp}}\tolerance=9999"
    yield rf"\begin{{document}}{sized(look.size)}\noindent"
    day, name, number = map(escaped, plan.folio)
    name = f"{{{sized(34 if look.spaced_name else look.size)}{name}}}"
    yield rf"{day}\hfill {name}\hfill {number}\par\noindent\rule{{\textwidth}}{{1bp}}\par"
    for row in plan.rows:
        yield r"\vspace{12bp}\noindent" + rf"\hspace{{{look.gutter}bp}}".join(boxed(item, look) for item in row)
        yield r"\par"
    yield r"\vspace{8bp}\noindent 本版责编：李某某\end{document}"


def sized(size: float, leading: float = LEADING) -> str:
    """The switch to a type size."""
    return rf"\fontsize{{{size:.2f}bp}}{{{leading * size:.2f}bp}}\selectfont "


def escaped(text: str) -> str:
    """Text as markup."""
    return "".join(MARKS.get(character, character) for character in text)


def boxed(item: Item, look: Look) -> str:
    """An article in its box, if it has one."""
    set_ = beside(item, look) if item.upright else under(item, look)
    article = rf"\begin{{minipage}}[t]{{{item.inner:.2f}bp}}{sized(look.size)}\setlength\parindent{{2em}}{set_}\end{{minipage}}"
    if not item.boxed:
        return article
    return rf"\begin{{minipage}}[t]{{{item.points:.2f}bp}}\vspace{{0pt}}\hspace*{{-0.4bp}}\fbox{{{article}}}\end{{minipage}}"


def under(item: Item, look: Look) -> str:
    """The text under its title."""
    align = r"\raggedright" if look.left_titles else r"\centering"
    lines = "".join(rf"{{{sized(size, 1.25)}\titles {escaped(text)}\par}}" for text, size in item.over)
    return rf"{{{align}\parindent=0pt {lines}}}\vspace{{7bp}}{columns(item, item.wide)}"


def beside(item: Item, look: Look) -> str:
    """The text beside its vertical title."""
    stacks = r"\hspace{4bp}".join(
        rf"\parbox[t]{{{size:.1f}bp}}{{{sized(size, 1.1)}\titles {escaped(' '.join(text))}}}"
        for text, size in reversed(item.over)
    )
    width = sum(size for _, size in item.over) + 4 * len(item.over)
    text = rf"\begin{{minipage}}[t]{{{item.inner - width - ASIDE:.2f}bp}}\vspace{{0pt}}\setlength\parindent{{2em}}{columns(item, item.wide - 1)}\end{{minipage}}"
    return rf"\noindent\begin{{minipage}}[t]{{{width:.1f}bp}}\vspace{{0pt}}\noindent {stacks}\end{{minipage}}\hspace{{{ASIDE}bp}}{text}"


def columns(item: Item, number: int) -> str:
    """The text in so many columns."""
    text = "".join(parts(item))
    return rf"\begin{{multicols}}{{{number}}}{text}\end{{multicols}}" if number > 1 else text


def parts(item: Item) -> Iterator[str]:
    """The author's line, paragraphs, subheads and pictures with their captions."""
    if item.story.signature.byline:
        yield centred(escaped(item.story.signature.byline))
    for kind, text in item.parts:
        if kind is BlockKind.CAPTION:
            image = rf"\includegraphics[width=\linewidth,height={photo_height(item.at)}bp]{{{photo_name(item)}}}"
            yield rf"{{\parindent=0pt\noindent {image}\par\nopagebreak\small {escaped(text)}\par}}"
        else:
            yield centred(rf"\bfseries {escaped(text)}") if kind is BlockKind.SUBHEAD else rf"{escaped(text)}\par "


def centred(text: str) -> str:
    """A line in the middle of its column."""
    return rf"{{\centering\parindent=0pt {text}\par}}"
