#!/bin/sh
# Write requirements/ from pyproject.toml: versions and hashes for every Python and machine we promise,
# and no word of the index that this machine asks. `tools/lock.sh UV [--upgrade]`; see decision 23.
set -eu
cd "$(dirname "$0")/.."
uv=$1
shift

# Versions that are already there stay while they may. Whatever has no wheel is refused.
lock() {
  "$uv" pip compile --no-config --quiet --universal --python-version 3.11 --no-build --generate-hashes \
    --no-annotate --custom-compile-command "make lock" "$@"
}

# All that works here is chosen first; whoever takes less of it takes the same versions.
lock "$@" --all-extras --group build --group dev --group bench --output-file requirements/dev.txt pyproject.toml
lock --constraints requirements/dev.txt --output-file requirements/run.txt pyproject.toml
lock --constraints requirements/dev.txt --all-extras --output-file requirements/box.txt pyproject.toml
lock --constraints requirements/dev.txt --group build --output-file requirements/build.txt
lock "$@" --group supply --output-file requirements/supply.txt

# The hashes are those of all files of a version. Whether a wheel for each machine is among the files, nothing of this says: ask.
for python in 3.11 3.13; do
  for machine in x86_64 aarch64; do
    for file in run box build dev supply; do
      "$uv" pip install --no-config --quiet --dry-run --require-hashes --no-build --target build/nothing \
        --python-version "$python" --python-platform "$machine-manylinux_2_36" --requirements "requirements/$file.txt"
    done
    echo "wheels for Python $python on $machine: all there"
  done
done
