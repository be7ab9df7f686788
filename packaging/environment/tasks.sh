# shellcheck shell=sh
# What the commands do, once in the environment.

# Two builds of one preset at once would write the same files.
build() { # PRESET [TARGET...]
    if [ "${entry:-}" = copy ]; then
        "$root/dev" build "$@"
        return
    fi
    export CCACHE_DIR="${CCACHE_DIR:-$cache/ccache}" CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-3G}"
    # Two presets that compile a file alike, as release and core-only do, share the result.
    # So do two clones.
    export CCACHE_NOHASHDIR=1 CCACHE_BASEDIR="$root"
    # ccache keeps what is compiled with a precompiled header only when told what to take for that header's contents.
    export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros}" CCACHE_PCH_EXTSUM=1
    ! command -v ccache >/dev/null || export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    # How far it is, and for how long it has been at it.
    export NINJA_STATUS="${NINJA_STATUS-%f of %t files, %w passed: }"
    mkdir -p "$root/build"
    with_lock "$root/build/$1.lock" build_alone "$@"
}

build_alone() { # PRESET [TARGET...]
    preset=$1 directory=$root/build/$1
    shift
    cd "$root"
    # shellcheck disable=SC2046,SC2086 # options or nothing
    ! must_configure || $(fixed_addresses "$preset") cmake --preset "$preset" $fresh
    [ $# = 0 ] || set -- --target "$@"
    # shellcheck disable=SC2046
    $(fixed_addresses "$preset") cmake --build "$directory" "$@"
}

# ninja notices everything but changed presets and a clone that was moved.
must_configure() {
    fresh=
    [ -e "$directory/build.ninja" ] || return 0
    if ! grep -q -x "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$directory/CMakeCache.txt"; then
        fresh=--fresh
        return 0
    fi
    [ -n "$(find CMakePresets.json -newer "$directory/build.ninja")" ]
}

# The thread sanitizer's shadow memory collides with the random addresses that newer kernels hand out.
fixed_addresses() { # PRESET
    if [ "$1" = tsan ] && setarch -R true 2>/dev/null; then echo setarch -R; fi
}

# Root reads files of mode 000; tests of permissions need a root that does not.
no_capabilities() {
    drop='setpriv --bounding-set=-all --inh-caps=-all'
    if [ "$(id -u)" = 0 ] && $drop true 2>/dev/null; then echo "$drop"; fi
}

run_tests() { # [--soak] [--preset PRESET] [FILTER]
    preset=release filter=
    while [ $# != 0 ]; do
        case $1 in
        --soak) soak ;;
        --preset) preset=${2:?--preset needs a name} && shift ;;
        -*) die "test: unknown option '$1'" ;;
        *) filter=$1 ;;
        esac
        shift
    done
    build "$preset"
    export QT_QPA_PLATFORM=offscreen
    cd "$root"
    # shellcheck disable=SC2046
    exec $(fixed_addresses "$preset") $(no_capabilities) \
        ctest --preset "$preset" --no-tests=error -j "$(nproc)" ${filter:+-R "$filter"}
}

# The seed is told before anything can go wrong; whoever sets it gets the same kills again.
soak() {
    export ATLAS_SOAK="${ATLAS_SOAK:-$(date +%s)}"
    echo "soak: 200 random kills from seed $ATLAS_SOAK; the same again: ATLAS_SOAK=$ATLAS_SOAK ./dev test --soak crash"
}

update_golden() {
    export ATLAS_UPDATE_GOLDEN=1
    run_tests "$@"
}

katlas() { run_built app/cli/katlas "$@"; }
window() { run_built app/gui/kernel-atlas "$@"; }

run_built() { # PROGRAM ARGUMENT...
    program=$root/build/release/$1
    shift
    if [ "${entry:-}" = copy ]; then (run_by_loader "$program" "$@"); else "$program" "$@"; fi
}

run_window() { # [RUN_DIR]
    run_directory=${1:-$root/resources/sample-run}
    build release katlas kernel-atlas
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        window "$run_directory"
    else
        run_headless "$run_directory"
    fi
}

run_headless() { # RUN_DIR
    out=$root/out
    mkdir -p "$out"
    katlas tables "$1"
    katlas export "$1" -o "$out/kernels.yaml"
    QT_QPA_PLATFORM=offscreen window --screenshot "$out/window.png" "$1"
    cat <<END

There is no display, so the main job was done without a window:
  the catalog of the kernels that matter   $out/kernels.yaml
  a picture of the window                  $out/window.png
The tables above are from: katlas tables $1
END
}

