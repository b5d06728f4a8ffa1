"""Small PDFs written by hand, with no program but this one: text in a Chinese font of the reader's own, rules, pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

FONTS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream",
)  # fmt: skip


@dataclass(slots=True)
class Sheet:
    """One page, in points from its left and top edge; things are painted in the order in which they are put."""

    width: float = 600.0
    height: float = 800.0
    turned: int = 0
    painted: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, size: float, text: str, *, matrix: str = "1 0 0 1", mode: int = 0) -> "Sheet":
        """A line whose baseline begins there; ``mode`` 3 paints no ink."""
        code = text.encode("utf-16-be").hex()
        self.painted.append(f"BT /F1 {size} Tf {mode} Tr {matrix} {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def column(self, x: float, y: float, size: float, lines: Sequence[str], leading: float = 1.45) -> "Sheet":
        """Lines one under another; the spaces that one begins with set it in."""
        for at, line in enumerate(lines):
            indent = len(line) - len(line.lstrip("\u3000"))
            self.text(x + indent * size, y + at * leading * size, size, line.lstrip("\u3000"))
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        """A thin line."""
        self.painted.append(f"{left} {self.height - top} m {right} {self.height - bottom} l S")
        return self

    def panel(self, left: float, top: float, width: float, height: float) -> "Sheet":
        """A frame."""
        self.painted.append(f"{left} {self.height - top - height} {width} {height} re S")
        return self

    def picture(self, left: float, top: float, width: float, height: float) -> "Sheet":
        """A grey picture."""
        self.painted.append(f"q {width} 0 0 {height} {left} {self.height - top - height} cm /I1 Do Q")
        return self


def pdf(*sheets: Sheet, trailer: str = "") -> bytes:
    """The sheets as one file."""
    first = 3 + len(FONTS)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(sheets)))
    items = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(), *FONTS]
    for at, sheet in enumerate(sheets):
        content = "\n".join(sheet.painted).encode()
        items.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.turned}/Contents {first + 2 * at + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<</I1 6 0 R>>>>>>".encode()
        )
        items.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return assembled(items, trailer)


def assembled(items: Sequence[bytes], trailer: str = "") -> bytes:
    """Objects as a file: they are numbered from 1, and the first is the catalogue."""
    written, offsets = b"%PDF-1.7\n", []
    for number, item in enumerate(items, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = f"trailer<</Size {len(items) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(items) + 1) + table + end.encode()
