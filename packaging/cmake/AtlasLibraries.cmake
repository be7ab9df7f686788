# The libraries of core that are more than headers: atlas::re2, atlas::yaml_cpp, atlas::yaml (libyaml), and for captures
# atlas::sqlite, atlas::simdjson, atlas::zlib and atlas::zstd.
#
# They are linked from their archives where the system has them. RE2 alone brings thirty shared libraries along, and
# loading those takes longer than most of what katlas is asked for. Sanitizers keep the shared ones.
#
# Found by hand: RE2's pkg-config file names a hundred others, and asking for them takes pkg-config half a minute.

include(CheckLinkerFlag)

set(ATLAS_FROM_ARCHIVES OFF)
if(NOT ATLAS_SANITIZE)
    set(ATLAS_FROM_ARCHIVES ON)
endif()

# atlas_external_library(<name> HEADER <file> LIBRARY <name> [ARCHIVE <name of the archive, where it differs>])
function(atlas_external_library name)
    cmake_parse_arguments(ARG "" "HEADER;LIBRARY;ARCHIVE" "" ${ARGN})
    find_path(ATLAS_${name}_INCLUDE ${ARG_HEADER} REQUIRED)
    find_library(ATLAS_${name}_SHARED ${ARG_LIBRARY} REQUIRED)
    if(NOT ARG_ARCHIVE)
        set(ARG_ARCHIVE ${ARG_LIBRARY})
    endif()
    find_library(ATLAS_${name}_ARCHIVE lib${ARG_ARCHIVE}.a)
    add_library(atlas::${name} UNKNOWN IMPORTED)
    set(location ${ATLAS_${name}_SHARED})
    if(ATLAS_FROM_ARCHIVES AND ATLAS_${name}_ARCHIVE)
        set(location ${ATLAS_${name}_ARCHIVE})
    endif()
    set_target_properties(atlas::${name} PROPERTIES
        IMPORTED_LOCATION ${location}
        INTERFACE_INCLUDE_DIRECTORIES ${ATLAS_${name}_INCLUDE}
    )
endfunction()

# RE2's archive needs Abseil's, which refer to each other in circles; what nobody asks for is not linked. Programs of
# their own (tests, flags) stay out.
function(atlas_add_abseil_archives)
    get_target_property(location atlas::re2 IMPORTED_LOCATION)
    if(NOT location MATCHES "[.]a$")
        return()
    endif()
    get_filename_component(folder ${location} DIRECTORY)
    file(GLOB archives ${folder}/libabsl_*.a)
    list(FILTER archives EXCLUDE REGEX "test|flags_parse|mock|benchmark")
    set_target_properties(atlas::re2 PROPERTIES
        INTERFACE_LINK_LIBRARIES "-Wl,--start-group;${archives};-Wl,--end-group"
    )
endfunction()

atlas_external_library(re2 HEADER re2/re2.h LIBRARY re2)
atlas_external_library(yaml_cpp HEADER yaml-cpp/yaml.h LIBRARY yaml-cpp)
atlas_external_library(yaml HEADER yaml.h LIBRARY yaml)
atlas_external_library(sqlite HEADER sqlite3.h LIBRARY sqlite3)
atlas_external_library(simdjson HEADER simdjson.h LIBRARY simdjson ARCHIVE simdjson_static)
atlas_external_library(zlib HEADER zlib.h LIBRARY z)
atlas_external_library(zstd HEADER zstd.h LIBRARY zstd)
atlas_add_abseil_archives()

# For programs without Qt: GCC's own libraries from archives too.
add_library(atlas_own_runtime INTERFACE)
check_linker_flag(CXX "-static-libstdc++" ATLAS_HAS_STATIC_RUNTIME)
if(ATLAS_FROM_ARCHIVES AND ATLAS_HAS_STATIC_RUNTIME)
    target_link_options(atlas_own_runtime INTERFACE -static-libstdc++ -static-libgcc)
endif()
