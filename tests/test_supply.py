"""What is installed is what was chosen: requirements/ is whole, hashed, and tells of no index."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
RUN = PROJECT["project"]["dependencies"]
EXTRAS = [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
WANTED = {
    "run": RUN,
    "box": [*RUN, *EXTRAS],
    "build": PROJECT["build-system"]["requires"],
    "dev": [*RUN, *EXTRAS, *GROUPS["build"], *GROUPS["dev"], *GROUPS["bench"]],
    "supply": GROUPS["supply"],
}
Machine = Callable[..., subprocess.CompletedProcess[str]]
PACKAGES = ROOT / "tools" / "system_packages.txt"


def logical_lines(name: str) -> list[str]:
    """A requirement to a line, hashes behind it; without comments."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    joined = re.sub(r"\\\n\s*", " ", text)
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def chosen(name: str) -> list[Requirement]:
    return [Requirement(line.partition(" --hash")[0]) for line in logical_lines(name)]


def test_there_is_one_file_for_each_purpose() -> None:
    assert {path.stem for path in (ROOT / "requirements").iterdir()} == set(WANTED)
    assert GROUPS["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize("name", WANTED)
def test_every_requirement_has_hashes_and_no_address(name: str) -> None:
    lines = logical_lines(name)
    assert len(lines) > 2
    for line in lines:
        assert re.fullmatch(
            r"[a-z0-9-]+==[\w.+]+(?: ; [\w ='.<>()!]+)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*", line
        ), line
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "/" not in text, "no index, no file, no path"


@pytest.mark.parametrize("name", WANTED)
def test_everything_that_is_asked_for_was_chosen(name: str) -> None:
    found = chosen(name)
    for wanted in map(Requirement, WANTED[name]):
        versions = [
            version
            for each in found
            if canonicalize_name(each.name) == canonicalize_name(wanted.name)
            for version in [next(iter(each.specifier)).version]
        ]
        assert versions, f"{wanted} is missing: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), wanted


@pytest.mark.parametrize("name", ["run", "box", "build"])
def test_who_takes_less_takes_the_same(name: str) -> None:
    assert set(logical_lines(name)) <= set(logical_lines("dev"))


@pytest.mark.parametrize("python", ["3.11", "3.13"])
@pytest.mark.parametrize("name", WANTED)
def test_each_python_takes_one_version(name: str, python: str) -> None:
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    names = [
        each.name for each in chosen(name) if each.marker is None or each.marker.evaluate(here)
    ]
    assert sorted(set(names)) == sorted(names)
    assert {Requirement(each).name for each in WANTED[name]} <= set(names)


LISTED = [line for line in PACKAGES.read_text("utf-8").splitlines() if not line.startswith("#")]


def test_each_debian_package_says_why() -> None:
    assert len(LISTED) > 3
    for line in LISTED:
        assert re.fullmatch(r"[a-z0-9.+-]+ +# \w.+", line), line


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Run the script on a machine whose programs are those that are named."""

    def run(*programs: str, ci: str = "", **scripts: str) -> subprocess.CompletedProcess[str]:
        for name in ("sed", "dirname", "env", *programs):
            found = shutil.which(name)
            assert found
            (tmp_path / name).symlink_to(found)
        for name, script in scripts.items():
            program = tmp_path / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            program.chmod(0o755)
        return subprocess.run(
            ["/bin/sh", ROOT / "tools" / "system_packages.sh"],
            env={"PATH": str(tmp_path), "CI": ci},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


SOME = "[ $3 = postgresql ] || echo installed"
ASKS = "exit 1"


def test_where_nothing_is_missing_nothing_is_done(machine: Machine) -> None:
    done = machine(dpkg_query="printf installed", apt_get="exit 3")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_installs_what_is_missing(machine: Machine, tmp_path: Path) -> None:
    done = machine(dpkg_query=SOME, id="echo 0", apt_get=f'echo "$@" >> {tmp_path}/told')
    assert done.returncode == 0
    assert done.stdout == "Installing Debian packages: postgresql\n"
    update, install = (tmp_path / "told").read_text("utf-8").splitlines()
    assert update.startswith("update")
    assert install.split()[0] == "install"
    assert install.endswith("--no-install-recommends postgresql")


def test_sudo_installs_only_if_it_asks_nothing(machine: Machine, tmp_path: Path) -> None:
    told = f"[ $2 = true ] || printf '%s\\n' \"$*\" >> {tmp_path}/told"
    done = machine(dpkg_query=SOME, id="echo 1000", apt_get=ASKS, sudo=told)
    assert done.returncode == 0
    assert "-n apt-get update" in (tmp_path / "told").read_text("utf-8")


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_elsewhere_one_line_says_what_to_copy(machine: Machine, ci: str, code: int) -> None:
    """In CI a missing package is an error."""
    done = machine(dpkg_query=SOME, id="echo 1000", apt_get=ASKS, sudo=ASKS, ci=ci)
    assert done.returncode == code
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.endswith("sudo apt-get install --no-install-recommends postgresql")


def test_without_a_network_the_tests_go_on(machine: Machine) -> None:
    done = machine(dpkg_query=SOME, id="echo 0", apt_get="exit 100")
    assert done.returncode == 0
    assert "--no-install-recommends postgresql" in done.stderr


def test_a_machine_that_is_no_debian_is_told_the_names(machine: Machine) -> None:
    done = machine()
    assert done.returncode == 0
    assert "postgresql" in done.stderr
