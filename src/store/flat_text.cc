// Flat tables as CSV and as JSON Lines.
#include <concepts>
#include <string>
#include <vector>

#include "record/json.h"
#include "store/export_text.h"
#include "store/flat_table.h"
#include "store/out_file.h"

namespace tocsin {
namespace {

template <typename Value>
inline constexpr bool kIsOptionalRecord = false;
template <typename Value>
inline constexpr bool kIsOptionalRecord<std::optional<Value>> = kHasFields<Value>;

/// The columns of one field: of a span three, of a record inside a record those of its fields.
template <typename Value>
void add_names(const std::string& name, std::vector<std::string>& names) {
  if constexpr (std::same_as<Value, Span>) {
    for (const char* part : {"_start", "_end", "_text"}) names.push_back(name + part);
  } else if constexpr (kIsOptionalRecord<Value>) {
    std::apply(
        [&]<typename... R, typename... V>(const Field<R, V>&... field) {
          (add_names<V>(field.kind == FieldKind::kInlined ? name : name + "_" + field.name, names), ...);
        },
        kFields<typename Value::value_type>);
  } else {
    names.push_back(name);
  }
}

template <typename Row>
std::vector<std::string> column_names() {
  std::vector<std::string> names;
  for_each_flat(Row(), [&]<typename P, typename R, typename V>(const P&, const Field<R, V>& field) {
    add_names<V>(field.name, names);
  });
  return names;
}

class CsvRow {
 public:
  void value(const std::string& text) { rows_.text(text); }
  void value(bool flag) { rows_.literal(flag ? "true" : "false"); }
  void value(std::integral auto number) { rows_.number(number); }
  void value(double number) { rows_.number(number); }
  void value(const std::vector<std::string>& values) { rows_.text(joined(values)); }
  void value(const Span& span) {
    if (span.empty()) return blanks(3);
    rows_.number(span.begin).number(span.end).text(span.text);
  }
  template <typename Value>
  void value(const std::optional<Value>& optional) {
    if (optional) return value(*optional);
    std::vector<std::string> names;
    add_names<std::optional<Value>>("", names);
    blanks(names.size());
  }
  template <typename Value>
  void value(const std::vector<Value>& values) {
    rows_.text(values.empty() ? "" : json_.list(values));
  }
  template <typename Record>
    requires kHasFields<Record>
  void value(const Record& record) {
    std::apply([&](const auto&... field) { (value(record.*field.member), ...); }, kFields<Record>);
  }
  std::string end() {
    rows_.end_row();
    return rows_.take();
  }

 private:
  void blanks(size_t count) {
    for (size_t i = 0; i < count; ++i) rows_.empty();
  }
  Rows rows_{RowStyle::kSheet};
  RecordJson json_{""};
};

template <typename Row>
class CsvSink : public RowSink<Row> {
 public:
  explicit CsvSink(OutFile file) : file_(std::move(file)) {}
  Result<void> add(const Row& row) override {
    for_each_flat(row, [&](const auto& part, const auto& field) { line_.value(part.*field.member); });
    return file_.write(line_.end());
  }
  Result<void> finish() override { return file_.finish(); }

 private:
  OutFile file_;
  CsvRow line_;
};

template <typename Row>
class JsonSink : public RowSink<Row> {
 public:
  explicit JsonSink(OutFile file) : file_(std::move(file)) {}
  Result<void> add(const Row& row) override {
    std::string line;
    const auto part = [&](const auto& each) { line += (line.empty() ? "{" : ",") + json_.members(each); };
    std::apply([&](const auto&... parts) { (part(parts), ...); }, row);
    return file_.write(line + "}\n");
  }
  Result<void> finish() override { return file_.finish(); }

 private:
  OutFile file_;
  RecordJson json_{""};
};

}  // namespace

template <typename Row>
OpenSink<Row> open_csv(const std::filesystem::path& target) {
  TRY(OutFile file, OutFile::open(target));
  TRY_VOID(file.write(header_row(RowStyle::kSheet, column_names<Row>())));
  return std::make_unique<CsvSink<Row>>(std::move(file));
}

template <typename Row>
OpenSink<Row> open_jsonl(const std::filesystem::path& target) {
  TRY(OutFile file, OutFile::open(target));
  return std::make_unique<JsonSink<Row>>(std::move(file));
}

#define TOCSIN_FLAT_ROW(Row)                                          \
  template OpenSink<Row> open_csv<Row>(const std::filesystem::path&); \
  template OpenSink<Row> open_jsonl<Row>(const std::filesystem::path&);
TOCSIN_FLAT_ROW(DocumentRow)
TOCSIN_FLAT_ROW(EntityRow)
TOCSIN_FLAT_ROW(StatementRow)
TOCSIN_FLAT_ROW(EventRow)
TOCSIN_FLAT_ROW(LedgerRow)
TOCSIN_FLAT_ROW(TimeRow)
TOCSIN_FLAT_ROW(PlaceRow)
TOCSIN_FLAT_ROW(ActorRow)
#undef TOCSIN_FLAT_ROW

}  // namespace tocsin
