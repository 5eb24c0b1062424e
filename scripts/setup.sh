#!/bin/sh
# Makes a checkout ready to run: dependencies, nginx where it can be had, and the build. Silent when all is there.
set -eu
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
  "$@" >"$log" 2>&1 || { cat "$log" >&2; echo "setup: '$*' failed" >&2; exit 1; }
}

# npm writes node_modules/.package-lock.json last, so its age says whether the install is complete and current.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo 'setup: installing dependencies' >&2
  quietly npm ci --ignore-scripts --no-audit --no-fund
  touch node_modules/.package-lock.json
fi

without_nginx() {
  echo "setup: nginx is missing and $1: rehearsals use the built-in front, whose figures are not those of nginx" >&2
}

# The package would start a server of its own on port 80: the policy file forbids that while it installs.
install_nginx() {
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f "$log" /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d
    ours=yes
  fi
  apt-get update -qq >"$log" 2>&1 && apt-get install -y -qq --no-install-recommends nginx >"$log" 2>&1
  installed=$?
  if [ "${ours:-}" = yes ]; then rm -f /usr/sbin/policy-rc.d; fi
  return $installed
}

if ! PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo 'setup: installing nginx' >&2
    install_nginx || without_nginx "apt-get could not install it ($(tail -n 1 "$log"))"
  else
    without_nginx 'cannot be installed here (needs root and apt)'
  fi
fi

if [ ! -f dist/cli/main.js ] || [ -n "$(find src package.json tsconfig.json tsconfig.build.json -newer dist/build.tsbuildinfo -print -quit 2>/dev/null)" ]; then
  quietly npm run --silent build
  touch dist/build.tsbuildinfo
fi
