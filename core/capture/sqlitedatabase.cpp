#include "core/capture/sqlitedatabase.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <sqlite3.h>

#include <array>
#include <format>

namespace atlas
{

namespace
{
/// Virtual machine steps between two looks at the stop token: some ms.
constexpr int kStepsPerCheck = 100'000;

/// The path as SQLite's URIs want it; `immutable` promises that nobody writes, so no lock and no journal is looked for.
std::string readOnlyUri(const std::filesystem::path &path)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                             c == '.' || c == '-' || c == '_';
        uri += isPlain ? std::string(1, c) : std::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri + "?mode=ro&immutable=1";
}

/// Whether the file is shorter than its header says: SQLite itself takes what is missing of the last page for zeros.
bool isCutOff(const std::filesystem::path &path)
{
    constexpr std::size_t kHeaderBytes = 100;
    std::array<char, kHeaderBytes> header = {};
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file || file->read(header.data(), header.size()).value_or(0) < header.size()) {
        return false;
    }
    const auto number = [&](std::size_t at, std::size_t size) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value = value << 8U | static_cast<unsigned char>(header[at + i]);
        }
        return value;
    };
    const std::uint64_t pageBytes = number(16, 2) == 1 ? 65536 : number(16, 2);
    const bool isCountValid = number(24, 4) == number(92, 4); // else an old program wrote the file
    return isCountValid && file->sizeWhenOpened() < number(28, 4) * pageBytes;
}

int checkStop(void *stop)
{
    return static_cast<const std::stop_token *>(stop)->stop_requested() ? 1 : 0;
}
} // namespace

void SqliteQuery::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void SqliteDatabase::Closer::operator()(sqlite3 *database) const
{
    sqlite3_close(database);
}

Result<bool> SqliteQuery::next()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return std::unexpected(m_database->errorNow());
}

std::int64_t SqliteQuery::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

bool SqliteQuery::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::string_view SqliteQuery::text(int column) const
{
    const unsigned char *text = sqlite3_column_text(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return text != nullptr ? std::string_view(reinterpret_cast<const char *>(text), static_cast<std::size_t>(size))
                           : std::string_view();
}

void SqliteQuery::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
}

SqliteDatabase::SqliteDatabase(std::filesystem::path path, sqlite3 *database, std::stop_token stop)
    : m_path(std::move(path)), m_stop(std::make_unique<std::stop_token>(std::move(stop))), m_database(database)
{
    sqlite3_progress_handler(database, kStepsPerCheck, checkStop, m_stop.get());
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

Result<SqliteDatabase> SqliteDatabase::open(const std::filesystem::path &path, std::stop_token stop)
{
    if (isCutOff(path)) {
        return failure(
            "the database was cut off: it is shorter than it says; copy it again, or export the capture again",
            {path.string()});
    }
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(readOnlyUri(path).c_str(), &handle,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (handle == nullptr) {
        return failure("there is not enough memory to open the database", {path.string()});
    }
    SqliteDatabase database(path, handle, std::move(stop));
    if (code != SQLITE_OK) {
        return std::unexpected(database.errorNow());
    }
    return database;
}

Error SqliteDatabase::errorNow() const
{
    const int code = sqlite3_errcode(m_database.get());
    if (code == SQLITE_INTERRUPT) {
        return {"cancelled", {m_path.string()}};
    }
    std::string message = "the database cannot be read: " + escapeControls(sqlite3_errmsg(m_database.get()));
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
        message += "; it was cut off or damaged: copy it again, or export the capture again";
    }
    return {std::move(message), {m_path.string()}};
}

Result<SqliteQuery> SqliteDatabase::query(const std::string &sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database.get(), sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr) !=
        SQLITE_OK) {
        return std::unexpected(errorNow());
    }
    return SqliteQuery(*this, statement);
}

Result<std::vector<std::string>> SqliteDatabase::tables() const
{
    Result<SqliteQuery> rows = query("SELECT name FROM sqlite_master WHERE type = 'table'");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<std::string> names;
    for (;;) {
        const Result<bool> more = rows->next();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return names;
        }
        names.emplace_back(rows->text(0));
    }
}

std::vector<std::string> SqliteDatabase::columns(std::string_view table) const
{
    std::vector<std::string> names;
    Result<SqliteQuery> rows = query("PRAGMA table_info(" + quotedIdentifier(table) + ")");
    while (rows && rows->next().value_or(false)) {
        names.emplace_back(rows->text(1));
    }
    return names;
}

std::string quotedIdentifier(std::string_view name)
{
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

} // namespace atlas
