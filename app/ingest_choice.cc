// Options of reading, and what they mean.
#include "ingest_choice.h"

#include <fmt/format.h>

#include "base/dates.h"
#include "terminal.h"

namespace tocsin {

Result<IngestOptions> IngestChoice::options() const {
  IngestOptions options;
  options.latest = latest_believable_date();
  options.feed_items = feed_items;
  for (const std::string& field : fields)
    if (Result<void> set = set_field(options.fields, field); !set)
      return fail(ErrorKind::kUsage, "--field: " + set.error().message);
  if (!date.empty()) {
    options.date = parse_date(date);
    if (!options.date)
      return fail(ErrorKind::kUsage, "--date: \"" + date + "\" is no day; the form 2025-05-22 is wanted");
  }
  return options;
}

void add_ingest_options(CLI::App& verb, IngestChoice& choice) {
  verb.add_option("input", choice.inputs,
                  "Text, HTML, JSON Lines (id, title, text, date), RSS, Atom or WARC, also packed (gzip, zstd); "
                  "folders and patterns stand for the files in them; - for standard input")
      ->required();
  verb.add_option("--date", choice.date, "Day of publication (2025-05-22); goes before what the input says");
  verb.add_option("--field", choice.fields, "Where JSON Lines keep a field: text=body; may be given again");
  verb.add_option("--feed-items", choice.feed_items, "Items read of one feed")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
}

void say_deferred(const IngestCounts& counts, const IngestOptions& options) {
  if (counts.deferred > 0)
    say(fmt::format("feeds: {} items beyond the first {} of a feed were left out; --feed-items N reads more",
                    counts.deferred, options.feed_items));
}

}  // namespace tocsin
