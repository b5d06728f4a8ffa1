"""What may stand in an address: a date, a year, a slug in any script, a place, and the digest of a picture."""

import datetime as dt


class DateConverter:
    """``2024-07-23``; a day that is in no calendar is no address."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        """Raises ValueError, which Django answers with 404."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        """Four digits for the year, also before the year 1000."""
        return value.isoformat()


class YearConverter:
    """``2024``, from year 1 on; to be written with all four digits."""

    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Raises ValueError, which Django answers with 404."""
        return dt.date(int(value), 1, 1).year

    def to_url(self, value: int) -> str:
        """Four digits also before the year 1000."""
        return f"{value:04}"


class SlugConverter:
    """Django's own knows ASCII only; sections are called 调研视察."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PlaceConverter(SlugConverter):
    """Whatever stands as a place; no NUL, which PostgreSQL refuses in a query."""

    regex = r"[^\x00]+"


class DigestConverter(SlugConverter):
    """A SHA-256."""

    regex = r"[0-9a-f]{64}"
