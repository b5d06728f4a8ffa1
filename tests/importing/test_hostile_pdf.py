"""FAULTS 8: PDFs that are broken, locked, endless or scripted; the child process stops, the file fails in words, the rest goes on."""

import zlib

import pytest

from articles.importing.run import import_paths
from articles.models import Page
from tests.pdfs.plain import FONTS, Sheet, assembled, pdf

pytestmark = pytest.mark.django_db


def printed():
    return Sheet().text(50, 100, 20, "水库开闸").text(50, 140, 9, "春灌第一天，灌区群众说好。")


PRINTED = printed()
LOCKED = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -3904/O<{}>/U<{}>>>/ID[<00><00>]".format("ab" * 32, "cd" * 32)
SCRIPT = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); while \\(true\\) {})>>/AA<</WC<</S/Launch/F(/bin/true)>>>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R"


def huge_picture(side):
    """A page with a line of text and a picture of so many pixels a side, all black, in a few megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = b"\x78\x9c" + megabyte * (3 * side * side // (1 << 20) + 1) + b"\x03\x00"
    content = "\n".join(printed().picture(0, 200, 500, 500).painted).encode()
    fonts = [*FONTS[:-1]]
    fonts.append(
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (side, side, len(stream), stream)
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 8 0 R/Resources<</Font<</F1 3 0 R>>/XObject<</I1 6 0 R>>>>>>"
    text = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return assembled([CATALOGUE + b">>", b"<</Type/Pages/Count 1/Kids[7 0 R]>>", *fonts, page, text])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (pdf(PRINTED)[:200], "The PDF is damaged. Export the page again."),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "The PDF is damaged. Export the page again."),
        (pdf(PRINTED, trailer=LOCKED), "The PDF is locked with a password. Save it without one and try again."),
        (
            pdf(*[PRINTED] * 10_000),
            "The PDF has more pages than an issue can have. Split it and try again.",
        ),
        (
            pdf(Sheet().picture(0, 0, 600, 800)),
            "The PDF holds pictures of pages without text. Run text recognition (OCR) and load the PDF that it gives.",
        ),
    ],
    ids=["malformed", "binary", "encrypted", "10 000 pages", "no text"],
)
def test_fault_8_hostile_pdf_is_its_own_error_and_the_rest_goes_on(write, tmp_path, content, error, in_english):
    write("2024-07-23/01.pdf", content)
    write("2024-07-23/02.pdf", pdf(PRINTED))
    bad, good = import_paths([tmp_path], publication="青川日报").files
    assert (bad.state, bad.error, good.state) == ("failed", error, "new")
    assert Page.objects.get().number == 2


def test_fault_8_picture_of_30_000_pixels_a_side_is_read_within_the_childs_memory(write):
    (file,) = import_paths([write("2024-07-23/01.pdf", huge_picture(30_000))], publication="青川日报").files
    page = Page.objects.get()
    assert (file.state, page.raw, page.picture_width) == ("new", "水库开闸\n春灌第一天，灌区群众说好。", 2000)


def test_fault_8_script_in_a_pdf_is_not_run(write):
    plain, scripted = pdf(PRINTED), pdf(PRINTED).replace(CATALOGUE, CATALOGUE + SCRIPT)
    assert len(scripted) == len(plain) + len(SCRIPT)
    (file,) = import_paths([write("2024-07-23/01.pdf", scripted)], publication="青川日报").files
    assert (file.state, Page.objects.get().raw) == ("new", "水库开闸\n春灌第一天，灌区群众说好。")
