"""Frames to regions: a headline with the columns that belong to it by their places.

Convention: a headline stands over its columns, or beside them; all its columns begin at one height, or right under a
picture; a panel drawn round them holds one article's frames or several whole articles.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from articles.parser.frames import TITLE_SCALE, Frame
from articles.parser.printed import Box, around

UNDER_EM = 3.5  # of running text: how far under a headline its columns begin
BELOW_EM = 1.6
LEVEL_EM = 0.8
LARGE_GAP_EM = 1.0
GUTTER_EM = 3.2
STACK_EM = 1.4
ACROSS = 1.25
FULL_WIDTH = 0.95
RISING_EM = 1.5
CAPTION_EM = 2.0
CAPTION_LINES = 8
FOOT_LINES = 2
SMALL_TYPE = 0.95
CAPTION_WORDS = re.compile(r"^(?:[▲▼△▽↑↓←→◀▶①-⑨]|(?:上|下|左|右)?图[：为一二三四①②③④])|摄(?:影报道)?[）)]?$")
SMALL_TITLE_LINES = 3
SMALL_TITLE_CHARACTERS = 60


@dataclass(slots=True)
class Region:
    """The frames of a headline, from its top, those of its columns in reading order, and the captions of its pictures."""

    titles: list[Frame] = field(default_factory=list)
    columns: list[Frame] = field(default_factory=list)
    captions: list[Frame] = field(default_factory=list)

    @property
    def frames(self) -> list[Frame]:
        """All its frames in reading order."""
        return [*self.titles, *self.columns, *self.captions]

    @property
    def box(self) -> Box:
        """The box round all of it."""
        return around(frame.box for frame in self.frames)

    @property
    def head(self) -> Box:
        """The box of its headline."""
        return around(frame.box for frame in self.titles)


@dataclass(slots=True)
class Layout:
    """The frames of a page while they are sorted into regions."""

    body: float
    measure: float
    rules: Sequence[Box]
    panels: Sequence[Box]
    regions: list[Region] = field(default_factory=list)

    def panel(self, box: Box) -> int:
        """The number of the smallest panel that holds a box, or -1."""
        holding = [at for at, panel in enumerate(self.panels) if panel.holds(box, self.body / 2)]
        return min(holding, key=lambda at: self.panels[at].width * self.panels[at].height, default=-1)

    def together(self, one: Box, other: Box) -> bool:
        """Whether neither a panel's edge nor a rule that rises over both divides two boxes side by side; rules between columns do not."""
        if self.panel(one) != self.panel(other):
            return False
        left, right = (one, other) if one.left < other.left else (other, one)
        return not any(
            rule.height > rule.width
            and left.right - 3 <= rule.left <= right.left + 3
            and rule.shared_height(left) > 0
            and rule.top < min(left.top, right.top) - RISING_EM * self.body
            for rule in self.rules
        )

    def ruled_off(self, above: Box, below: Box) -> bool:
        """Whether a horizontal rule divides two boxes one over the other."""
        return any(
            rule.width > rule.height
            and above.bottom - 3 <= rule.top <= below.top + 3
            and rule.shared_width(below) > 0.5 * min(below.width, rule.width)
            for rule in self.rules
        )


Step = Callable[[Frame, Sequence[Frame], dict[int, Region], Layout], Region | None]


def regions_of(frames: Sequence[Frame], body: float, rules: Sequence[Box], panels: Sequence[Box]) -> list[Region]:
    """The regions of a page in reading order; pictures are columns, too."""
    layout = Layout(body, usual_measure(frames, body), rules, panels)
    large = [frame for frame in frames if frame.size > TITLE_SCALE * body]
    small = [frame for frame in frames if 0 < frame.size <= TITLE_SCALE * body]
    pictures = [frame for frame in frames if frame.is_picture]
    layout.regions = title_groups(large, layout)
    small = add_small_titles(small, layout)
    columns = sorted((*pictures, *small), key=lambda frame: (frame.box.top, frame.box.left))
    place_columns(columns, layout)
    for region in layout.regions:
        region.captions = [frame for frame in region.columns if is_caption(frame, region, body)]
        region.columns = in_columns([frame for frame in region.columns if frame not in region.captions])
    return in_order(layout.regions, body)


