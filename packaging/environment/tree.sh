# shellcheck shell=sh
# The Debian 13 trees in the user's cache: one for each layer, each complete in itself.

suite=trixie

# Sets $tree, the place of a layer's tree. The name follows from the package lists, so that clones share trees and
# a changed list makes a new one.
find_tree() { # LAYER
    if [ "$1" = base ]; then
        hash=$(sha256sum <"$environment/packages-base.txt")
    else
        [ -r "$environment/packages-$1.txt" ] || die "there is no layer '$1'"
        hash=$(cat "$environment/packages-base.txt" "$environment/packages-$1.txt" | sha256sum)
    fi
    tree=$cache/env-${hash%"${hash#????????????}"}
}

# Makes the tree of a layer unless it exists; afterwards nothing of this needs a network. Sets $tree.
need_tree() { # LAYER
    find_tree "$1"
    if [ ! -d "$tree" ]; then
        need_host_tools
        base_tree=
        if [ "$1" != base ]; then
            need_tree base
            base_tree=$tree
            find_tree "$1"
        fi
        with_lock "$tree.lock" make_tree "$1"
    fi
    : >"$tree.used"
}

need_host_tools() {
    missing=
    command -v bwrap >/dev/null || missing="$missing bubblewrap"
    command -v mmdebstrap >/dev/null || missing="$missing mmdebstrap"
    [ "$(id -u)" = 0 ] || command -v newuidmap >/dev/null || missing="$missing uidmap"
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
    # shellcheck disable=SC2086
    [ -z "$missing" ] || with_lock "$cache/host.lock" install_on_host $missing
}

# Under the lock. A tree is made in another name and renamed when complete: whatever interrupts this, a directory
# with the final name is whole.
make_tree() { # LAYER
    [ ! -d "$tree" ] || return 0 # made by another ./dev while this one waited
    partial=$tree.partial
    remove_tree "$partial"
    trap 'trap - EXIT; remove_tree "$partial"' EXIT
    trap 'exit 130' HUP INT TERM
    say "making the environment '$1' (Debian 13, once; needs the network and some minutes): $tree"
    mkdir -p "$partial"
    if [ "$(id -u)" = 0 ]; then bootstrap "$1" "$partial" >&2; else bootstrap_as_user "$1" "$partial"; fi ||
        die "the environment could not be made; see above"
    mark_tree "$1" "$partial"
    mv "$partial" "$tree"
    trap - EXIT
    remove_old_trees
}

# Never across file systems: a killed bootstrap may leave something mounted.
remove_tree() { rm -rf --one-file-system "$1"; }

bootstrap() { # LAYER TARGET; a TARGET of - writes a tar archive
    layer=$1 target=$2
    set -- --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io
    # Nobody reads manuals in there; without them the tree is smaller and faster made.
    for unread in man info locale doc; do set -- "$@" --dpkgopt="path-exclude=/usr/share/$unread/*"; done
    set -- "$@" --dpkgopt='path-include=/usr/share/doc/*/copyright'
    if [ -n "$base_tree" ]; then
        set -- "$@" --variant=custom --setup-hook="sync-in '$base_tree' /"
    else
        set -- "$@" --variant=minbase
    fi
    proxy=$(apt-config shell proxy Acquire::http::Proxy)
    eval "$proxy"
    [ -z "$proxy" ] || set -- "$@" --aptopt="Acquire::http::Proxy \"$proxy\""
    mirror=$(host_mirror)
    mmdebstrap "$@" --include="$(packages_of "$layer" | tr '\n' ',')" "$suite" "$target" ${mirror:+"$mirror"} </dev/null
}

# An ordinary user's tree belongs to that user: packed as root of a user namespace, unpacked as oneself.
bootstrap_as_user() { # LAYER TARGET
    grep -q "^$(id -un):" /etc/subuid 2>/dev/null ||
        die "this user has no subordinate ids, which making the tree needs:
    sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    bootstrap_failed=$2.failed
    rm -f "$bootstrap_failed"
    { bootstrap "$1" - || : >"$bootstrap_failed"; } | tar -x -C "$2" --exclude='./dev/*' || return 1
    [ ! -e "$bootstrap_failed" ] || { rm -f "$bootstrap_failed"; return 1; }
}

# The first Debian mirror among this machine's own apt sources that has the suite; nothing means mmdebstrap's choice.
host_mirror() {
    # shellcheck disable=SC2016 # apt-get's own variable
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | sort -u |
        grep -E '^https?://.*/debian/$' | while read -r uri; do
        if /usr/lib/apt/apt-helper download-file "${uri}dists/$suite/Release" "$tree.release" >/dev/null 2>&1; then
            echo "$uri"
            break
        fi
    done
    rm -f "$tree.release"
}

# The marker says which layers are inside; the empty files are places for the host's own to be bound on.
mark_tree() { # LAYER TREE
    layers_with "$1" >"$2/etc/kernel-atlas-environment"
    for file in resolv.conf hosts passwd group machine-id; do
        [ -e "$2/etc/$file" ] || : >"$2/etc/$file"
    done
}

# Trees of package lists that nobody has used for a month.
remove_old_trees() {
    find "$cache" -maxdepth 1 -name 'env-*.used' -mtime +30 | while read -r used; do
        say "removing an environment not used for 30 days: ${used%.used}"
        remove_tree "${used%.used}"
        rm -f "$used" "${used%.used}.lock"
    done
}
