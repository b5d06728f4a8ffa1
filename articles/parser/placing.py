"""Frames to regions: a headline with the columns that belong to it by their places.

Convention: a headline stands over its columns, or beside them; all its columns begin at one height, or right under a
picture; a panel drawn round them holds one article's frames or several whole articles.
"""

from collections.abc import Callable, Sequence

from articles.parser.frames import Frame
from articles.parser.printed import Box, around
from articles.parser.regions import Layout, Region, touches

UNDER_EM = 3.5  # of running text: how far under a headline its columns begin
BELOW_EM = 1.6
LEVEL_EM = 0.8
LARGE_GAP_EM = 1.0
GUTTER_EM = 3.6
STANDING_EM = 12.0  # a vertical headline may have a column to itself
HANGING_EM = 0.6  # by which marks at a line's ends stand in the gutter
FULL_WIDTH = 0.95
CAPTION_EM = 2.0
CAPTION_LINES = 3
FOOT_EM = 16.0
FOOT_LINES = 2
FOOT_PIECES = 3

Step = Callable[[Frame, Sequence[Frame], dict[int, Region], Layout], Region | None]


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
    others = [other for other in columns if other.box.shared_height(column.box) <= 0]
    if len(columns) - len(others) > FOOT_PIECES:  # short columns of one article
        return False
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
        if -HANGING_EM * layout.body < gap < GUTTER_EM * layout.body and layout.together(other.box, column.box):
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


def place_foot_picture(
    column: Frame, columns: Sequence[Frame], placed: dict[int, Region], layout: Layout
) -> Region | None:
    """The region of the text over a picture that stands at an article's foot, however far it ends above it."""
    if not column.is_picture:
        return None
    above = [other for other in columns if id(other) in placed and is_over(other.box, column.box, layout)]
    nearest = max(above, key=lambda other: other.box.bottom, default=None)
    goes_on = any(
        len(other.lines) > CAPTION_LINES
        and is_over(column.box, other.box, layout)
        and other.box.top - column.box.bottom < UNDER_EM * layout.body
        for other in columns
    )
    if nearest is None or goes_on:
        return None
    gap = Box(column.box.left, nearest.box.bottom, column.box.right, column.box.top)
    heads = (region.head for region in layout.regions if region.titles)
    if gap.height > FOOT_EM * layout.body or any(head.shared_area(gap) for head in heads):
        return None
    return placed[id(nearest)]


def is_over(upper: Box, lower: Box, layout: Layout) -> bool:
    """Whether a box stands over another one, with no rule or panel's edge between."""
    apart = upper.bottom > lower.top + layout.body / 2 or upper.shared_width(lower) < layout.body
    return not apart and layout.panel(upper) == layout.panel(lower) and not layout.ruled_off(upper, lower)


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
        first = (
            not region.titles[0].is_upright or column.box.left > head.left
        )  # lines from left to right begin under or beside it
        alone = not region.titles[0].is_upright and not region.columns and not between(head, column.box, columns)
        reach = STANDING_EM if alone else GUTTER_EM
        beside_head = level and first and 0 <= gap < reach * layout.body and layout.together(head, column.box)
        if beside_head and (not region.columns or abs(column.box.top - head.top) < LEVEL_EM * layout.body):
            return region
        if (
            region.columns
            and any(
                -HANGING_EM * layout.body < -other.box.shared_width(column.box) < GUTTER_EM * layout.body
                and begins_with(column.box, other.box, head, layout.body)
                for other in region.columns
            )
            and not has_own_ceiling(column, columns, layout)
            and layout.together(region.columns[-1].box, column.box)
        ):
            return region
    return None


def begins_with(column: Box, neighbour: Box, head: Box, body: float) -> bool:
    """Whether a column begins at its neighbour's height, or right of it at the headline's: a headline need not span all columns."""
    beside_head = column.left > max(neighbour.left, head.right) and abs(column.top - head.top) < LEVEL_EM * body
    return abs(neighbour.top - column.top) < LEVEL_EM * body or (beside_head and column.bottom > neighbour.top)


def between(left: Box, right: Box, columns: Sequence[Frame]) -> bool:
    """Whether a column stands between two boxes side by side."""
    gap = Box(left.right, max(left.top, right.top), right.left, min(left.bottom, right.bottom))
    return any(column.box.shared_area(gap) > 0 for column in columns)


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


STEPS: tuple[Step, ...] = (
    place_under,
    place_beside,
    place_below,
    place_right_of_head,
    place_over,
    place_foot_picture,
)
