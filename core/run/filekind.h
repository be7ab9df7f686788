#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace atlas
{

/// What a file is, as far as its first bytes (and, where those do not tell, its name) say.
enum class FileKind : std::uint8_t
{
    Text, ///< text of no kind below: a printed or delimited table, perhaps
    Empty,
    Binary,
    // Nsight Systems and Nsight Compute
    NsysSqlite,
    NsysReport,
    NsysStream,
    NsysJson,
    NcuReport,
    NcuText,
    NcuCsv,
    NcuRenames,
    TopKernels,
    Nvprof,
    NvprofCsv,
    NvprofDatabase,
    // PyTorch, JAX, Triton
    TorchTrace,
    TorchAverages,
    ChromeTrace,
    Perfetto,
    Xplane,
    Proton,
    // AMD
    RocprofStats,
    RocprofDispatches,
    RocprofTrace,
    RocprofJson,
    Rocpd,
    RoctracerJson,
    // other tools
    JuliaProfile,
    OtherKernelTable,
    // ours
    Digest,
    Catalog,
    ProjectFile,
    // anything else that gets dropped on a window
    Sqlite,
    Archive,
    Picture,
    Document,
    Notebook,
    WebPage,
    Program
};
inline constexpr std::size_t kFileKinds = static_cast<std::size_t>(FileKind::Program) + 1;

/// What people are told of a kind.
struct FileKindWords
{
    std::string_view what; ///< "a PyTorch profiler trace"
    /// The one step that leads on; "{}" stands for the file's path as a shell takes it.
    std::string_view next;
    bool isRead = false; ///< a reader of this program takes it
};

/// Bytes that are enough to tell a file's kind.
inline constexpr std::size_t kBytesToRecognise = std::size_t{256} << 10U;

/// Judges a file by its first bytes (kBytesToRecognise of them, already unpacked); `path` only where those are silent.
[[nodiscard]] FileKind recognise(std::string_view beginning, const std::filesystem::path &path);

/// A file's kind, and whether it is packed (gzip, zstd).
struct RecognisedFile
{
    FileKind kind = FileKind::Text;
    bool isPacked = false;
};
/// Opens the file, unpacks its beginning if need be, and judges that.
[[nodiscard]] Result<RecognisedFile> recogniseFile(const std::filesystem::path &path);

[[nodiscard]] const FileKindWords &wordsOf(FileKind kind);

/// "this is a PyTorch profiler trace, not a kernel table; <next step>", with `path` in the step.
[[nodiscard]] std::string explainKind(FileKind kind, const std::filesystem::path &path);

/// `path` as one word of a shell's command line; control characters are shown as \xNN.
[[nodiscard]] std::string shellWord(const std::filesystem::path &path);

} // namespace atlas
