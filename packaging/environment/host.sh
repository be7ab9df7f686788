# shellcheck shell=sh
# Which way leads to the toolchain on this machine, and what has to be installed on it for that.

say() { printf 'dev: %s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

# Sets $way: inside (this is the environment), native (the machine's own packages), tree (a Debian 13 tree beside
# the machine's own system) or foreign (no apt: whatever is installed).
find_way() {
    if [ -n "${KERNEL_ATLAS_ENVIRONMENT:-}" ] && [ -e /etc/kernel-atlas-environment ]; then
        way=inside
        return
    fi
    ID='' VERSION_ID=''
    # shellcheck source=/dev/null
    [ ! -r /etc/os-release ] || . /etc/os-release
    if ! command -v apt-get >/dev/null; then
        way=foreign
    elif [ "$ID" = debian ] && [ "${VERSION_ID:-99}" -ge 13 ]; then
        way=native # Debian's testing and unstable have no VERSION_ID
    else
        way=tree
    fi
}

# Prints the packages of the given layers, one a line.
packages_of() {
    for layer_name in "$@"; do
        sed -e 's/[[:space:]]*#.*//' -e '/^$/d' "$environment/packages-$layer_name.txt"
    done
}

# The layers that a tree or machine with the layer $1 has.
layers_with() {
    if [ "$1" = base ]; then echo base; else echo "base $1"; fi
}

with_lock() { # FILE COMMAND...
    (
        lock_file=$1
        shift
        flock -n 8 || {
            say "waiting for another ./dev that holds $lock_file"
            flock 8
        }
        "$@"
    ) 8>"$1"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Installs packages on this machine without ever asking a question.
install_on_host() {
    if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        die "this needs packages that only root can install; do so and try again:
    sudo apt-get install --no-install-recommends $*"
    fi
    say "installing on this machine: $*"
    # A broken third-party source must not stop what the others can provide.
    as_root apt-get update -q >&2 </dev/null || say "apt-get update had errors; going on"
    as_root apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=600 "$@" >&2 </dev/null ||
        die "apt-get could not install: $*"
}

# Debian 13: installs what the layer needs and the machine lacks.
native_packages() { # LAYER
    # shellcheck disable=SC2046 # words are wanted
    set -- $(packages_of $(layers_with "$1"))
    installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
    missing=
    for package in "$@"; do
        case $installed in *" installed:$package "*) ;; *) missing="$missing $package" ;; esac
    done
    # shellcheck disable=SC2086
    [ -z "$missing" ] || with_lock "$cache/host.lock" install_on_host $missing
}

# No apt: names what is missing, under Debian's names because every other system has its own.
foreign_packages() {
    missing=
    for program in c++ cmake ninja python3 git; do
        command -v "$program" >/dev/null || missing="$missing $program"
    done
    for module in Qt6Widgets Qt6Svg yaml-cpp yaml-0.1 re2; do
        pkg-config --exists "$module" 2>/dev/null || missing="$missing $module"
    done
    [ -z "$missing" ] || die "this system is neither Debian nor derived from it, and it lacks:$missing
Please install what Debian 13 calls: $(packages_of base | tr '\n' ' ')"
}
