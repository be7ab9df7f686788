#include "core/run/filekind.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/run/tableheader.h"
#include "core/run/unpack.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace atlas
{

namespace
{
using namespace std::string_view_literals;
using enum FileKind;

/// Of a capture where a table was expected: a table of its own was asked for in it, or it lies in a stage's folder.
constexpr std::string_view kOpenItself = "it has no tables of its own; open the file itself: katlas tables {}";

constexpr std::array<FileKindWords, kFileKinds> kWords = {{
    /* Text */ {"text without a kernel table",
                "export the kernel summary: nsys stats -r cuda_gpu_kern_sum --format csv FILE.nsys-rep", true},
    /* Empty */
    {"an empty file: the capture held no kernels, or writing the report failed", "run nsys stats again"},
    /* Binary */
    {"a binary file of a kind that is not known here",
     "if it is a capture of the profiler, write its table: nsys stats -r cuda_gpu_kern_sum --format csv {}"},
    /* NsysSqlite */
    {"an SQLite export of Nsight Systems", kOpenItself, true},
    /* NsysReport */
    {"a capture of Nsight Systems", kOpenItself, true},
    /* NsysStream */
    {"an unfinished capture of Nsight Systems, not yet a report", "finish it: QdstrmImporter --input-file {}"},
    /* NsysJson */
    {"a JSON export of single events by Nsight Systems",
     "run nsys stats -r cuda_gpu_kern_sum --format csv on the .nsys-rep file that it came from"},
    /* NcuReport */
    {"a report of Nsight Compute, which holds metrics of single launches and no kernel table of a run",
     "profile the run with Nsight Systems (nsys profile); to read the metrics: ncu --import {}"},
    /* NcuText */
    {"printed output of Nsight Compute, which holds metrics of single launches and no kernel table of a run",
     "profile the run with Nsight Systems: nsys profile, then nsys stats -r cuda_gpu_kern_sum"},
    /* NcuCsv */
    {"a CSV of Nsight Compute, which holds metrics of single launches and no kernel table of a run",
     "profile the run with Nsight Systems: nsys profile, then nsys stats -r cuda_gpu_kern_sum"},
    /* NcuRenames */
    {"a list of kernel names for Nsight Compute", "give it to Nsight Compute: ncu --rename-kernels-path {}"},
    /* TopKernels */
    {"a list of kernels to profile with Nsight Compute",
     "give it to the script that profiles them; open the run that it was made from here"},
    /* Nvprof */
    {"printed output of nvprof, which Nsight Systems replaced", "not supported; profile again with nsys profile"},
    /* NvprofCsv */
    {"a CSV of nvprof, which Nsight Systems replaced", "not supported; profile again with nsys profile"},
    /* NvprofDatabase */
    {"a database of nvprof, which Nsight Systems replaced", "not supported; profile again with nsys profile"},
    /* TorchTrace */
    {"a PyTorch profiler trace", kOpenItself, true},
    /* TorchAverages */
    {"a key_averages() table of the PyTorch profiler, which mixes operators and kernels and rounds their times",
     "not supported; write the trace in that program instead: prof.export_chrome_trace(\"trace.json\")"},
    /* ChromeTrace */
    {"a trace in Chrome's format without kernels of a profiler known here",
     "not supported; look at it with ui.perfetto.dev"},
    /* Perfetto */
    {"a Perfetto trace", "not supported; look at it with ui.perfetto.dev"},
    /* Xplane */
    {"an XPlane profile of JAX or TensorFlow",
     "not supported; look at it with xprof, or profile the program with nsys profile"},
    /* Proton */
    {"a profile of Triton's Proton", "not supported; print it with proton-viewer {}"},
    /* RocprofStats */
    {"a kernel or API summary of AMD's rocprof", kOpenItself, true},
    /* RocprofDispatches */
    {"a list of kernel dispatches by AMD's rocprof", kOpenItself, true},
    /* RocprofTrace */
    {"a trace of API calls or copies by AMD's rocprof, which holds no kernels",
     "not supported; with --kernel-trace rocprofv3 writes the kernels"},
    /* RocprofJson */
    {"a JSON trace of AMD's rocprofv3", kOpenItself, true},
    /* Rocpd */
    {"a rocpd database of AMD's rocprofv3", kOpenItself, true},
    /* RoctracerJson */
    {"a trace of AMD's roctracer or rocprof in Chrome's format",
     "not supported; profile again with rocprofv3 --kernel-trace, or look at it with ui.perfetto.dev"},
    /* JuliaProfile */
    {"printed output of CUDA.jl's own profiler, which rounds times",
     "not supported; profile with nsys profile julia ..., then nsys stats -r cuda_gpu_kern_sum --format csv"},
    /* OtherKernelTable */
    {"a kernel table of another tool",
     "not supported: a table here has the columns Total Time (ns), Instances and Name, as nsys stats -r "
     "cuda_gpu_kern_sum --format csv writes them"},
    /* Digest */
    {"a digest of captures by katlas", kOpenItself, true},
    /* Catalog */
    {"a kernel catalog, not a run", "open the run first, then choose this file as its catalog (--catalog {})"},
    /* ProjectFile */
    {"a project file of Kernel Atlas, not a run", "open the folder that it lies in"},
    /* Sqlite */
    {"an SQLite database, but no profiler's", "not supported; nothing in it is of a profiler known here"},
    /* Archive */
    {"an archive", "unpack it and open what is in it"},
    /* Picture */
    {"a picture", "open the table that it shows: text, CSV or JSON"},
    /* Document */
    {"an office document or PDF", "save the table in it as CSV and open that"},
    /* Notebook */
    {"a Jupyter notebook", "save the profiler's output of its cell to a text file and open that"},
    /* WebPage */
    {"a web page", "save the table in it as text and open that"},
    /* Program */
    {"a program or library", "profile it: nsys profile {}"},
}};

struct Magic
{
    std::string_view bytes;
    FileKind kind;
    std::size_t at = 0;
};
constexpr std::array kMagics = {
    Magic{"NVR\0"sv, NcuReport},
    Magic{"PK\x03\x04"sv, Archive},
    Magic{"PK\x05\x06"sv, Archive},
    Magic{"7z\xBC\xAF\x27\x1C"sv, Archive},
    Magic{"Rar!"sv, Archive},
    Magic{"\xFD"
          "7zXZ\0"sv,
          Archive},
    Magic{"BZh"sv, Archive},
    Magic{"\x04\x22\x4D\x18"sv, Archive},
    Magic{"LZIP"sv, Archive},
    Magic{"\x1F\x8B"sv, Archive},
    Magic{"\x28\xB5\x2F\xFD"sv, Archive},
    Magic{"ustar"sv, Archive, 257},
    Magic{"\x89PNG"sv, Picture},
    Magic{"\xFF\xD8\xFF"sv, Picture},
    Magic{"GIF8"sv, Picture},
    Magic{"BM"sv, Picture},
    Magic{"II*\0"sv, Picture},
    Magic{"MM\0*"sv, Picture},
    Magic{"WEBP"sv, Picture, 8},
    Magic{"<svg"sv, Picture},
    Magic{"%PDF"sv, Document},
    Magic{"{\\rtf"sv, Document},
    Magic{"\xD0\xCF\x11\xE0"sv, Document},
    Magic{"\x7F"
          "ELF"sv,
          Program},
    Magic{"MZ"sv, Program},
    Magic{"\xCF\xFA\xED\xFE"sv, Program},
};

/// Texts that together tell a kind, anywhere in the beginning or (Scope::Line) on one line of it.
enum class Scope : std::uint8_t
{
    Text,
    Line
};
struct Mark
{
    FileKind kind;
    std::array<std::string_view, 3> texts;
    Scope scope = Scope::Text;
};

constexpr std::array kDatabaseMarks = {
    Mark{Rocpd, {"rocpd_"}},
    Mark{NvprofDatabase, {"CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL"}},
    Mark{NsysSqlite, {"CUPTI_ACTIVITY_KIND_"}},
    Mark{NsysSqlite, {"META_DATA_EXPORT"}},
    Mark{NsysSqlite, {"TARGET_INFO_"}},
    Mark{NsysSqlite, {"StringIds"}},
    Mark{Sqlite, {}},
};
constexpr std::array kBinaryMarks = {
    Mark{Xplane, {"/host:metadata"}},     Mark{Xplane, {"/device:GPU:"}},  Mark{Xplane, {"/host:CPU"}},
    Mark{Perfetto, {"perfetto"}},         Mark{Perfetto, {"track_event"}}, Mark{Perfetto, {"linux.ftrace"}},
    Mark{Perfetto, {"gpu.renderstages"}},
};
constexpr std::array kJsonMarks = {
    Mark{Digest, {"\"kernel_atlas_digest\""}},
    Mark{RocprofJson, {"\"rocprofiler-sdk-tool\""}},
    Mark{RoctracerJson, {"\"traceEvents\"", "\"BeginNs\""}},
    Mark{RoctracerJson, {"\"traceEvents\"", "HIP API"}},
    Mark{RoctracerJson, {"\"traceEvents\"", "hipLaunchKernel", "\"ts\":\""}},
    Mark{TorchTrace, {"\"deviceProperties\"", "\"traceEvents\""}},
    Mark{TorchTrace, {"\"deviceProperties\"", "\"schemaVersion\""}},
    Mark{TorchTrace, {"\"schemaVersion\"", "\"traceEvents\""}},
    Mark{TorchTrace, {"\"ph\"", "\"baseTimeNanoseconds\""}},
    Mark{TorchTrace, {"\"ph\"", "\"cpu_op\""}},
    Mark{TorchTrace, {"\"ph\"", "ProfilerStep#"}},
    Mark{TorchTrace, {"\"ph\"", "\"cat\": \"kernel\""}},
    Mark{TorchTrace, {"\"ph\"", "\"cat\":\"kernel\""}},
    Mark{TorchTrace, {"\"ph\"", "\"cat\": \"Kernel\""}},
    Mark{TorchTrace, {"\"ph\"", "\"cat\": \"Operator\""}},
    Mark{ChromeTrace, {"\"traceEvents\""}},
    Mark{ChromeTrace, {"\"ph\"", "\"ts\"", "\"pid\""}},
    Mark{Proton, {"\"frame\"", "\"metrics\"", "\"children\""}},
    Mark{Notebook, {"\"cell_type\""}},
    Mark{NsysJson, {"\"CudaEvent\""}},
    Mark{NsysJson, {"\"TraceProcessEvent\""}},
    Mark{NsysJson, {"\"NvtxEvent\""}},
    Mark{Catalog, {"\"raw_name\""}},
};
constexpr std::array kTextMarks = {
    Mark{NcuText, {"==PROF=="}},
    Mark{NcuText, {"Section: GPU Speed Of Light"}},
    Mark{NcuText, {"Section: Launch Statistics"}},
    Mark{NcuCsv, {"Metric Name", "Metric Value"}, Scope::Line},
    Mark{NcuCsv, {"Kernel Name", "Host Name", "Process ID"}, Scope::Line},
    Mark{NcuCsv, {"Kernel Name", "launch__"}, Scope::Line},
    Mark{NvprofCsv, {"\"Type\",\"Time(%)\",\"Time\""}, Scope::Line},
    Mark{NvprofCsv, {"Type,Time(%),Time"}, Scope::Line},
    Mark{NvprofCsv, {"\"Start\",\"Duration\",\"Grid X\""}, Scope::Line},
    Mark{Nvprof, {"NVPROF is profiling"}},
    Mark{Nvprof, {"==", "Profiling result:"}, Scope::Line},
    Mark{Nvprof, {"Type", "Time(%)", "Calls"}, Scope::Line},
    Mark{Nvprof, {"GPU activities:"}, Scope::Line},
    Mark{TorchAverages, {"Self CPU", "# of Calls"}, Scope::Line},
    Mark{TorchAverages, {"Self CUDA", "# of Calls"}, Scope::Line},
    Mark{TorchAverages, {"Self CPU %"}, Scope::Line},
    Mark{JuliaProfile, {"-side activity: "}, Scope::Line},
    Mark{JuliaProfile, {"GPU was busy for"}, Scope::Line},
    Mark{RocprofStats, {"Calls", "TotalDurationNs"}, Scope::Line},
    Mark{RocprofDispatches, {"Kernel_Name", "Start_Timestamp"}, Scope::Line},
    Mark{RocprofDispatches, {"KernelName", "gpu-id"}, Scope::Line},
    Mark{RocprofDispatches, {"KernelName", "DurationNs"}, Scope::Line},
    Mark{RocprofDispatches, {"Kernel_Name", "Dispatch_ID"}, Scope::Line},
    Mark{RocprofTrace, {"Start_Timestamp", "End_Timestamp"}, Scope::Line},
    Mark{Catalog, {"raw_name:"}},
    Mark{NcuRenames, {"Original:", "Renamed:"}},
    Mark{TopKernels, {"kernels:", "regex:"}},
};

struct NamedKind
{
    std::string_view ending;
    FileKind kind;
};
constexpr std::array kEndings = {
    NamedKind{".nsys-rep", NsysReport},
    NamedKind{".qdrep", NsysReport},
    NamedKind{".qdstrm", NsysStream},
    NamedKind{".ncu-rep", NcuReport},
    NamedKind{".nvvp", NvprofDatabase},
    NamedKind{".nvprof", NvprofDatabase},
    NamedKind{".xplane.pb", Xplane},
    NamedKind{".pftrace", Perfetto},
    NamedKind{".perfetto-trace", Perfetto},
    NamedKind{".proto", Perfetto},
    NamedKind{".hatchet", Proton},
    NamedKind{".pt.trace.json", TorchTrace},
    NamedKind{"kernel-atlas.yaml", ProjectFile},
};

std::string_view lineAround(std::string_view text, std::size_t at)
{
    const std::size_t begin = at == 0 ? 0 : text.find_last_of("\r\n", at - 1) + 1; // npos + 1 is 0
    return text.substr(begin, std::min(text.find_first_of("\r\n", at), text.size()) - begin);
}

bool hasAll(std::string_view text, std::span<const std::string_view> wanted)
{
    return std::ranges::all_of(wanted, [&](std::string_view each) { return text.contains(each); });
}

bool fits(const Mark &mark, std::string_view text)
{
    if (mark.scope == Scope::Text) {
        return hasAll(text, mark.texts);
    }
    for (std::size_t at = text.find(mark.texts.front()); at != std::string_view::npos;) {
        const std::string_view line = lineAround(text, at);
        if (hasAll(line, mark.texts)) {
            return true;
        }
        const auto end = static_cast<std::size_t>(line.data() + line.size() - text.data());
        at = text.find(mark.texts.front(), end);
    }
    return false;
}

std::optional<FileKind> kindByMarks(std::string_view text, std::span<const Mark> marks)
{
    const auto found = std::ranges::find_if(marks, [&](const Mark &mark) { return fits(mark, text); });
    return found != marks.end() ? std::optional(found->kind) : std::nullopt;
}

std::optional<FileKind> kindByMagic(std::string_view bytes)
{
    for (const Magic &magic : kMagics) {
        if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes)) {
            const bool isOffice =
                bytes.contains("xl/") || bytes.contains("word/") || bytes.contains("mimetypeapplication/vnd");
            return magic.kind == Archive && bytes.starts_with("PK") && isOffice ? Document : magic.kind;
        }
    }
    return std::nullopt;
}

