#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace atlas
{

class SqliteDatabase;

/// A prepared query of one database, which must outlive it.
class SqliteQuery
{
public:
    /// Moves to the next row; false at the end. An error when the file is damaged there, or "cancelled".
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// Valid until next(); empty for NULL.
    [[nodiscard]] std::string_view text(int column) const;
    void bind(int parameter, std::int64_t value);

private:
    friend class SqliteDatabase;
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    SqliteQuery(const SqliteDatabase &database, sqlite3_stmt *statement) : m_database(&database), m_statement(statement)
    {
    }

    const SqliteDatabase *m_database;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// A database file that is only read: nothing is ever written beside it, and views or triggers in it do not run.
class SqliteDatabase
{
public:
    /// A stop request interrupts every query soon.
    [[nodiscard]] static Result<SqliteDatabase> open(const std::filesystem::path &path, std::stop_token stop = {});

    [[nodiscard]] Result<SqliteQuery> query(const std::string &sql) const;
    /// Names of the tables (not of views), as the file spells them.
    [[nodiscard]] Result<std::vector<std::string>> tables() const;
    /// Names of a table's columns; none for a table that is not there.
    [[nodiscard]] std::vector<std::string> columns(std::string_view table) const;
    [[nodiscard]] bool hasTable(std::string_view table) const { return !columns(table).empty(); }
    [[nodiscard]] Error errorNow() const;

private:
    struct Closer
    {
        void operator()(sqlite3 *database) const;
    };

    SqliteDatabase(std::filesystem::path path, sqlite3 *database, std::stop_token stop);

    std::filesystem::path m_path;
    std::unique_ptr<std::stop_token> m_stop; // its address is what SQLite calls back with
    std::unique_ptr<sqlite3, Closer> m_database;
};

/// `name` as an SQL identifier.
[[nodiscard]] std::string quotedIdentifier(std::string_view name);

} // namespace atlas
