"""Frames to the regions of a page: headlines of several lines, kickers and labels over them, columns, captions, reading order."""

from collections.abc import Iterable, Sequence

from articles.parser.frames import TITLE_SCALE, Frame
from articles.parser.masthead import masthead_of
from articles.parser.picture_captions import is_caption, part_captions
from articles.parser.placing import place_columns
from articles.parser.printed import Box
from articles.parser.regions import Layout, Region
from articles.parser.subtitles import part_subtitles

STACK_EM = 1.4
ACROSS = 1.25
SMALL_TITLE_LINES = 3
SMALL_TITLE_CHARACTERS = 60


def regions_of(frames: Sequence[Frame], body: float, rules: Sequence[Box], panels: Sequence[Box]) -> list[Region]:
    """The regions of a page in reading order; pictures are columns, too."""
    layout = Layout(body, usual_measure(frames, body), rules, panels)
    large = [frame for frame in frames if frame.size > TITLE_SCALE * body]
    small = [frame for frame in frames if 0 < frame.size <= TITLE_SCALE * body]
    masthead = masthead_of(frames, large)
    large, small = without(large, masthead), without(small, masthead)
    pictures = [frame for frame in frames if frame.is_picture]
    layout.regions = title_groups(large, layout)
    small, captions = part_captions(small, pictures, body)
    small = [*captions, *part_subtitles(add_small_titles(small, layout), layout)]
    columns = sorted((*pictures, *small), key=lambda frame: (frame.box.top, frame.box.left))
    place_columns(columns, layout)
    for region in layout.regions:
        region.captions = [frame for frame in region.columns if is_caption(frame, region.columns, body)]
        region.columns = in_columns([frame for frame in region.columns if frame not in region.captions])
    regions = in_order(layout.regions, body)
    return [Region(columns=masthead), *regions] if masthead else regions


def without(frames: Sequence[Frame], others: Sequence[Frame]) -> list[Frame]:
    """The frames that are not among the others."""
    taken = {id(frame) for frame in others}
    return [frame for frame in frames if id(frame) not in taken]


def usual_measure(frames: Sequence[Frame], body: float) -> float:
    """The width of the column in which most lines stand."""
    widths = sorted(frame.box.width for frame in frames for _ in frame.lines if len(frame.lines) > SMALL_TITLE_LINES)
    return widths[len(widths) // 2] if widths else 20 * body


def title_groups(frames: Iterable[Frame], layout: Layout) -> list[Region]:
    """Frames of large type that stand close one under another, as one headline each."""
    groups: list[Region] = []
    for frame in sorted(frames, key=lambda frame: frame.box.top):
        group = next((group for group in groups if stands_under(frame, group.titles[-1], layout)), None)
        if group is None:
            groups.append(Region([frame]))
        else:
            group.titles.append(frame)
    for group in groups:
        if not group.titles[0].is_upright:  # vertical lines are read from the right
            group.titles.sort(key=lambda frame: -frame.box.left)
    return groups


def stands_under(frame: Frame, title: Frame, layout: Layout) -> bool:
    """Whether a frame goes on with a headline: close under it and mostly within its width, or beside a vertical one."""
    if layout.panel(frame.box) != layout.panel(title.box) or frame.is_upright != title.is_upright:
        return False
    reach = STACK_EM * max(min(frame.size, title.size), layout.body)
    if not frame.is_upright:
        shared = frame.box.shared_height(title.box)
        return -reach < frame.box.shared_width(title.box) < layout.body and shared > 0.6 * min(
            frame.box.height, title.box.height
        )
    near = -0.5 * layout.body < frame.box.top - title.box.bottom < reach
    shared = frame.box.shared_width(title.box)
    return near and shared > 0.6 * min(frame.box.width, title.box.width) and not layout.ruled_off(title.box, frame.box)


def add_small_titles(frames: Sequence[Frame], layout: Layout) -> list[Frame]:
    """Kickers, subtitles and labels in type hardly larger than the text join the headline; the other frames are columns.

    One that stands between a label and a headline makes them one.
    """
    columns = []
    for frame in frames:
        groups = [group for group in layout.regions if is_small_title(frame, group, layout)]
        if not groups:
            columns.append(frame)
            continue
        titles = [frame, *(title for group in groups for title in group.titles)]
        groups[0].titles = sorted(titles, key=lambda title: title.box.top)
        layout.regions = [region for region in layout.regions if region not in groups[1:]]
    return columns


def is_small_title(frame: Frame, group: Region, layout: Layout) -> bool:
    """Whether a frame of few words stands right over or under a headline, centred on it or set across columns."""
    if len(frame.lines) > SMALL_TITLE_LINES or frame.characters > SMALL_TITLE_CHARACTERS:
        return False
    over, under = stands_under(group.titles[0], frame, layout), stands_under(frame, group.titles[-1], layout)
    if not (over or under) or frame.lines[-1].text[-1] in "。；":
        return False
    head = group.head
    across = frame.box.width > ACROSS * layout.measure
    larger = frame.size > 1.04 * layout.body
    flush = (over or larger) and abs(frame.box.left - head.left) < layout.body
    widest = max(head.width + 4 * layout.body, ACROSS * layout.measure)
    centred = abs(frame.box.middle - head.middle) < 1.5 * layout.body and frame.box.width < widest
    return across or flush or (centred and (over or larger))


def in_columns(frames: Sequence[Frame]) -> list[Frame]:
    """The frames of a region column by column from the left, each from its top."""
    columns: list[list[Frame]] = []
    for frame in sorted(frames, key=lambda frame: frame.box.left):
        column = next(
            (
                column
                for column in columns
                if column[0].box.shared_width(frame.box) > 0.5 * min(frame.box.width, column[0].box.width)
            ),
            None,
        )
        if column is None:
            columns.append([frame])
        else:
            column.append(frame)
    return [frame for column in columns for frame in sorted(column, key=lambda frame: frame.box.top)]


def in_order(regions: Sequence[Region], body: float) -> list[Region]:
    """Regions from the top, those that begin at one height from the left."""
    waiting = sorted(
        (region for region in regions if region.frames), key=lambda region: (region.box.top, region.box.left)
    )
    ordered: list[Region] = []
    while waiting:
        first = waiting[0]
        level = [
            region
            for region in waiting
            if region.box.top < first.box.top + 2.5 * body and region.box.right <= first.box.left + body
        ]
        chosen = min(level, key=lambda region: region.box.left, default=first)
        ordered.append(chosen)
        waiting.remove(chosen)
    return ordered