std::optional<FileKind> kindByName(const std::filesystem::path &path)
{
    std::string name = toLowerAscii(path.filename().string());
    for (const std::string_view packed : {".gz", ".zst"}) {
        name.resize(name.size() - (name.ends_with(packed) ? packed.size() : 0));
    }
    const auto found =
        std::ranges::find_if(kEndings, [&](const NamedKind &each) { return name.ends_with(each.ending); });
    return found != kEndings.end() ? std::optional(found->kind) : std::nullopt;
}

/// A line of headings, one of them of a kernel and one of a time, that no reader here knows.
bool isKernelHeading(std::string_view line)
{
    const std::string lower = toLowerAscii(line);
    for (const char delimiter : {',', '\t', ';'}) {
        const std::vector<std::string_view> cells = split(lower, delimiter);
        const auto names = [](std::string_view cell) { return cell.contains("kernel") || trimmed(cell) == "name"; };
        const auto times = [](std::string_view cell) {
            return cell.contains("time") || cell.contains("dur") || cell.contains("_ns") || cell.contains("_us") ||
                   cell.contains("_ms");
        };
        if (cells.size() >= 3 && std::ranges::any_of(cells, names) && std::ranges::any_of(cells, times)) {
            return !readTableHeader(cells);
        }
    }
    return false;
}

