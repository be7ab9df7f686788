# shellcheck shell=sh
# How a command gets into a tree: bubblewrap, or chroot for root where namespaces are refused.

# Runs a command in the environment that has the layer, in place of this shell.
in_environment() { # LAYER COMMAND...
    layer=$1
    shift
    export LANG=C.UTF-8
    unset LC_ALL LC_CTYPE LC_MESSAGES LC_NUMERIC LANGUAGE
    case $way in
    inside) need_layer_inside "$layer" ;;
    native) native_packages "$layer" ;;
    foreign) foreign_packages ;;
    tree)
        need_tree "$layer"
        enter_tree "$layer" "$@"
        ;;
    esac
    exec "$@"
}

need_layer_inside() { # LAYER
    read -r layers </etc/kernel-atlas-environment || layers=
    case " $layers " in
    *" $1 "*) ;;
    *) die "this needs the layer '$1', which this environment ($layers) lacks; call ./dev from outside of it" ;;
    esac
}

# Sets $entry: how a tree is entered here. Asked every time, for 5 ms: the cache may be shared by machines and
# containers with different rights.
find_entry() {
    if bwrap --ro-bind / / true 2>/dev/null; then
        entry=bwrap
    elif [ "$(id -u)" != 0 ]; then
        die "this system refuses user namespaces (bubblewrap: $(bwrap --ro-bind / / true 2>&1 || true)).
Call ./dev as root, or on Debian 13, which needs none."
    elif unshare --mount --propagation private true 2>/dev/null; then
        entry=mounts
    else
        entry=copy
        # shellcheck source=packaging/environment/copy.sh
        . "$environment/copy.sh"
    fi
}

enter_tree() { # LAYER COMMAND...
    use_tree_variables "$1"
    shift
    find_entry
    "enter_by_$entry" "$@"
}

# Files of the host's in /etc that the tree's own must not hide.
host_files='/etc/resolv.conf /etc/hosts /etc/passwd /etc/group /etc/machine-id'

# What the host's variables say of its own toolchain does not hold in the tree.
use_tree_variables() { # LAYER
    unset CC CXX CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH LD_LIBRARY_PATH LD_PRELOAD PKG_CONFIG_PATH \
        CMAKE_PREFIX_PATH CMAKE_GENERATOR CMAKE_TOOLCHAIN_FILE QT_PLUGIN_PATH QTDIR PYTHONPATH PYTHONHOME
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    export KERNEL_ATLAS_ENVIRONMENT="$1"
}

# The system's own folders come from the tree; everything else is the host's, at its own place.
is_system_folder() { # /NAME
    case $1 in
    /bin | /boot | /dev | /etc | /lib | /lib32 | /lib64 | /libx32 | /lost+found | /proc | /sbin | /sys | /usr | /var) ;;
    *) return 1 ;;
    esac
}

# Folders of the user's that lie in one of the system's, such as a home in /var/lib.
is_hidden() { # PATH
    case $1 in
    /usr/* | /var/* | /etc/*) [ -e "$1" ] ;;
    *) return 1 ;;
    esac
}

enter_by_bwrap() { # COMMAND...
    # In the end the order is: system, links, the host's folders, those of them in system folders, files, the command.
    set -- --remount-ro /usr --remount-ro /etc --remount-ro /var --chdir "$PWD" --die-with-parent -- "$@"
    for file in $host_files; do [ ! -e "$file" ] || set -- --ro-bind "$file" "$file" "$@"; done
    for folder in "$root" "$PWD" "${HOME:-/}" "$cache" "${TMPDIR:-/}" "${XDG_RUNTIME_DIR:-/}" "${XAUTHORITY:-/}" /var/tmp; do
        ! is_hidden "$folder" || set -- --bind "$folder" "$folder" "$@"
    done
    for folder in /*; do
        is_system_folder "$folder" || [ ! -d "$folder" ] || set -- --bind "$folder" "$folder" "$@"
    done
    for link in bin sbin lib lib32 lib64 libx32; do
        [ ! -L "$tree/$link" ] || set -- --symlink "usr/$link" "/$link" "$@"
    done
    # /proc and /dev are the host's: new ones are refused in many containers, and the window wants the real /dev.
    exec bwrap --bind "$tree/usr" /usr --bind "$tree/etc" /etc --bind "$tree/var" /var \
        --bind /proc /proc --ro-bind /sys /sys --dev-bind /dev /dev "$@"
}

# The same by hand, in a mount namespace that ends with the command.
enter_by_mounts() { # COMMAND...
    set -- -- "$@"
    for file in $host_files; do [ ! -e "$file" ] || set -- "$file" "$@"; done
    for folder in "$root" "$PWD" "${HOME:-/}" "$cache" "${TMPDIR:-/}" "${XDG_RUNTIME_DIR:-/}" "${XAUTHORITY:-/}" /var/tmp; do
        ! is_hidden "$folder" || set -- "$folder" "$@"
    done
    for folder in /*; do
        is_system_folder "$folder" || [ ! -d "$folder" ] || set -- "$folder" "$@"
    done
    exec unshare --mount --propagation private sh "$environment/chroot.sh" "$tree" "$PWD" /proc /sys /dev "$@"
}
