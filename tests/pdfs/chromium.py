"""HTML to PDF by the Chromium that is installed."""

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()


def print_pdfs(pages: Iterable[tuple[Path, str]]) -> None:
    """Print each page's HTML to its path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=ARGUMENTS)
        tab = browser.new_page()
        for path, html in pages:
            tab.set_content(html)
            tab.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
        browser.close()