FileKind kindOfText(std::string_view text, const std::filesystem::path &path)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::string_view content = begin == std::string_view::npos ? std::string_view() : text.substr(begin);
    if (content.starts_with('{') || content.starts_with('[')) {
        if (const auto kind = kindByMarks(content, kJsonMarks)) {
            return *kind;
        }
    }
    const std::string opening = toLowerAscii(content.substr(0, 256));
    if (opening.starts_with("<?xml") || opening.starts_with("<!doctype html") || opening.starts_with("<html")) {
        return opening.contains("<svg") ? Picture : WebPage;
    }
    if (const auto kind = kindByMarks(content, kTextMarks)) {
        return *kind;
    }
    if (const auto kind = kindByName(path)) {
        return *kind;
    }
    constexpr std::size_t kHeadingLines = 50;
    std::size_t looked = 0;
    for (const std::string_view line : lines(content.substr(0, std::size_t{16} << 10U))) {
        if (++looked > kHeadingLines) {
            break;
        }
        if (isKernelHeading(line)) {
            return OtherKernelTable;
        }
    }
    return Text;
}
} // namespace

FileKind recognise(std::string_view beginning, const std::filesystem::path &path)
{
    if (beginning.empty()) {
        return Empty;
    }
    if (beginning.starts_with("SQLite format 3\0"sv)) {
        return *kindByMarks(beginning, kDatabaseMarks);
    }
    const bool isText = !beginning.substr(0, 4096).contains('\0') && isValidUtf8(beginning.substr(0, 64));
    if (isText && !beginning.starts_with("BZh") && !beginning.starts_with("%PDF") && !beginning.starts_with("{\\rtf")) {
        return kindOfText(beginning, path);
    }
    if (const auto kind = kindByMagic(beginning)) {
        return *kind;
    }
    if (!beginning.substr(0, 4096).contains('\0')) {
        return kindOfText(beginning, path); // text in another encoding
    }
    if (const auto kind = kindByName(path)) {
        return *kind;
    }
    return kindByMarks(beginning, kBinaryMarks).value_or(Binary);
}

