from __future__ import annotations

from tools import browser_packages
from tools.stamps import step


def test_libsodium_finds_its_other_half_beside_it():
    module = (browser_packages.LIBSODIUM / "libsodium-wrappers.mjs").read_bytes()
    assert browser_packages.BARE_IMPORT not in module
    assert module.count(browser_packages.OUR_IMPORT) == 1
    assert (browser_packages.LIBSODIUM / "libsodium-sumo.mjs").is_file()


def test_a_step_runs_again_only_when_something_it_is_made_from_changed():
    ran = []
    again = {"inputs": [browser_packages.ROOT / "package.json"], "also": str(id(ran))}
    for _ in range(3):
        step("a test of steps", lambda: ran.append(1), **again)
    assert ran == [1]
    step("a test of steps", lambda: ran.append(2), inputs=again["inputs"], also=again["also"] + "!")
    assert ran == [1, 2]
