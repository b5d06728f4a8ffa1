"""``python -m tests.generator SEED`` prints a page and its truth."""

import json
import sys

from tests.generator.page import generate_page


def main() -> None:
    """Print the page of the seed that was given, its style and its gold."""
    page = generate_page(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(page.text, page.style, json.dumps(page.gold, ensure_ascii=False, indent=1), sep="\n\n")


if __name__ == "__main__":
    main()
