#pragma once

#include "core/base/result.h"
#include "core/review/edit.h"
#include "core/review/reviewdocument.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The edit log: one JSON object a line, kernels by raw name (ids live in memory only). It is the history of a session,
/// its journal, and the input of `katlas apply`; docs/catalog-format.md describes the lines.
namespace atlas
{

/// The first line of a journal; a log written by hand needs none.
struct LogHeader
{
    std::string catalog = {}; ///< absolute path
    std::string run = {};     ///< absolute path; empty where none was open
    std::string opened = {};  ///< contentHash() of the catalog as opened
    std::string review = {};  ///< contentHash() of the review file as opened; empty where none is kept
};

struct LoggedEdit
{
    std::string rawName;
    Slot slot = Slot::Description;
    SlotValue value = {};
};

/// A group of edits that was applied.
struct LoggedStep
{
    std::string text;
    std::vector<LoggedEdit> edits = {};
    /// contentHash() of the catalog that the step went over to; empty for all others.
    std::string mergedCatalog = {};
    std::string mergedReview = {}; ///< the same of its review file; empty where none is kept
    bool isOtherFile = false;      ///< it was another file, not the same with other bytes
};
struct LoggedUndo
{
};
struct LoggedRedo
{
};
/// The state at `index` was about to be written (`isDone` false) or was written.
struct LoggedSave
{
    std::size_t index = 0;
    bool isDone = false;
    std::string catalog = {}; ///< contentHash()
    std::string review = {};  ///< contentHash(), or empty
};
using LogLine = std::variant<LogHeader, LoggedStep, LoggedUndo, LoggedRedo, LoggedSave>;

/// 16 hex digits (FNV-1a) and the size: enough to tell versions of one file apart, not a defence against forgery.
[[nodiscard]] std::string contentHash(std::string_view bytes);

/// One line of JSON with its line break.
[[nodiscard]] std::string printLogLine(const LogLine &line);
[[nodiscard]] Result<LogLine> parseLogLine(std::string_view text);

/// The step that `group` is in `document`.
[[nodiscard]] LoggedStep loggedStep(const ReviewDocument &document, const EditGroup &group);

struct EditLog
{
    std::vector<LogLine> lines = {};
    /// Bytes of the lines that are whole: what follows was cut off in the middle of a write.
    std::size_t wholeBytes = 0;
    /// What was left out and why.
    std::vector<Diagnostic> diagnostics = {};
};
/// Reads a log that may end in the middle of a line: what is whole counts. Stops at a line that it does not understand.
[[nodiscard]] EditLog readEditLog(std::string_view text, const std::string &fileName);

/// Which kernels of a log are meant.
enum class ReplayScope : std::uint8_t
{
    Everything, ///< a journal: kernels that the document does not have become entries
    Known       ///< a log for another file: kernels that the document does not have are reported and left out
};
/// Does in `document` what the lines of `log` say: steps, undo, redo. Saves are the journal's business. Returns what
/// was left out.
[[nodiscard]] std::vector<Diagnostic> replay(const EditLog &log, ReviewDocument &document, ReplayScope scope);

/// The edits of a step in `document`; kernels that it does not have become entries.
[[nodiscard]] EditGroup editGroup(const LoggedStep &step, ReviewDocument &document);

/// Does one step of a log.
void replayStep(const LoggedStep &step, ReviewDocument &document, ReplayScope scope, std::vector<Diagnostic> &leftOut);

} // namespace atlas
