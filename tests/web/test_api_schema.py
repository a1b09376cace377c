"""The API keeps to its own description: what fits it is answered, what does not is refused, nothing breaks it."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_schemathesis_finds_nothing(server, tmp_path):
    words = [
        "run",
        f"{server}/api/v1/openapi.json",
        "--url",
        f"{server}/api",
        "--max-examples",
        "2",
        "--max-time",
        "150",
    ]
    words += ["--generation-deterministic", "--phases", "examples,coverage,fuzzing", "--no-color"]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("schemathesis")), *words],
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Tested: 4" in done.stdout
