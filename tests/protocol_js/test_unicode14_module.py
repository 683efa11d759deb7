"""The browser's table of assigned code points is what its generator makes (docs/protocol.md §3)."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from tests.protocol_js.peer import ROOT, SCRIPTS


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="only Python 3.11 has the data of Unicode 14")
def test_the_browsers_table_of_unicode_14_is_what_its_generator_makes():
    made = subprocess.run([sys.executable, str(SCRIPTS / "make_unicode14.py")], capture_output=True, check=True)
    assert (ROOT / "relay/static/js/protocol/unicode14.js").read_bytes() == made.stdout
