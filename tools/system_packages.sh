#!/bin/sh
# Install the Debian packages that tests need and that are missing, where that may be done unasked (as root, or by a sudo
# that asks nothing). Elsewhere name them in one line and go on: what needs them is skipped, and says so.
# In CI (CI=true) nothing may be skipped: there it is an error.
set -eu

missing=
for package in $(sed 's/#.*//' "$(dirname "$0")/system_packages.txt"); do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || state=none
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install() {
  # shellcheck disable=SC2086  # A list of words.
  $1 apt-get update -qq && $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=120 \
      --no-install-recommends $missing >/dev/null
}

if ! command -v apt-get >/dev/null; then
  may=no
elif [ "$(id -u)" -eq 0 ]; then
  may="env"
elif sudo -n true 2>/dev/null; then
  may="sudo -n"
else
  may=no
fi

if [ "$may" != no ]; then
  echo "Installing Debian packages:$missing"
  if install "$may"; then exit 0; fi
fi
echo "Missing on this machine, what needs them is skipped: sudo apt-get install --no-install-recommends$missing" >&2
[ "${CI:-}" != true ]
