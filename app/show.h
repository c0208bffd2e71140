// A Reading for people: the report with the findings below each sentence.
#pragma once

#include <string>

#include "record/record.h"

namespace tocsin {

struct ShowOptions {
  bool colour = false;
  bool explain = false;  ///< with the table rows and rules behind each record
};

/// Safe to print: what came from the net is escaped (app/terminal.h).
[[nodiscard]] std::string show(const Reading& reading, const ShowOptions& options);

}  // namespace tocsin
