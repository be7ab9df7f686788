# shellcheck shell=sh
# For root where neither namespaces nor mounts are allowed, as in a plain container: chroot sees no folder of the
# host's. So the clone is copied into the tree at its own place, a command runs on the copy, and what it wrote comes
# back. Build directories stay in the tree. The two programs run on the host itself, by the tree's loader, so that
# every path means what it says.

enter_by_copy() { # COMMAND...
    case $1 in "$root"/build/*/app/*) run_by_loader "$@" ;; esac
    with_lock "$tree.copy.lock" run_on_copy "$@"
    exit
}

run_on_copy() { # COMMAND...
    copy=$tree$root
    mkdir -p "$copy"
    move_build_to_copy
    find "$copy" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    tar -C "$root" --exclude=./build --exclude=./.git -c . | tar -C "$copy" -x
    for file in $host_files; do [ ! -e "$file" ] || cp "$file" "$tree$file"; done
    case $PWD/ in "$root"/*) place=$PWD ;; *) place=$root ;; esac
    status=0
    # shellcheck disable=SC2016 # expanded in the tree
    chroot "$tree" sh -c 'cd "$1" && shift && exec "$@"' sh "$place" "$@" || status=$?
    bring_back
    return $status
}

# The host's build is a link into the tree of the first layer that was used.
move_build_to_copy() {
    if [ -d "$root/build" ] && [ ! -L "$root/build" ]; then
        [ ! -e "$copy/build" ] || die "here $root/build has to be a link into the environment; please remove it"
        mv "$root/build" "$copy/build"
    fi
    mkdir -p "$copy/build"
    [ -e "$root/build" ] || ln -sfn "$copy/build" "$root/build"
}

# What is newer than on the host goes there.
bring_back() {
    (
        cd "$copy"
        find . -path ./build -prune -o -type f -print | while IFS= read -r file; do
            if [ ! -e "$root/$file" ] || [ -n "$(find "$file" -newer "$root/$file")" ]; then
                cp -p --parents "$file" "$root"
            fi
        done
    )
}

# In place of this shell. The variables tell libraries where their data is, which they look for in /usr.
run_by_loader() { # PROGRAM ARGUMENT...
    for loader in "$tree"/lib64/ld-linux-*.so.* "$tree"/lib/ld-linux-*.so.*; do [ ! -e "$loader" ] || break; done
    for libraries in "$tree"/usr/lib/*-linux-gnu*; do [ ! -d "$libraries/qt6" ] || break; done
    fonts=$cache/fonts.conf
    echo "<fontconfig><dir>$tree/usr/share/fonts</dir><cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>" >"$fonts"
    export QT_PLUGIN_PATH="$libraries/qt6/plugins" FONTCONFIG_FILE="$fonts" XKB_CONFIG_ROOT="$tree/usr/share/X11/xkb"
    exec "$loader" --library-path "$libraries" --argv0 "$1" "$@"
}
