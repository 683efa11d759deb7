from __future__ import annotations

import re

import pytest

from tests.house.files import inside, tracked

SLEEP = re.compile(r"\b(time\.sleep|asyncio\.sleep|wait_for_timeout)\b" + r"\s*\(")
SKIP = re.compile(r"\b(pytest\.skip|mark\.skip(if)?|importorskip|xfail)\b")
OF_ONE_PYTHON = "tests/protocol_js/test_unicode14_module.py"  # any other has the data of another Unicode

files = [path for path in tracked("tests/*.py") if path.name != "test_tests_never_sleep.py"]


@pytest.mark.parametrize("path", files, ids=inside)
def test_no_test_sleeps_to_wait(path):
    assert SLEEP.search(path.read_text()) is None


@pytest.mark.parametrize("path", files, ids=inside)
def test_no_test_leaves_itself_out(path):
    assert (SKIP.search(path.read_text()) is None) == (inside(path) != OF_ONE_PYTHON)
