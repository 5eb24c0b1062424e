#!/bin/sh
# Puts the peers that this machine's registries have into FOLDER/bin; k6 has to come from elsewhere.
#
#   bench/peers/install.sh FOLDER [goose|locust|vegeta|hey|oha|gatling]...
#
# Needs cargo, python3, go, or mvn and java, each for its own. Builds with one job at the lowest priority: allow half an hour.
set -eu
[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/bin"
folder=$(cd "$1" && pwd)
shift
[ $# -ge 1 ] || set -- goose locust vegeta hey oha gatling

goose() {
  CARGO_TARGET_DIR="$folder/goose" nice -n 19 cargo build --quiet -j1 --release --locked --manifest-path "$here/goose/Cargo.toml"
  ln -sf "$folder/goose/release/tatami-goose" "$folder/bin/tatami-goose"
}
locust() {
  python3 -m venv "$folder/locust"
  "$folder/locust/bin/pip" install --quiet locust==2.47.0
  ln -sf "$folder/locust/bin/locust" "$folder/bin/locust"
}
go_install() { GOBIN="$folder/bin" GOFLAGS=-p=1 nice -n 19 go install "$1"; }
vegeta() { go_install github.com/tsenart/vegeta/v12@v12.13.0; }
hey() { go_install github.com/rakyll/hey@v0.1.5; }
oha() { nice -n 19 cargo install --quiet -j1 --locked --root "$folder" oha@1.16.0; }
# Gatling is a library, and here without its Maven plugin: a launcher starts it.
gatling() {
  mvn -q -f "$here/gatling/pom.xml" -Dfolder="$folder/gatling" package dependency:copy-dependencies \
    -DoutputDirectory="$folder/gatling/lib"
  cat >"$folder/bin/tatami-gatling" <<LAUNCHER
#!/bin/sh
exec java -server -Xmx1G -XX:+UseG1GC -XX:+ParallelRefProcEnabled -XX:MaxInlineLevel=20 -XX:MaxTrivialSize=12 \\
  --add-opens=java.base/java.lang=ALL-UNNAMED -cp "$folder/gatling/classes:$folder/gatling/lib/*" \\
  \${GATLING_PROPERTIES-} io.gatling.app.Gatling -s Event "\$@"
LAUNCHER
  chmod +x "$folder/bin/tatami-gatling"
}

for peer; do
  case $peer in goose | locust | vegeta | hey | oha | gatling) ;; *) echo "install.sh: no such peer: $peer" >&2; exit 2 ;; esac
done
for peer; do
  echo "$peer" >&2
  "$peer"
done
