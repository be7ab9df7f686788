# shellcheck shell=sh
# In a fresh tree, under an X server: a window manager, the window on a run, a picture, and an orderly end.
# usage: window.sh PROGRAM RUN TITLE PICTURE
set -eu
openbox &
manager=$!
"$1" "$2" &
window=$!
tries=0
until xdotool search --onlyvisible --name "$3" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ $tries -ge 300 ] || ! kill -0 $window; then
        echo 'no window came' >&2
        exit 1
    fi
    sleep 0.2
done
xdotool search --sync --onlyvisible --name "$3" windowactivate --sync windowsize --sync 1400 840 windowmove --sync 20 40
sleep 2 # for the picture only: nothing depends on it
scrot --overwrite "$4"
xdotool key --clearmodifiers ctrl+q
wait $window
kill $manager
