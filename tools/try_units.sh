#!/bin/sh
# Let systemd start the units of deploy/systemd as they are, on a machine that runs no systemd: in namespaces of its own.
# As root, after `make catalogues` with a Python that lies neither in /root nor in /home; wants systemd, chromium, cage,
# xwayland, curl, espeak-ng, fonts-noto-core. /etc, /opt, /run, /usr/local, /var/lib are copies or empty in there: the
# machine stays as it was. What was seen is printed.
#
#   sh tools/try_units.sh          PYTHON=/usr/bin/python3 sh tools/try_units.sh
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-$here/.venv/bin/python}
packages=$("$here/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
all=$(mktemp --directory); trap 'rm -rf "$all"' EXIT
chmod 755 "$all"; mkdir -p "$all/units" "$all/etc" "$all/opt/parvis/bin" "$all/local/lib/parvis"

cp -a /etc/. "$all/etc/"; mkdir -p "$all/etc/parvis"
cp "$here/deploy/parvis.env.example" "$all/etc/parvis/parvis.env"
cp "$here/deploy/box.example.toml" "$all/etc/parvis/box.toml"
cp "$here"/deploy/bin/* "$all/local/lib/parvis/"
printf '#!/bin/sh\nPYTHONPATH=%s:%s exec %s -m kiosk "$@"\n' "$here" "$packages" "$python" > "$all/opt/parvis/bin/kiosk"
chmod 755 "$all/opt/parvis/bin/kiosk" "$all"/local/lib/parvis/*

# The units as they are; beside them what a whole Debian would bring, and a screen in memory.
cp "$here"/deploy/systemd/parvis* "$all/units/"
for each in local-fs sysinit basic shutdown paths timers; do printf '[Unit]\nDefaultDependencies=no\n' > "$all/units/$each.target"; done
printf '[Unit]\nDefaultDependencies=no\nWants=try.service\n' > "$all/units/default.target"
for each in parvis parvis-watch parvis-forget; do
  mkdir -p "$all/units/$each.service.d"
  printf '[Unit]\nDefaultDependencies=no\n[Service]\nStandardOutput=append:%s/log\nStandardError=append:%s/log\n' "$all" "$all" > "$all/units/$each.service.d/here.conf"
done
mkdir -p "$all/units/parvis-screen.service.d"
cat > "$all/units/parvis-screen.service.d/here.conf" <<END
[Unit]
DefaultDependencies=no
[Service]
PAMName=
TTYPath=
TTYReset=no
TTYVHangup=no
StandardInput=null
UtmpIdentifier=
Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 XDG_RUNTIME_DIR=/run/parvis-screen
StandardOutput=append:$all/log
StandardError=append:$all/log
END

# Commands of a keeper, each in the sandbox of the guide.
job() {
  name=$1; shift
  sed -e '/^Restart\|^RuntimeDirectory\|^\[Install\]\|^WantedBy/d' \
    -e "s#^ExecStart=.*#Type=oneshot\nStandardOutput=append:$all/log\nStandardError=append:$all/log\nExecStart=$*#" \
    -e 's/^\[Unit\]/[Unit]\nDefaultDependencies=no/' "$here/deploy/systemd/parvis.service" > "$all/units/job-$name.service"
}
kiosk=/opt/parvis/bin/kiosk
job 1-load $kiosk demo --load-only
job 2-paper $kiosk booklet --town Dijon --out /var/lib/parvis/guide.pdf
job 3-backup $kiosk backup /var/lib/parvis/kept.sqlite
job 4-restore $kiosk restore /var/lib/parvis/kept.sqlite
job 5-copy $kiosk fleet copy /var/lib/parvis/public.sqlite
job 6-speech $kiosk speech build --language fr

printf '[Unit]\nDefaultDependencies=no\n[Service]\nType=oneshot\nTimeoutStartSec=infinity\nExecStart=/bin/sh %s/try.sh\nStandardOutput=append:%s/seen\nStandardError=append:%s/seen\n' "$all" "$all" "$all" > "$all/units/try.service"
cat > "$all/try.sh" <<'END'
oldest() { pgrep --uid parvis-screen --full --oldest chromium; }
guide=http://127.0.0.1:8400
for each in "$(dirname "$0")"/units/job-*; do name=$(basename "$each"); systemctl start "$name" || true; echo "$name: $(systemctl show --property Result --value "$name")"; done
systemctl start parvis
/usr/local/lib/parvis/wait-for-guide && echo "the guide answers: $(curl --silent "$guide/healthz?verbose")"
for page in /fr/ '/fr/search?need=eat' /fr/place/1 /fr/place/1/sheet /fr/pack.json; do echo "$page $(curl --silent --output /dev/null --write-out '%{http_code} %{size_download}' "$guide$page")"; done
clip=$(curl --silent --header 'Accept: application/json' "$guide/fr/place/1?aloud=1" | grep --only-matching '/speech/[^"]*mp3' | head -1)
echo "a clip: $(curl --silent --output /dev/null --write-out '%{http_code} %{size_download}' "$guide$clip")"
stat --format='%A %U %n' /var/lib/parvis /run/parvis /var/lib/parvis/*
systemctl start parvis-forget.path parvis-screen
for _ in $(seq 60); do sleep 1; [ -e /run/parvis/page-alive ] && break; done
ls /run/parvis/page-alive && echo "the page of the screen lives; its processes have $(for each in $(pgrep --uid parvis-screen chromium); do readlink "/proc/$each/ns/pid"; done | sort --unique | wc --lines) namespaces"
first=$(oldest); nsenter --target "$first" --mount ls -ld /var/lib/parvis /etc/parvis
curl --silent --output /dev/null "$guide/end"; sleep 8; echo "the end of a visit: browser $first, then $(oldest)"
screen=$(systemctl show --property MainPID --value parvis-screen); pkill --signal STOP --uid parvis-screen chromium; sleep 2
for _ in 1 2 3 4 5 6; do systemctl start parvis-watch; done
sleep 2; echo "a silent page: screen $screen, then $(systemctl show --property MainPID --value parvis-screen)"
pkill --signal KILL --uid parvis-screen chromium; systemctl stop parvis-screen
old=$(systemctl show --property MainPID --value parvis); kill -STOP "$old" $(pgrep --parent "$old")
for _ in 1 2 3; do systemctl start parvis-watch; done
echo "a silent guide: $old, then $(systemctl show --property MainPID --value parvis)"
echo "done"
END
cat > "$all/up.sh" <<END
mount --make-rprivate /
mount --bind $all/etc /etc; mount --bind $all/local /usr/local
for each in /run /opt /var/lib; do mount --types tmpfs tmpfs \$each; done
cp -a $all/opt/. /opt/; mkdir -p /run/systemd/system /run/lock
useradd --system --home /var/lib/parvis parvis; useradd --system --home /var/lib/parvis-screen parvis-screen
mkdir /var/lib/parvis-screen; chown parvis-screen: /var/lib/parvis-screen
chown root:parvis /etc/parvis/box.toml; chmod 640 /etc/parvis/box.toml
export container=lxc SYSTEMD_UNIT_PATH=$all/units
exec /lib/systemd/systemd --system --unit=default.target --log-target=console --log-level=warning --show-status=0
END
unshare --fork --pid --mount --cgroup --ipc --uts --net --kill-child --mount-proc sh "$all/up.sh" > "$all/boot" 2>&1 < /dev/null & namespaces=$!
for _ in $(seq 600); do grep --quiet '^done' "$all/seen" 2>/dev/null && break; sleep 0.5; done
kill -KILL "$namespaces"
cat "$all/seen"
grep --quiet '^done' "$all/seen" || { tail -n 20 "$all/boot" "$all/log"; exit 1; }
