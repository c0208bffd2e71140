// Wraps SQLite's C interface and puts its codes into words.
#include "store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace tocsin::sqlite {
namespace {

constexpr int kBusyMilliseconds = 10'000;

std::string reason_of(sqlite3* connection) {
  const int seen = errno;
  const int told = connection != nullptr ? sqlite3_system_errno(connection) : 0;
  const int number = told != 0 ? told : seen;
  return number != 0 ? std::strerror(number) : "input or output error";
}

}  // namespace

Error error_of(sqlite3* connection, int code) {
  const auto resource = [](std::string message) { return Error{ErrorKind::kResource, std::move(message)}; };
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return resource(
          "the disk is full; what was acknowledged is safe: free some space and run the same command again");
    case SQLITE_IOERR:
      return resource("cannot be read or written (" + reason_of(connection) +
                      "); what was acknowledged is safe: mend the disk and run the same command again");
    case SQLITE_CORRUPT:
      return resource("is damaged (" + std::string(connection != nullptr ? sqlite3_errmsg(connection) : "bad page") +
                      "); `tocsin check` says where, and a copy made by `tocsin backup` takes its place");
    case SQLITE_NOTADB:
      return resource("is not a database; name another file with --db");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return resource("is in use by another process; wait until it is done");
    case SQLITE_READONLY:
      return resource("is read-only; name a file that can be written with --db");
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return resource("cannot be opened: " + reason_of(connection));
    case SQLITE_NOMEM:
      return resource("memory ran out");
    case SQLITE_TOOBIG:
      return resource("a text of more than a billion bytes cannot be kept");
    default:
      return {ErrorKind::kInternal,
              "the store was asked for what it cannot do: " +
                  std::string(connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code))};
  }
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Connection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

void Statement::bind(int index, int64_t value) { bind_fault_ |= sqlite3_bind_int64(statement_.get(), index, value); }
void Statement::bind(int index, double value) { bind_fault_ |= sqlite3_bind_double(statement_.get(), index, value); }
void Statement::bind_null(int index) { bind_fault_ |= sqlite3_bind_null(statement_.get(), index); }

void Statement::bind_text(int index, std::string_view value) {
  bind_fault_ |= sqlite3_bind_text64(statement_.get(), index, value.data() != nullptr ? value.data() : "", value.size(),
                                     SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_blob(int index, std::string_view value) {
  bind_fault_ |= sqlite3_bind_blob64(statement_.get(), index, value.data(), value.size(), SQLITE_STATIC);
}

Result<bool> Statement::step() {
  const int code = bind_fault_ != 0 ? bind_fault_ : sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return std::unexpected(error_of(sqlite3_db_handle(statement_.get()), code));
}

Result<void> Statement::run() {
  const Result<bool> row = step();
  reset();
  if (!row) return std::unexpected(row.error());
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  bind_fault_ = 0;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Connection> Connection::open(const std::filesystem::path& file, Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::kCreate) flags |= SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  Connection connection;
  connection.connection_.reset(opened);
  if (code != SQLITE_OK) return std::unexpected(error_of(opened, code));
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  return connection;
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &prepared, nullptr);
  if (code != SQLITE_OK) return std::unexpected(error_of(handle(), code));
  Statement statement;
  statement.statement_.reset(prepared);
  return statement;
}

Result<void> Connection::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return std::unexpected(error_of(handle(), code));
  return {};
}

Result<int64_t> Connection::integer(std::string_view sql) const {
  TRY(Statement statement, prepare(sql));
  TRY(const bool found, statement.step());
  return found ? statement.integer(0) : 0;
}

bool Connection::is_read_only() const { return sqlite3_db_readonly(handle(), "main") == 1; }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }
int64_t Connection::last_row() const { return sqlite3_last_insert_rowid(handle()); }
int64_t Connection::change_count() const { return sqlite3_changes64(handle()); }

}  // namespace tocsin::sqlite
