"""What others have laid down about our answers, as JSON Schema and XML Schema."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree


def check(document: Any, name: str) -> None:
    """Raise ``jsonschema.ValidationError`` unless ``document`` is as the schema ``name`` of this folder has it."""
    schema = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    kind(schema, format_checker=kind.FORMAT_CHECKER).validate(document)


def check_xml(document: bytes, name: str) -> None:
    """Raise ``lxml.etree.DocumentInvalid`` unless ``document`` is as the XML schema ``name`` of this folder has it."""
    _xml_schema(name).assertValid(etree.fromstring(document))


@cache
def _xml_schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(__file__).with_name(f"{name}.xsd"))))
