// Reads the judge's weights: data/judge.tsv, one row a weight or a list of them (docs/tables.md).
#include <charconv>

#include "base/table.h"
#include "coding/judge.h"

namespace tocsin::coding {

namespace {

constexpr std::string_view kVersion = "1";
constexpr std::string_view kRemedy = "; `make train` makes it anew";

std::optional<double> number(std::string_view field) {
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size() || !(value > -1e4 && value < 1e4)) return {};
  return value;
}

}  // namespace

class JudgeFile {
 public:
  JudgeFile(const Table& table, const lexicon::Plover& plover) : table_(table), plover_(plover) {}

  Result<Judge> read() {
    for (const TableRow& row : table_.rows()) TRY_VOID(read_row(row));
    TRY_VOID(check_whole());
    return std::move(judge_);
  }

 private:
  Result<void> read_row(const TableRow& row) {
    const std::string_view part = row[0];
    ++counts_[std::string(part)];
    if (part == "class") return read_class(row);
    if (part == "count" || part == "version" || part == "made") return read_about(row);
    if (part == "place" || part == "trust") {
      const auto weight = number(row[2]);
      if (!weight) return wrong(row, 2, "is no weight");
      (part == "place" ? judge_.place_ : judge_.trust_)[std::string(row[1])] = *weight;
      return {};
    }
    if (part == "temper") {
      const auto power = number(row[2]);
      if (!power || *power <= 0) return wrong(row, 2, "is no power above 0");
      judge_.temper_ = *power;
      return {};
    }
    if (part == "kind") return read_kind(row);
    if (part == "vector") return read_vector(row);
    return wrong(row, 0, "is no part of the judge");
  }

  Result<void> read_about(const TableRow& row) {
    if (row[0] == "version" && row[1] != kVersion)
      return wrong(row, 1, "is another version of this file than " + std::string(kVersion));
    if (row[0] == "version") versioned_ = true;
    if (row[0] != "count") return {};
    size_t count = 0;
    const auto [end, error] = std::from_chars(row[2].data(), row[2].data() + row[2].size(), count);
    if (error != std::errc() || end != row[2].data() + row[2].size()) return wrong(row, 2, "is no number of rows");
    wanted_[std::string(row[1])] = count;
    return {};
  }

  Result<void> read_class(const TableRow& row) {
    JudgeClass cls{.name = std::string(row[1]), .cameo = std::string(row[2])};
    if (cls.name == "NONE") {
      judge_.none_ = judge_.classes_.size();
      has_none_ = true;
    } else {
      const size_t slash = cls.name.find('/');
      if (slash == std::string::npos) return wrong(row, 1, "is no type and root, TYPE/ROOT");
      cls.type = cls.name.substr(0, slash);
      cls.root = cls.name.substr(slash + 1);
      const lexicon::CameoRow* code = plover_.cameo(cls.cameo);
      if (plover_.score(cls.type, "").quad == 0) return wrong(row, 1, "has a type that plover.tsv does not know");
      if (code == nullptr) return wrong(row, 2, "is no code of cameo_roots.tsv");
    }
    judge_.classes_.push_back(std::move(cls));
    return {};
  }

  // "3:0.41|7:-0.2": class number and weight
  Result<void> read_kind(const TableRow& row) {
    auto& weights = judge_.kind_[std::string(row[1])];
    for (const std::string_view each : split_field(row[2], '|')) {
      const size_t colon = each.find(':');
      const auto cls = number(each.substr(0, colon));
      const auto weight = colon == std::string_view::npos ? std::nullopt : number(each.substr(colon + 1));
      if (!cls || !weight || *cls < 0 || *cls >= static_cast<double>(judge_.classes_.size()))
        return wrong(row, 2, "holds \"" + std::string(each) + "\", which is no class and weight");
      weights.emplace_back(static_cast<uint32_t>(*cls), *weight);
    }
    return {};
  }

  // "self/3": slot and class number; thousandths, one a dimension
  Result<void> read_vector(const TableRow& row) {
    const size_t slash = row[1].find('/');
    const auto cls = slash == std::string_view::npos ? std::nullopt : number(row[1].substr(slash + 1));
    const std::vector<std::string_view> fields = split_field(row[2], '|');
    if (judge_.vector_width_ == 0) judge_.vector_width_ = fields.size();
    if (!cls || *cls < 0 || *cls >= static_cast<double>(judge_.classes_.size()))
      return wrong(row, 1, "is no slot and class");
    if (fields.size() != judge_.vector_width_)
      return wrong(row, 2,
                   "has " + std::to_string(fields.size()) + " numbers, not " + std::to_string(judge_.vector_width_) +
                       " as the rows before");
    Judge::VectorSlot& slot = slot_named(row[1].substr(0, slash));
    float* weights = slot.weights.data() + static_cast<size_t>(*cls) * judge_.vector_width_;
    for (size_t i = 0; i < fields.size(); ++i) {
      const auto weight = number(fields[i]);
      if (!weight) return wrong(row, 2, "holds \"" + std::string(fields[i]) + "\", which is no number");
      weights[i] = static_cast<float>(*weight / 1000);
    }
    return {};
  }

  Judge::VectorSlot& slot_named(std::string_view name) {
    for (Judge::VectorSlot& slot : judge_.vectors_)
      if (slot.name == name) return slot;
    return judge_.vectors_.emplace_back(std::string(name),
                                        std::vector<float>(judge_.classes_.size() * judge_.vector_width_, 0.0F));
  }

  Result<void> check_whole() const {
    const std::string file = table_.name() + ": ";
    if (!versioned_) return fail(ErrorKind::kResource, file + "no version row" + std::string(kRemedy));
    if (!has_none_ || judge_.classes_.size() < 2)
      return fail(ErrorKind::kResource, file + "lacks its classes" + std::string(kRemedy));
    for (const std::string_view part : {"class", "place", "trust", "kind", "vector"}) {
      const auto wanted = wanted_.find(std::string(part));
      const auto found = counts_.find(std::string(part));
      const size_t count = found == counts_.end() ? 0 : found->second;
      if (wanted == wanted_.end() || wanted->second != count)
        return fail(ErrorKind::kResource,
                    file + std::to_string(count) + " rows of " + std::string(part) + " where its count says " +
                        (wanted == wanted_.end() ? std::string("nothing") : std::to_string(wanted->second)) +
                        "; the file is cut or was edited" + std::string(kRemedy));
    }
    return {};
  }

  [[nodiscard]] std::unexpected<Error> wrong(const TableRow& row, size_t column, const std::string& what) const {
    return fail(ErrorKind::kResource, table_.at(row, column) + ": \"" + std::string(row[column].substr(0, 60)) + "\" " +
                                          what + std::string(kRemedy));
  }

  const Table& table_;
  const lexicon::Plover& plover_;
  Judge judge_;
  std::unordered_map<std::string, size_t> counts_, wanted_;
  bool versioned_ = false, has_none_ = false;
};

Result<Judge> Judge::open(const std::filesystem::path& folder, const lexicon::Plover& plover) {
  TRY(const Table table, Table::open(folder / "judge.tsv", {"part", "name", "weights"}));
  return JudgeFile(table, plover).read();
}

}  // namespace tocsin::coding
