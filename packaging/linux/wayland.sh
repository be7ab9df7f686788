# shellcheck shell=sh
# In a fresh tree, under a Wayland compositor without a screen: the window on a run, drawn to a picture.
# usage: wayland.sh PROGRAM RUN PICTURE
set -eu
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
weston --backend=headless-backend.so --socket=desk --idle-time=0 >"$XDG_RUNTIME_DIR/weston.log" 2>&1 &
compositor=$!
tries=0
until [ -S "$XDG_RUNTIME_DIR/desk" ]; do
    tries=$((tries + 1))
    if [ $tries -ge 150 ]; then
        cat "$XDG_RUNTIME_DIR/weston.log" >&2
        exit 1
    fi
    sleep 0.2
done
WAYLAND_DISPLAY=desk QT_QPA_PLATFORM=wayland "$1" --screenshot "$3" "$2"
kill $compositor
