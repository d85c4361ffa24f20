"""JSON Schemas: of the data files, for editors; of what `check` and `state` print."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from generator.facts.labels import choice_labels, statuses
from generator.facts.record import KINDS, LOGS, PLURALS, Settings
from generator.problems import Severity

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def data_schemas() -> dict[str, str]:
    """File name to JSON text: one schema for each data file, made from its model."""
    schemas = {
        f"{PLURALS.get(kind, kind)}.schema.json": TypeAdapter(list[model]).json_schema()  # type: ignore[valid-type]
        for kind, model in [*KINDS.items(), *LOGS.items()]
    }
    schemas["record.schema.json"] = Settings.model_json_schema()
    schemas["check.schema.json"] = CHECK
    schemas["state.schema.json"] = STATE
    _say_choices(schemas)
    return {
        name: json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=1) + "\n"
        for name, schema in sorted(schemas.items())
    }


def _say_choices(schema: Any) -> None:
    """Say in every list of legal values, and of statuses, what each is called."""
    if isinstance(schema, list):
        for item in schema:
            _say_choices(item)
    if not isinstance(schema, dict):
        return
    values = schema.get("enum")
    if isinstance(values, list) and (labels := choice_labels(values)):
        schema["enumDescriptions"] = [" / ".join(labels[value]) for value in values]
    properties = schema.get("properties", {})
    for name in STATUS_KEYS:
        if isinstance(properties.get(name), dict) and schema.get("title") == "Effect":
            properties[name]["examples"] = [*statuses()]
    for value in schema.values():
        _say_choices(value)


STATUS_KEYS = ("becomes", "others")
"""Keys of an effect that hold a status. Which ones are legal depends on the subject, so that
editors propose all and `check` decides."""


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **more,
    }


_TEXT: dict[str, Any] = {"type": "string"}
_TEXT_OR_NULL: dict[str, Any] = {"type": ["string", "null"]}
_FROM_ONE: dict[str, Any] = {"type": "integer", "minimum": 1}
_PLACE = {"file": _TEXT, "line": _FROM_ONE, "column": _FROM_ONE}

CHECK = _object(
    {
        "problems": {
            "type": "array",
            "items": _object(
                {
                    "rule": _TEXT,
                    "severity": {"enum": [str(severity) for severity in Severity]},
                    **_PLACE,
                    "record": _TEXT_OR_NULL,
                    "message": _TEXT,
                    "hint": _TEXT,
                    "related": {"type": "array", "items": _object({**_PLACE, "message": _TEXT})},
                }
            ),
        }
    },
    title="What `check --format json` prints",
)

_STATUS = {
    "status": _TEXT_OR_NULL,
    "possible": {"type": "array", "items": _TEXT_OR_NULL},
    "since": {**_TEXT_OR_NULL, "description": "EDTF"},
    "until": {**_TEXT_OR_NULL, "description": "EDTF; “..” for an open end, null if unknown"},
    "event": _TEXT_OR_NULL,
}

STATE = _object(
    {
        "on": {"type": "string", "format": "date"},
        "known_by": {"type": ["string", "null"], "format": "date"},
        "horizon": {**_TEXT_OR_NULL, "description": "EDTF"},
        "subjects": {
            "type": "object",
            "additionalProperties": _object(
                {
                    "kind": _TEXT,
                    **_STATUS,
                    "as_of": {**_TEXT_OR_NULL, "description": "EDTF"},
                    "as_of_source": _TEXT_OR_NULL,
                    "terms": {
                        "type": "array",
                        "items": _object(
                            {
                                "id": _TEXT,
                                "type": _TEXT,
                                "certain": {"type": "boolean"},
                                "rule": {"type": "object"},
                            }
                        ),
                    },
                    "by_party": {"type": "object", "additionalProperties": _object(_STATUS)},
                }
            ),
        },
    },
    title="What `state --format json` prints",
)
