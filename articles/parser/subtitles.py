"""A subtitle in running text's own type, which stands so close over a column that it seems to be the column's first line.

Convention: all columns of an article begin at one height; what is centred on the headline over that height belongs to it.
"""

from collections.abc import Iterator, Sequence

from articles.parser.frames import Frame, frame_of
from articles.parser.regions import Layout, Region

NEAR_EM = 1.6
LEVEL_EM = 0.3
CENTRED_EM = 0.7
GUTTERS_EM = 4.0


def part_subtitles(frames: Sequence[Frame], layout: Layout) -> Iterator[Frame]:
    """The frames of running text without the subtitles, which join their headlines."""
    for frame in frames:
        region = next(
            (region for region in layout.regions if begins_with_subtitle(frame, region, frames, layout)), None
        )
        if region is None:
            yield frame
            continue
        region.titles.append(frame_of(frame.lines[:1]))
        yield frame_of(frame.lines[1:])


def begins_with_subtitle(frame: Frame, region: Region, frames: Sequence[Frame], layout: Layout) -> bool:
    """Whether a frame's first line is centred close under a headline, and a neighbouring column begins beside its second."""
    if len(frame.lines) < 2 or not region.titles[-1].is_upright:
        return False
    body, last, (line, second) = layout.body, region.titles[-1].box, frame.lines[:2]
    centred = abs(line.box.middle - region.head.middle) < CENTRED_EM * body
    if not centred or not 0 <= line.box.top - last.bottom + body / 2 < NEAR_EM * body:
        return False
    return any(
        other is not frame
        and abs(other.box.top - second.box.top) < LEVEL_EM * body
        and -GUTTERS_EM * body < other.box.shared_width(frame.box) <= 0
        and other.box.shared_width(region.head) > body
        for other in frames
    )
