// Documents for tests of src/coding: `# case = name`, `# text = …` and CoNLL-U in one file of tests/coding/data.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "doc/conllu.h"

namespace tocsin::coding {

/// The annotated text of the case; the test fails when there is none of that name.
inline Document document_of_case(const std::string& file, const std::string& name) {
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/tests/coding/data/" + file);
  std::string line, text, conllu;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line.starts_with("# case = ")) inside = line.substr(9) == name;
    if (!inside || line.starts_with("# case")) continue;
    if (line.starts_with("# text = ")) {
      for (size_t at = 9; at < line.size(); ++at) {
        const bool newline = line.compare(at, 2, "\\n") == 0;
        text += newline ? '\n' : line[at];
        at += newline;
      }
      continue;
    }
    conllu += line + "\n";
  }
  EXPECT_FALSE(text.empty()) << "no case " << name << " in " << file;
  auto doc = read_conllu(text, conllu);
  EXPECT_TRUE(doc.has_value()) << (doc ? "" : doc.error().message);
  return std::move(*doc);
}

}  // namespace tocsin::coding
