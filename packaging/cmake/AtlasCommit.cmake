# cmake -D ROOT=<clone> -D HEADER=<file> -P AtlasCommit.cmake: writes which commit is built, if it is another than before.
# A tree without git, as an unpacked archive or a copy of the clone, may say it in the environment: KERNEL_ATLAS_COMMIT.
set(commit "$ENV{KERNEL_ATLAS_COMMIT}")
if(NOT commit)
    find_program(git git)
    if(git)
        execute_process(
            COMMAND ${git} -c safe.directory=* -C ${ROOT} describe --always --abbrev=12 --exclude=* --dirty=+
            OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE
        )
    endif()
endif()
if(NOT commit)
    set(commit "unknown")
endif()
set(text "#pragma once\n\ninline constexpr char kBuiltCommit[] = \"${commit}\";\n")
set(before "")
if(EXISTS ${HEADER})
    file(READ ${HEADER} before)
endif()
if(NOT before STREQUAL text)
    file(WRITE ${HEADER} "${text}")
endif()
