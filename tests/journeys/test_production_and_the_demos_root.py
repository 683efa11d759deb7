from __future__ import annotations

import shutil

from tests.support.server import Server


def test_a_production_configuration_refuses_to_start_on_the_demos_root(demo_server, tmp_path):
    shutil.copytree(demo_server.var, tmp_path / "var", ignore=shutil.ignore_patterns("run"))
    production = Server(tmp_path / "var", demo=False)
    done = production.relay("run", RELAY_DATABASE_URL=demo_server.environment["RELAY_DATABASE_URL"])
    assert done.returncode == 1
    assert "demo" in done.stderr