Result<RecognisedFile> recogniseFile(const std::filesystem::path &path)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file) {
        return std::unexpected(file.error());
    }
    BlockBuffer raw(bytesOf(std::move(*file)), kBytesToRecognise);
    const Result<bool> begun = raw.readMore();
    if (!begun) {
        return std::unexpected(begun.error());
    }
    const bool isPacked = packingOf(raw.text()) != Packing::None;
    BlockBuffer plain(plainBytes(bytesOf(raw.text())), kBytesToRecognise);
    // What breaks off is only the end of the beginning that was read.
    for (Result<bool> more = true; more.value_or(false) && plain.text().size() < kBytesToRecognise;) {
        more = plain.readMore();
    }
    return RecognisedFile{recognise(plain.text(), path), isPacked};
}

const FileKindWords &wordsOf(FileKind kind)
{
    return kWords[static_cast<std::size_t>(kind)];
}

std::string explainKind(FileKind kind, const std::filesystem::path &path)
{
    const FileKindWords &words = wordsOf(kind);
    std::string next(words.next);
    if (const std::size_t at = next.find("{}"); at != std::string::npos) {
        next.replace(at, 2, shellWord(path));
    }
    return "this is " + std::string(words.what) + "; " + next;
}

std::string shellWord(const std::filesystem::path &path)
{
    const std::string text = escapeControls(toValidUtf8(path.string()));
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) {
        return text;
    }
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

} // namespace atlas
