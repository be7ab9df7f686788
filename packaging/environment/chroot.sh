#!/bin/sh
# usage: chroot.sh TREE PLACE PATH... -- COMMAND...
#
# Binds the host's PATHs into TREE at their own places and runs COMMAND in there, in the directory PLACE.
# Runs in a mount namespace of its own, which takes the mounts away when the command ends.
set -eu

tree=$1 place=$2
shift 2
while [ "$1" != -- ]; do
    if [ -d "$1" ]; then
        mkdir -p "$tree$1"
        mount --rbind "$1" "$tree$1"
    else
        mount --bind "$1" "$tree$1"
    fi
    shift
done
shift
# shellcheck disable=SC2016 # expanded in the tree
exec chroot "$tree" sh -c 'cd "$1" && shift && exec "$@"' sh "$place" "$@"
