#!/usr/bin/env bash
# A throw-away Ceph RADOS Gateway, a real S3 server, on loopback: one monitor, one object store in memory, one
# gateway, no systemd. Debian's packages are enough.
#   rgw.sh missing          print the programs that are not there, one a line
#   rgw.sh install          install them with apt-get (root)
#   rgw.sh serve FOLDER S3_PORT MON_PORT
#                           start in FOLDER (new, with a short path: sockets live there), print "ready" when S3
#                           answers, and run until stdin closes; then stop everything and delete FOLDER
# The keys come from RGW_ACCESS_KEY and RGW_SECRET_KEY, those of a second user from RGW_OTHER_ACCESS_KEY and
# RGW_OTHER_SECRET_KEY. RGW_TLS_PORT and RGW_TLS_CERTIFICATE (a file) have it answer on HTTPS, too;
# RGW_LC_DEBUG is how many seconds make a day for the rules that remove objects by age.
set -euo pipefail

programs=(ceph-mon ceph-osd radosgw radosgw-admin monmaptool ceph-authtool ceph curl)
packages=(radosgw ceph-mon ceph-osd ceph-common curl)

say() { printf '[rgw] %s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

missing() {
  local program
  for program in "${programs[@]}"; do
    command -v "$program" >/dev/null || echo "$program"
  done
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${packages[@]}"
}

write_config() {
  cat >"$home/ceph.conf" <<CONF
[global]
fsid = $fsid
mon host = [v2:127.0.0.1:$mon_port,v1:127.0.0.1:$((mon_port + 1))]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
ms bind port min = $((mon_port + 2))
ms bind port max = $((mon_port + 60))
# Loopback and one user: no authentication between the parts. The gateway asks the monitor for an encrypted
# connection by default, which does not exist without it; it would retry for ever.
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
auth allow insecure global id reclaim = false
keyring = $home/keyring
run dir = $home
admin socket = $home/\$name.asok
pid file =
log file = $home/\$name.log
crash dir = $home/crash
log to stderr = false
err to stderr = false
# One copy, few placement groups.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon warn on pool no redundancy = false

[mon]
mon data = $home/mon
mon cluster log file = $home/cluster.log
mon initial members = a
mon data avail warn = 2
mon data avail crit = 1
# A lone monitor has nobody to wait for.
paxos propose interval = 0.05
paxos min wait = 0.01

[osd]
osd data = $home/osd
osd objectstore = memstore
memstore device bytes = $((8 << 30))
osd op num shards = 2
osd op num threads per shard = 1

[client]
rgw frontends = beast endpoint=127.0.0.1:$s3_port${RGW_TLS_PORT:+ ssl_endpoint=127.0.0.1:$RGW_TLS_PORT ssl_certificate=$RGW_TLS_CERTIFICATE ssl_private_key=$RGW_TLS_CERTIFICATE}
rgw dns name = localhost
rgw thread pool size = 64
rgw run sync thread = false
rgw enable usage log = false
rgw enable quota threads = false
rgw override bucket index max shards = 1
rgw dynamic resharding = false
rgw rados pool pg num min = 4
# The store is this machine's memory: what was deleted or replaced leaves at once, and not after two hours.
rgw gc obj min wait = 1
rgw gc processor period = 2
rgw gc processor max time = 2
${RGW_LC_DEBUG:+rgw lc debug interval = $RGW_LC_DEBUG}
CONF
}

wait_for() { # SECONDS WHAT COMMAND...
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "$what was not ready in time: $(tail -n 2 "$home"/*.log 2>/dev/null | tr '\n' ' ')"
    sleep 0.1
  done
}

cluster() { ceph -c "$home/ceph.conf" --connect-timeout 60 "$@"; }
osd_is_up() { cluster osd stat -f json | grep -q '"num_up_osds":1'; }
s3_answers() { curl -sf -o /dev/null --max-time 5 --noproxy '*' "http://127.0.0.1:$s3_port/"; }

daemon() { # PROGRAM ARGUMENT...
  "$@" -f -c "$home/ceph.conf" <&- >>"$home/daemons.log" 2>&1 &
  daemons+=($!)
}

add_user() { # NAME ACCESS_KEY SECRET_KEY
  radosgw-admin -n client.admin -c "$home/ceph.conf" user create --uid="$1" --display-name="$1" \
    --access-key="$2" --secret-key="$3" >/dev/null 2>>"$home/daemons.log" || fail "user $1 could not be created"
}

clean_up() {
  trap - EXIT
  local pid
  # Newest first: the gateway needs the store to stop in good order. The data is thrown away, so nobody waits long.
  for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
    pid=${daemons[i]}
    kill -TERM "$pid" 2>/dev/null || continue
    for ((tick = 0; tick < 50; tick++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$home"
}

serve() {
  [ $# = 3 ] || fail 'usage: rgw.sh serve FOLDER S3_PORT MON_PORT'
  home=$1 s3_port=$2 mon_port=$3 daemons=()
  fsid=$(cat /proc/sys/kernel/random/uuid)
  local osd_uuid
  osd_uuid=$(cat /proc/sys/kernel/random/uuid)
  mkdir -p "$home"
  home=$(cd "$home" && pwd)
  [ -z "$(ls -A "$home")" ] || fail "$home is not empty"
  trap clean_up EXIT
  trap 'exit 143' TERM
  trap '' INT
  mkdir -p "$home"/{mon,osd,crash}
  write_config

  ceph-authtool --create-keyring "$home/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null 2>&1
  monmaptool --create --clobber --fsid "$fsid" --set-min-mon-release pacific \
    --addv a "[v2:127.0.0.1:$mon_port,v1:127.0.0.1:$((mon_port + 1))]" "$home/monmap" >/dev/null
  ceph-mon -i a -c "$home/ceph.conf" --mkfs --monmap "$home/monmap" --keyring "$home/keyring"
  daemon ceph-mon -i a --public-addr 127.0.0.1
  wait_for 180 monitor test -S "$home/mon.a.asok"

  cluster osd new "$osd_uuid" 0 >/dev/null
  ceph-osd -i 0 -c "$home/ceph.conf" --mkfs --osd-uuid "$osd_uuid" >>"$home/daemons.log" 2>&1
  daemon ceph-osd -i 0
  wait_for 180 'object store' osd_is_up

  add_user main "$RGW_ACCESS_KEY" "$RGW_SECRET_KEY"
  add_user other "$RGW_OTHER_ACCESS_KEY" "$RGW_OTHER_SECRET_KEY"
  daemon radosgw -n client.rgw
  wait_for 180 gateway s3_answers
  echo ready
  # Closes when the parent ends, however it ends: nothing can be left running.
  cat >/dev/null || true
}

case "${1:-}" in
  missing) missing ;;
  install) install_packages ;;
  serve) shift; serve "$@" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
