"""The open data as a contract: shapes of its own, independent of the words of the YAML.

Words are Popolo's for parties, OCDS's for contracts and roles, Dublin Core's for sources.
`shape.py`, `kinds.py`, `past.py` and `envelope.py` are the contract; `from_facts.py` and
`from_history.py` fill it; `tables.py` makes rows of it; `outline.py` and `versions.py` see to
it that it does not change unnoticed. JSON, CSV, the database, the JSON Schemas and the OpenAPI
description are all made from the shapes, so that they cannot differ.
"""
