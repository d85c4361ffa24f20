"""JSON Schemas of the files of the contract, and an OpenAPI description of their addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from generator.facts.base import ID_PATTERN
from generator.facts.record import KINDS
from generator.site.exports.contract.envelope import FILES, addresses
from generator.site.exports.contract.versions import VERSION
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.licence import LICENCE
from generator.site.site import Site

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_TYPE = "application/schema+json"


def schema(name: str, address: str = "") -> dict[str, Any]:
    """The JSON Schema of a file of the contract, by its name in `FILES`."""
    found = FILES[name].model_json_schema(mode="serialization")
    head = {"$schema": DRAFT, "$id": f"{address}{ROOT}schema/{name}.schema.json"}
    return {**head, **_without_titles(found)}


def _without_titles(node: Any) -> Any:
    """Leave out the titles that pydantic makes of the keys: they say nothing new."""
    if isinstance(node, list):
        return [_without_titles(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }


def openapi(site: Site) -> dict[str, Any]:
    """The whole static interface in OpenAPI 3.1."""
    names, definitions = models_json_schema(
        [(model, "serialization") for model in FILES.values()],
        ref_template="#/components/schemas/{model}",
    )
    schemas = definitions["$defs"]
    paths = {
        f"/{address}": _get(
            FILES[found[0]].__doc__ or found[0],
            found,
            [names[FILES[name], "serialization"] for name in found],
        )
        for address, found in addresses().items()
    }
    title = site.record.settings.title.given_in("en")[0]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}: open data",
            "version": VERSION,
            "description": "Static files, read with GET. Nothing is asked for and nothing is "
            "counted. Every key is always there; null is what is not known.",
            "license": {"name": LICENCE.title, "identifier": LICENCE.name},
        },
        "servers": [{"url": f"{site.options.address}{ROOT}".rstrip("/")}],
        "paths": paths,
        "components": {"schemas": _without_titles(schemas)},
    }


def _get(says: str, files: tuple[str, ...], references: list[dict[str, Any]]) -> dict[str, Any]:
    name = files[0]
    content = references[0] if len(references) == 1 else {"oneOf": references}
    answers: dict[str, Any] = {
        "200": {
            "description": "The file.",
            "content": {"application/json": {"schema": content}},
        }
    }
    found: dict[str, Any] = {
        "operationId": f"get-{name}",
        "summary": says.replace("`", ""),
        "responses": answers,
    }
    if name in KINDS:
        answers["404"] = {"description": "No entry of this kind has the id."}
        found["parameters"] = [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "pattern": ID_PATTERN},
            }
        ]
    return {"get": found}


def _files(site: Site) -> Iterator[tuple[str, str]]:
    for name in FILES:
        yield f"{ROOT}schema/{name}.schema.json", _text(schema(name, site.options.address))
    yield f"{ROOT}openapi.json", _text(openapi(site))


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


EXPORT = Export(
    _files,
    (
        Listed(
            f"{ROOT}openapi.json",
            "application/json",
            (
                "Alla JSON-adresser och deras innehåll, beskrivna i OpenAPI 3.1.",
                "All JSON addresses and what they hold, described in OpenAPI 3.1.",
            ),
        ),
        Listed(
            f"{ROOT}schema/{{name}}.schema.json",
            SCHEMA_TYPE,
            ("JSON Schema för varje JSON-fil.", "The JSON Schema of each JSON file."),
        ),
    ),
)
