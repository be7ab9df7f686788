# How every target of the project is built: language level, warnings, sanitizers, lint.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(ATLAS_CCACHE ccache)
if(ATLAS_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ATLAS_CCACHE})
endif()

# Line tables are what a backtrace needs; types and variables of every header would take a third of the build.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG" CACHE STRING "" FORCE)

find_program(ATLAS_MOLD mold)
if(ATLAS_MOLD AND NOT ATLAS_SANITIZE AND NOT ATLAS_FUZZ)
    add_link_options(-fuse-ld=mold)
endif()

add_library(atlas_options INTERFACE)
target_include_directories(atlas_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(atlas_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(ATLAS_WARNINGS_AS_ERRORS)
    target_compile_options(atlas_options INTERFACE -Werror)
endif()
if(ATLAS_ASSERTIONS)
    target_compile_definitions(atlas_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(ATLAS_SANITIZE)
    target_compile_options(atlas_options INTERFACE -fsanitize=${ATLAS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(atlas_options INTERFACE -fsanitize=${ATLAS_SANITIZE})
endif()
if(ATLAS_FUZZ)
    # Coverage counters for the code under test; only the fuzz targets themselves link libFuzzer's main.
    target_compile_options(atlas_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(atlas_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# atlas_precompiled_qt(<target>): the headers of Qt that nearly every file of the window includes are read once for all of
# them. Core gains nothing by it: its headers are few and light.
function(atlas_precompiled_qt target)
    if(NOT ATLAS_PRECOMPILE)
        return()
    endif()
    if(NOT TARGET atlas_qt_headers)
        file(WRITE ${PROJECT_BINARY_DIR}/atlas_qt_headers.cpp "// Only carries the precompiled header.\n")
        add_library(atlas_qt_headers OBJECT ${PROJECT_BINARY_DIR}/atlas_qt_headers.cpp)
        target_link_libraries(atlas_qt_headers PRIVATE atlas_qt_definitions Qt6::Widgets)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            target_compile_options(atlas_qt_headers PRIVATE -fpch-preprocess)
        endif()
        target_precompile_headers(atlas_qt_headers PRIVATE <algorithm> <array> <filesystem> <functional> <memory> <optional>
            <span> <string> <vector> <QtCore> <QtGui> <QtWidgets>)
        # No two precompiled headers are alike, not even of the same clone. This says which ones mean the same, so that
        # ccache can share what clones compile with them.
        string(SHA256 meaning "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE} ${CMAKE_CXX_FLAGS} \
${ATLAS_SANITIZE} ${ATLAS_FUZZ} ${ATLAS_ASSERTIONS} ${Qt6_VERSION} $ENV{KERNEL_ATLAS_ENVIRONMENT}")
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/atlas_qt_headers.dir/cmake_pch.hxx.gch.sum ${meaning})
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess) # so that ccache may keep what is made with it
    endif()
    # Executables would be compiled as such, and a header that was compiled for libraries does not fit those.
    get_target_property(kind ${target} TYPE)
    if(kind STREQUAL "EXECUTABLE")
        set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
        target_compile_options(${target} PRIVATE -fPIC)
    endif()
    target_precompile_headers(${target} REUSE_FROM atlas_qt_headers)
endfunction()

# atlas_core_library(<folder> SOURCES ... DEPENDS ... LIBRARIES ...)
# One static library for one folder of core. DEPENDS are the folders it may include: the arrows of docs/architecture.md.
function(atlas_core_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    add_library(atlas_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(atlas_${name} PUBLIC atlas_options)
    foreach(folder IN LISTS ARG_DEPENDS)
        target_link_libraries(atlas_${name} PUBLIC atlas_${folder})
    endforeach()
    target_link_libraries(atlas_${name} PRIVATE ${ARG_LIBRARIES})
    atlas_note_arrows(core ${name} ${ARG_DEPENDS})
endfunction()

# atlas_ui_library(<folder> SOURCES ... DEPENDS ...): the same for a folder of ui; all of core may be included.
function(atlas_ui_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_library(atlas_ui_${name} STATIC ${ARG_SOURCES})
    set_target_properties(atlas_ui_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(atlas_ui_${name} PUBLIC atlas_core atlas_qt_definitions Qt6::Widgets Qt6::Concurrent Qt6::Svg KF6::SyntaxHighlighting)
    foreach(folder IN LISTS ARG_DEPENDS)
        target_link_libraries(atlas_ui_${name} PUBLIC atlas_ui_${folder})
    endforeach()
    atlas_precompiled_qt(atlas_ui_${name})
    atlas_note_arrows(ui ${name} ${ARG_DEPENDS})
endfunction()

# A static library links with whatever the program has, so a test holds the includes against what each library declares.
function(atlas_note_arrows layer name)
    list(JOIN ARGN "," depends)
    get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set_property(GLOBAL APPEND PROPERTY ATLAS_ARROWS "${layer}/${folder}:${name}:${depends}")
endfunction()

# atlas_test(<name> SOURCES ... LIBRARIES ...)
# One Qt Test executable registered with CTest under its own name.
function(atlas_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE atlas_test_support ${ARG_LIBRARIES} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8" TIMEOUT 300)
endfunction()

# atlas_fuzz_target(<name> LIBRARIES ...): fuzz_<name>.cpp with libFuzzer; its seeds are tests/fuzz/corpus/<name>.
function(atlas_fuzz_target name)
    cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
    add_executable(fuzz_${name} fuzz_${name}.cpp)
    target_link_libraries(fuzz_${name} PRIVATE ${ARG_LIBRARIES})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()
