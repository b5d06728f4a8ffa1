"""Options that several commands have."""

import os
from argparse import ArgumentTypeError

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _


def add_jobs(parser: CommandParser) -> None:
    """``--jobs N``, at least 1."""
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help=_("processes that share the work; as many as there are cores if it is not given"),
    )


def _jobs(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(_("a number is needed, at least 1"))
    return int(text)
