"""What a published site holds: its ids and addresses. A later build is measured by it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.comparing.change import Demand
from generator.comparing.guard import lost_addresses, lost_ids, new_confirmations, shrinkage
from generator.facts.record import Record

NAME = "manifest.json"
VERSION = 1


class NotAManifest(ValueError):
    """The text is no manifest. The message says why."""


class Manifest(BaseModel):
    """The ids with their kinds, what was retired and confirmed, and every address."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Annotated[int, Field(ge=1, le=VERSION)]
    ids: dict[str, str]
    retired: tuple[str, ...]
    confirmed: tuple[str, ...]
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, record: Record, addresses: Collection[str]) -> Manifest:
        """That of a record whose site has these addresses, from the root of the site."""
        return cls(
            version=VERSION,
            ids=dict(sorted(record.kind_of.items())),
            retired=tuple(sorted(record.retired)),
            confirmed=tuple(sorted(record.confirmed)),
            addresses=tuple(sorted(addresses)),
        )

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """The manifest that a file holds. Raises NotAManifest."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise NotAManifest(": ".join((*map(str, first["loc"]), first["msg"]))) from None

    def text(self) -> str:
        """The file."""
        return json.dumps(self.model_dump(mode="json"), indent=0) + "\n"


def losses(published: Manifest, record: Record, addresses: Collection[str]) -> Iterator[Demand]:
    """What was published and would vanish, unless it is confirmed."""
    confirmations = new_confirmations(record, published.confirmed)
    there = {*record.kind_of, *record.retired}
    gone = [name for name in (*published.ids, *published.retired) if name not in there]
    yield from lost_ids(gone, confirmations)
    yield from shrinkage(Counter(published.ids.values()), record, confirmations)
    present = set(addresses)
    yield from lost_addresses(
        (a for a in published.addresses if a not in present and not of_entry(a, gone)),
        confirmations,
    )


def of_entry(address: str, ids: Collection[str]) -> bool:
    """True for a page whose address ends in one of these ids: it is told of as an id."""
    return address.rstrip("/").rpartition("/")[2] in ids
