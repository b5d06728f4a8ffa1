"""What others have laid down about our answers, as JSON Schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema


def check(document: Any, name: str) -> None:
    """Raise ``jsonschema.ValidationError`` unless ``document`` is as the schema ``name`` of this folder has it."""
    schema = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    kind(schema, format_checker=kind.FORMAT_CHECKER).validate(document)