screenshots() { # DIR [RUN_DIR]
    [ $# -ge 1 ] || die "screenshots: into which directory?"
    build release atlas_screenshots
    mkdir -p "$1"
    export QT_QPA_PLATFORM=offscreen
    run_directory=${2:-$root/resources/sample-run}
    run_built tests/screens/atlas_screenshots "$1" "$run_directory"
    # A page, a dialog and the small window once more: in Chinese, laid out from right to left, at 200 %.
    few='--screens run-light,family-light,small-light'
    # shellcheck disable=SC2086
    {
        run_built tests/screens/atlas_screenshots $few --suffix chinese --language zh_CN "$1" "$run_directory"
        run_built tests/screens/atlas_screenshots $few --suffix right-to-left -reverse "$1" "$run_directory"
        (export QT_SCALE_FACTOR=2 && run_built tests/screens/atlas_screenshots $few --suffix 200 "$1" "$run_directory")
    }
}

# New and changed texts of the sources come into the translations, as not translated.
update_translations() { build release update-translations; }

bench() { # [--against COMMIT] [OPTION OF run.py...]
    build release
    cd "$root"
    if [ "${1:-}" = --against ]; then
        [ $# -ge 2 ] || die "bench: against which commit? ./dev bench --against HEAD~5"
        before=$(git rev-parse --verify --quiet "$2^{commit}") || die "bench: there is no commit $2"
        shift 2
        build_commit "$before"
        set -- --against "$root/build/against/$before/build/release" "$@"
    fi
    exec python3 tests/benchmarks/run.py build/release "$@"
}

# What a commit held, built in a folder of its own; kept for the next comparison with it.
build_commit() { # COMMIT
    tree=$root/build/against/$1
    if [ ! -e "$tree/CMakeLists.txt" ]; then
        mkdir -p "$tree"
        git -C "$root" archive "$1" | tar -x -C "$tree"
    fi
    here=$root root=$tree
    build release
    root=$here
}

fuzz() { # SECONDS
    case ${1:-} in '' | *[!0-9]*) die "fuzz: for how many seconds? ./dev fuzz 30" ;; esac
    build fuzz
    targets=0
    for target in "$root"/build/fuzz/tests/fuzz/fuzz_*; do
        if [ ! -f "$target" ] || [ ! -x "$target" ]; then continue; fi
        fuzz_one "$target" "$1"
        targets=$((targets + 1))
    done
    [ $targets != 0 ] || die "fuzz: there are no targets in build/fuzz/tests/fuzz"
    echo "fuzz: $targets targets, $1 s each, nothing found"
}

# The seeds are copied: what the fuzzer adds to its corpus stays in the build directory.
fuzz_one() { # TARGET SECONDS
    name=${1##*/fuzz_}
    corpus=$root/build/fuzz/corpus/$name crashes=$root/build/fuzz/crashes/$name
    mkdir -p "$corpus" "$crashes"
    [ ! -d "$root/tests/fuzz/corpus/$name" ] || cp -R "$root/tests/fuzz/corpus/$name/." "$corpus"
    echo "fuzz: $name"
    "$1" -max_total_time="$2" -timeout=25 -rss_limit_mb=4096 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$crashes/" "$corpus" && return
    say "fuzz_$name failed; its inputs:"
    find "$crashes" -type f >&2
    say "once more: ./dev shell --layer tools $1 FILE"
    exit 1
}

# All of the project's files with one of the endings.
sources() { # GREP_EXPRESSION
    {
        # Root may work in another user's clone.
        git -c safe.directory='*' -C "$root" ls-files --cached --others --exclude-standard 2>/dev/null ||
            (cd "$root" && find . -path ./build -prune -o -type f -print)
    } | grep -E "$1" | while read -r file; do
        [ ! -f "$root/$file" ] || printf '%s\n' "$root/$file"
    done
}

format() { # [OPTION...]
    sources '\.(cpp|h)$' | xargs -r -d '\n' clang-format -i "$@"
}

lint() { # [--layout | --recent SECONDS]
    seconds='' checks=all
    case ${1:-} in
    '') ;;
    --layout) checks=layout ;;
    --recent) seconds=${2:?--recent needs seconds} ;;
    *) die "lint: unknown option '$1'" ;;
    esac
    echo 'lint: clang-format'
    format --dry-run -Werror
    echo 'lint: shellcheck'
    (cd "$root" && shellcheck --external-sources --check-sourced dev packaging/environment/chroot.sh packaging/linux/* .ci/run)
    echo 'lint: python'
    sources '\.py$' | xargs -r -d '\n' python3 -c '
import ast, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        ast.parse(file.read(), path)
'
    if [ $checks = layout ]; then
        echo 'lint: layout is clean'
        return
    fi
    echo 'lint: clang-tidy'
    # The database is the one of the build, and the build makes the sources that others include.
    build release
    if [ -n "$seconds" ]; then
        recent_sources | xargs -r -d '\n' python3 "$environment/tidy.py" build/release --marks "$cache/tidy" --seconds "$seconds"
    else
        python3 "$environment/tidy.py" build/release --marks "$cache/tidy"
    fi
    echo 'lint: clean'
}

# The sources that the last commits touched, newest first.
recent_sources() {
    git -c safe.directory='*' -C "$root" log -n 400 --format= --name-only -- '*.cpp' 2>/dev/null |
        awk '!seen[$0]++' | while read -r file; do
        [ ! -f "$root/$file" ] || printf '%s\n' "$root/$file"
    done
}

make_package() { # [--static | --portable]
    case ${1:-} in
    '') exec "$root/packaging/linux/build" ;;
    --static | --portable) exec "$root/packaging/linux/${1#--}" ;;
    *) die "package: unknown option '$1'" ;;
    esac
}
