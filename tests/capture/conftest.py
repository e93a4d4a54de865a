from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.settings import Settings

from .site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


@pytest.fixture
def inside() -> Settings:
    """Settings under which the test's own site may be visited."""
    return Settings(allow_private_addresses=True, timeout=2.0)
