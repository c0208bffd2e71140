// Records as rows: columns, binding and reading, all from the one field description (record/fields.h).
#pragma once

#include <concepts>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/fields.h"
#include "store/packing.h"
#include "store/sqlite.h"

namespace tocsin::store {

/// `["N1","N5"]`.
[[nodiscard]] std::string json_list(const std::vector<std::string>& values);
/// What json_list wrote; nothing for other text.
[[nodiscard]] std::optional<std::vector<std::string>> parse_json_list(std::string_view text);

template <typename Value>
inline constexpr bool kIsOptional = false;
template <typename Value>
inline constexpr bool kIsOptional<std::optional<Value>> = true;

/// The id of a record inside its document follows from its place, the document's text has a table of its own, and an
/// explanation can be had again by reading the text.
template <typename Record, typename Value>
constexpr bool is_column(const Field<Record, Value>& field) {
  if (field.kind == FieldKind::kExplain) return false;
  if constexpr (std::same_as<Record, DocumentRecord>) return std::string_view(field.name) != "text";
  return std::string_view(field.name) != "id";
}

template <typename Value>
constexpr std::string_view column_type() {
  if constexpr (kIsOptional<Value>) {
    return column_type<typename Value::value_type>();
  } else if constexpr (std::integral<Value>) {
    return "INTEGER";
  } else if constexpr (std::same_as<Value, double>) {
    return "REAL";
  } else if constexpr (std::same_as<Value, std::string> || std::same_as<Value, std::vector<std::string>>) {
    return "TEXT";
  } else {
    return "BLOB";
  }
}

struct Column {
  std::string name;  ///< as SQL writes it, in quotation marks where it is a word of SQL
  std::string_view type;
};

/// Each field of a record that is a column, in order: `visit(field)`.
template <typename Record, typename Visit>
void for_each_column(Visit visit) {
  const auto one = [&](const auto& field) {
    if (is_column(field)) visit(field);
  };
  std::apply([&](const auto&... each) { (one(each), ...); }, kFields<Record>);
}

template <typename Record>
std::vector<Column> columns_of() {
  std::vector<Column> columns;
  for_each_column<Record>([&]<typename R, typename Value>(const Field<R, Value>& field) {
    columns.push_back({'"' + std::string(field.name) + '"', column_type<Value>()});
  });
  return columns;
}

/// Binds values to a statement and owns what is made for that until the next reset().
class RowBinder {
 public:
  RowBinder(sqlite::Statement& statement, KeptText kept) : statement_(statement), kept_(kept) {}

  void value(int index, const std::string& text) {
    text.empty() ? statement_.bind_null(index) : statement_.bind_text(index, text);
  }
  void value(int index, std::integral auto number) { statement_.bind(index, static_cast<int64_t>(number)); }
  void value(int index, double number) { statement_.bind(index, number); }
  void value(int index, const std::vector<std::string>& values) {
    values.empty() ? statement_.bind_null(index) : statement_.bind_text(index, made_.emplace_back(json_list(values)));
  }
  void value(int index, const Span& span) { span.empty() ? statement_.bind_null(index) : packed(index, span); }
  template <typename Value>
  void value(int index, const std::optional<Value>& optional) {
    optional ? value(index, *optional) : statement_.bind_null(index);
  }
  template <typename Value>
  void value(int index, const std::vector<Value>& values) {
    values.empty() ? statement_.bind_null(index) : packed(index, values);
  }
  template <typename Record>
    requires kHasFields<Record>
  void value(int index, const Record& record) {
    packed(index, record);
  }

  /// The columns of `record` from `index` on; gives the index behind them.
  template <typename Record>
  int record(int index, const Record& record) {
    for_each_column<Record>([&](const auto& field) { value(index++, record.*field.member); });
    return index;
  }

 private:
  template <typename Value>
  void packed(int index, const Value& value) {
    std::string& bytes = made_.emplace_back();
    Packer(bytes, kept_).put(value);
    statement_.bind_blob(index, bytes);
  }

  sqlite::Statement& statement_;
  KeptText kept_;
  std::list<std::string> made_;
};

/// Reads the columns of a row back. is_sound() is false when one of them does not hold what was written.
class RowReader {
 public:
  RowReader(const sqlite::Statement& statement, KeptText kept) : statement_(statement), kept_(kept) {}

  [[nodiscard]] bool is_sound() const { return sound_; }

  void value(int column, std::string& text) { text = statement_.text(column); }
  template <std::integral Number>
  void value(int column, Number& number) {
    number = static_cast<Number>(statement_.integer(column));
  }
  void value(int column, double& number) { number = statement_.real(column); }
  void value(int column, std::vector<std::string>& values) {
    if (statement_.is_null(column)) return values.clear();
    std::optional<std::vector<std::string>> parsed = parse_json_list(statement_.text(column));
    sound_ = sound_ && parsed.has_value();
    if (parsed) values = std::move(*parsed);
  }
  template <typename Value>
  void value(int column, std::optional<Value>& optional) {
    if (statement_.is_null(column)) return optional.reset();
    value(column, optional.emplace());
  }
  template <typename Value>
  void value(int column, std::vector<Value>& values) {
    packed(column, values);
  }
  void value(int column, Span& span) { packed(column, span); }
  template <typename Record>
    requires kHasFields<Record>
  void value(int column, Record& record) {
    packed(column, record);
  }

  /// The columns of `record` from `column` on; gives the column behind them.
  template <typename Record>
  int record(int column, Record& record) {
    for_each_column<Record>([&](const auto& field) { value(column++, record.*field.member); });
    return column;
  }

 private:
  template <typename Value>
  void packed(int column, Value& value) {
    if (statement_.is_null(column)) return;
    Unpacker unpacker(statement_.text(column), kept_);
    unpacker.get(value);
    sound_ = sound_ && unpacker.is_sound();
  }

  const sqlite::Statement& statement_;
  KeptText kept_;
  bool sound_ = true;
};

}  // namespace tocsin::store
