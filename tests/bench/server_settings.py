"""The site's settings, with one address more."""

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.server_urls"