def usual_measure(frames: Sequence[Frame], body: float) -> float:
    """The width of the column in which most lines stand."""
    widths = sorted(frame.box.width for frame in frames for _ in frame.lines if len(frame.lines) > SMALL_TITLE_LINES)
    return widths[len(widths) // 2] if widths else 20 * body


def place_columns(columns: Sequence[Frame], layout: Layout) -> None:
    """Each column to its region: by the steps in their order, each as often as it finds one; the rest are regions of their own."""
    placed: dict[int, Region] = {}
    for foot in [column for column in columns if is_foot(column, columns, layout.body)]:
        layout.regions.append(Region(columns=[foot]))
        placed[id(foot)] = layout.regions[-1]
    for step in STEPS:
        while sum(place(column, step, columns, placed, layout) for column in columns):
            pass
    for column in columns:
        if id(column) not in placed and not place(column, place_below, columns, placed, layout):
            layout.regions.append(Region(columns=[column]))
            placed[id(column)] = layout.regions[-1]


def is_foot(column: Frame, columns: Sequence[Frame], body: float) -> bool:
    """Whether a line or two stand under all columns of a page, and under no picture: the editors' names, an address."""
    if column.is_picture or len(column.lines) > FOOT_LINES:
        return False
    others = [other for other in columns if other is not column and other.box.shared_height(column.box) <= 0]
    pictured = any(other.is_picture and touches(other.box, column.box, CAPTION_EM * body) for other in columns)
    return len(others) > 1 and all(other.box.bottom <= column.box.top for other in others) and not pictured


def place(column: Frame, step: Step, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout) -> bool:
    """Whether a step finds a region for a column that has none."""
    region = None if id(column) in placed else step(column, columns, placed, layout)
    if region is None:
        return False
    region.columns.append(column)
    placed[id(column)] = region
    return True


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
    """Kickers, subtitles and labels in type hardly larger than the text join the headline; the other frames are columns."""
    columns = []
    for frame in frames:
        group = next((group for group in layout.regions if is_small_title(frame, group, layout)), None)
        if group is None:
            columns.append(frame)
        else:
            group.titles = sorted((*group.titles, frame), key=lambda title: title.box.top)
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
    flush = over and abs(frame.box.left - head.left) < layout.body
    centred = abs(frame.box.middle - head.middle) < 1.5 * layout.body and frame.box.width < head.width + 4 * layout.body
    return across or flush or (centred and (over or frame.size > 1.04 * layout.body))


def place_under(column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout) -> Region | None:
    """The region whose headline stands right over a column, pictures between them aside."""
    above = [
        region
        for region in layout.regions
        if region.titles
        and region.titles[0].is_upright
        and region.head.bottom <= column.box.top + layout.body / 2
        and region.head.shared_width(column.box) > layout.body
    ]
    nearest = max(above, key=lambda region: region.head.bottom, default=None)
    if nearest is None:
        return None
    gap = Box(column.box.left, nearest.head.bottom, column.box.right, column.box.top)
    if any(
        other is not column
        and other.box.shared_width(gap) > layout.body
        and other.box.shared_height(gap) > layout.body / 2
        for other in columns
    ):
        return None
    inside = layout.panel(column.box) == layout.panel(nearest.head)
    return nearest if gap.height < UNDER_EM * layout.body and inside else None


def place_beside(column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout) -> Region | None:
    """The region of a neighbouring column that begins at the same height, best the one whose headline is then centred."""
    if has_own_ceiling(column, columns, layout):
        return None
    found = []
    for other in columns:
        region = placed.get(id(other))
        if region is None or not region.titles or abs(other.box.top - column.box.top) > LEVEL_EM * layout.body:
            continue
        gap = -widened(other, columns, layout).shared_width(widened(column, columns, layout))
        if 0 <= gap < GUTTER_EM * layout.body and layout.together(other.box, column.box):
            found.append((off_centre(region, column, other, layout.body), region))
    return min(found, key=lambda item: item[0])[1] if found else None


def widened(column: Frame, columns: Sequence[Frame], layout: Layout) -> Box:
    """The box of a frame, made as wide as the one right under it where it holds but a line's end."""
    if column.box.width > FULL_WIDTH * layout.measure:
        return column.box
    under = [
        other.box
        for other in columns
        if abs(other.box.left - column.box.left) < 3 * layout.body
        and 0 <= other.box.top - column.box.bottom < BELOW_EM * layout.body
    ]
    return around((column.box, *under))


def has_own_ceiling(column: Frame, columns: Sequence[Frame], layout: Layout) -> bool:
    """Whether a line of running text stands right over a column, as the end of another article does."""
    return any(
        other is not column
        and 0 <= column.box.top - other.box.bottom < LARGE_GAP_EM * layout.body
        and other.box.shared_width(column.box) > layout.body
        for other in columns
    )


def off_centre(region: Region, column: Frame, neighbour: Frame, body: float) -> float:
    """How far a headline would be off the middle of its columns if one more were its own; to the right is usual."""
    level = [frame.box for frame in region.columns if abs(frame.box.top - neighbour.box.top) < LEVEL_EM * body]
    spread = around((*level, neighbour.box, column.box))
    head = region.head
    off = min(abs(head.middle - spread.middle), abs(head.left - spread.left))
    return off + (0.0 if column.box.left > neighbour.box.left else column.box.width / 2)


def place_below(column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout) -> Region | None:
    """The region of the frame over a column, where no headline, rule or panel's edge lies between."""
    above = [
        frame
        for frame in (*columns, *(title for region in layout.regions for title in region.titles))
        if frame is not column
        and frame.box.bottom <= column.box.top + layout.body / 2
        and frame.box.shared_width(column.box) > 0.5 * min(frame.box.width, column.box.width)
    ]
    nearest = max(above, key=lambda frame: frame.box.bottom, default=None)
    if nearest is None or id(nearest) not in placed:
        return None
    gap = Box(column.box.left, nearest.box.bottom, column.box.right, column.box.top)
    pictured = nearest.is_picture or column.is_picture
    if (
        gap.height > (UNDER_EM if pictured else BELOW_EM) * layout.body
        or layout.panel(column.box) != layout.panel(nearest.box)
        or layout.ruled_off(nearest.box, column.box)
    ):
        return None
    return placed[id(nearest)]


def place_right_of_head(
    column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout
) -> Region | None:
    """The region of a headline without columns that stands beside this one: vertical ones stand so."""
    for region in layout.regions:
        if not region.titles:
            continue
        head = region.head
        gap = -head.shared_width(column.box)
        level = head.shared_height(column.box) > 0.4 * min(head.height, column.box.height)
        beside_head = level and 0 <= gap < GUTTER_EM * layout.body and layout.together(head, column.box)
        if beside_head and (not region.columns or abs(column.box.top - head.top) < LEVEL_EM * layout.body):
            return region
        if (
            region.columns
            and any(
                0 <= -other.box.shared_width(column.box) < GUTTER_EM * layout.body
                and abs(other.box.top - column.box.top) < LEVEL_EM * layout.body
                for other in region.columns
            )
            and not has_own_ceiling(column, columns, layout)
            and layout.together(region.columns[-1].box, column.box)
        ):
            return region
    return None


def place_over(column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout) -> Region | None:
    """The region whose headline stands right under a picture."""
    if not column.is_picture:
        return None
    under = [
        region
        for region in layout.regions
        if region.titles
        and 0 <= region.head.top - column.box.bottom < UNDER_EM * layout.body
        and region.head.shared_width(column.box) > 0.5 * min(region.head.width, column.box.width)
    ]
    return min(under, key=lambda region: region.head.top, default=None)


STEPS: tuple[Step, ...] = (place_under, place_beside, place_below, place_right_of_head, place_over)


def is_caption(frame: Frame, region: Region, body: float) -> bool:
    """Whether a frame in small type, or with a caption's words, stands right under a picture of the region, or beside it."""
    if frame.is_picture or len(frame.lines) > CAPTION_LINES:
        return False
    words = "".join(line.text for line in frame.lines)
    if frame.size > SMALL_TYPE * body and not CAPTION_WORDS.search(words):
        return False
    return any(other.is_picture and touches(other.box, frame.box, CAPTION_EM * body) for other in region.columns)


def touches(picture: Box, words: Box, reach: float) -> bool:
    """Whether words stand right under or beside a picture."""
    under = (
        0 <= words.top - picture.bottom + reach / 2 < 1.5 * reach and words.shared_width(picture) > 0.5 * words.width
    )
    beside = -reach < words.shared_width(picture) <= 0 and words.shared_height(picture) > 0.5 * words.height
    return under or beside


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
