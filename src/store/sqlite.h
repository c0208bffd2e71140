// SQLite as values: a connection, a statement, and errors that say what would help. For src/store alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tocsin::sqlite {

/// One prepared statement. Bound text must live until the next reset(); what a column gives lives until the next step.
class Statement {
 public:
  Statement() = default;

  void bind(int index, int64_t value);
  void bind(int index, double value);
  void bind_text(int index, std::string_view value);
  void bind_blob(int index, std::string_view value);
  void bind_null(int index);

  /// True when there is a row. A fault of the store is kResource, of the statement kInternal.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement that gives no rows and makes it ready for the next run.
  [[nodiscard]] Result<void> run();
  void reset();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  ///< of a text or a blob; empty where NULL

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_fault_ = 0;
};

/// What a connection may do with its file.
enum class Access { kRead, kWrite, kCreate };

/// One connection, for one thread at a time. Statements must go before it.
class Connection {
 public:
  [[nodiscard]] static Result<Connection> open(const std::filesystem::path& file, Access access);

  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  [[nodiscard]] Result<void> execute(const std::string& sql) const;
  /// The first column of the first row; 0 where there is none.
  [[nodiscard]] Result<int64_t> integer(std::string_view sql) const;

  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] int64_t last_row() const;
  [[nodiscard]] int64_t change_count() const;  ///< rows that the last statement changed
  [[nodiscard]] sqlite3* handle() const { return connection_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

/// The error that the connection met last, or that `code` names.
[[nodiscard]] Error error_of(sqlite3* connection, int code);

}  // namespace tocsin::sqlite
