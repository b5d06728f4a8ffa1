"""Words where words are needed: keywords of a text. The only importer of jieba."""

import logging
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType

from django.conf import settings

_LOOKED_AT = 2000  # characters: what an article is about stands at its head, and jieba takes 5 ms for these
_IN_EVERY_ARTICLE = frozenset("本报 本报讯 本报记者 通讯员 记者 作者 图为 我县 我市 我省 全县 全市".split())


def keywords(text: str, limit: int = 10) -> list[str]:
    """The words of two characters and more that tell most of ``text`` (TF-IDF), best first; no bare numbers."""
    found: list[str] = _analyse().extract_tags(text[:_LOOKED_AT], topK=3 * limit)
    return [word for word in found if word not in _IN_EVERY_ARTICLE and any(map(str.isalpha, word))][:limit]


@cache
def _analyse() -> ModuleType:
    """Load jieba when it is first needed: the import takes 0.4 s and its dictionary 0.9 s."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*invalid escape sequence.*")
        warnings.filterwarnings("ignore", message=".*pkg_resources.*")
        import jieba  # noqa: PLC0415 – see above
        import jieba.analyse  # noqa: PLC0415
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(_private_folder())
    analyse: ModuleType = jieba.analyse
    return analyse


def _private_folder() -> Path:
    """Where jieba keeps its dictionary; it loads that as code would be, so nobody else may write there."""
    folder = Path(settings.DATA_DIR) / "jieba"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder
