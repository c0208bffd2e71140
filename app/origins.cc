// Reads inputs, clusters their texts by origin and writes one row a document, in the order of the input.
#include "origins.h"

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/dates.h"
#include "folders.h"
#include "ingest/inputs.h"
#include "lexicon/number_words.h"
#include "record/near_duplicates.h"
#include "terminal.h"
#include "tsv.h"

namespace tocsin {
namespace {

struct OriginsCommand {
  std::vector<std::string> inputs;
  std::string data;
};

struct Row {
  std::string id, external_id, source;
};

/// What was read so far: rows in order, and the cluster of each document.
class OriginTable {
 public:
  explicit OriginTable(Fingerprinter fingerprinter) : fingerprinter_(std::move(fingerprinter)) {}

  void add(const Article& art) {
    rows_.push_back({art.id, art.external_id, art.source});
    if (origin_.contains(art.id)) return;
    const OriginClusters::Added added =
        clusters_.add(art.id, art.published ? format_date(*art.published) : "", fingerprinter_.of(art.text));
    origin_[art.id] = added.origin;
    for (const std::string& old : added.renamed) renamed_[old] = added.origin;
  }

  void write() const {
    std::puts("id\texternal_id\tsource\torigin");
    for (const Row& row : rows_)
      std::printf("%s\t%s\t%s\t%s\n", row.id.c_str(), tsv_field(row.external_id).c_str(), tsv_field(row.source).c_str(),
                  origin_of(row.id).c_str());
  }

 private:
  [[nodiscard]] const std::string& origin_of(const std::string& id) const {
    const std::string* origin = &origin_.at(id);
    for (auto next = renamed_.find(*origin); next != renamed_.end(); next = renamed_.find(*origin))
      origin = &next->second;
    return *origin;
  }

  Fingerprinter fingerprinter_;
  OriginClusters clusters_;
  std::vector<Row> rows_;
  std::map<std::string, std::string> origin_, renamed_;
};

int run_origins(const OriginsCommand& command) {
  const Result<std::filesystem::path> data = find_data(command.data);
  if (!data) return fault(data.error());
  const Result<std::vector<std::string>> words = lexicon::number_words(*data);
  if (!words) return fault(words.error());
  OriginTable table{Fingerprinter(*words)};
  ArticleInputs inputs(command.inputs, {});
  int exit_code = 0;
  while (std::optional<Result<Article>> art = inputs.next()) {
    // What cannot be read is told and passed over.
    if (*art)
      table.add(**art);
    else
      exit_code = std::max(exit_code, fault(art->error()));
  }
  table.write();
  return exit_code;
}

}  // namespace

void add_origins(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<OriginsCommand>();
  CLI::App* verb = app.add_subcommand("origins", "Says which documents are copies of one story");
  verb->add_option("input", command->inputs, "As for read")->required();
  verb->add_option("--data", command->data, "Folder of the tables");
  verb->callback([command, &exit_code] { exit_code = run_origins(*command); });
}

}  // namespace tocsin
