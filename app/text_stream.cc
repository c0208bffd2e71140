// Reads texts from files and standard input.
#include "text_stream.h"

#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace tocsin {
namespace {

bool is_json_object(const std::string& line) {
  const size_t first = line.find_first_not_of(" \t\r");
  return first != std::string::npos && line[first] == '{' && nlohmann::json::accept(line);
}

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t\r") == std::string::npos; }

}  // namespace

Result<void> TextStream::open(const std::string& name) {
  name_ = name == "-" ? "standard input" : name;
  file_ = std::ifstream();
  if (name != "-") {
    file_.open(name, std::ios::binary);
    if (!file_) return fail(ErrorKind::kInput, name + ": cannot be opened; is the name right?");
    if (file_.peek() == std::ifstream::traits_type::eof() && file_.bad())
      return fail(ErrorKind::kInput, name + ": cannot be read; a folder?");
    file_.clear();
  }
  in_ = name == "-" ? &std::cin : &file_;
  line_ = 0;
  first_line_.clear();
  first_line_waits_ = true;
  std::getline(*in_, first_line_);
  first_line_ended_ = !in_->eof();
  in_json_ = name.ends_with(".jsonl") || name.ends_with(".ndjson") || is_json_object(first_line_);
  return {};
}

RawText TextStream::whole_file() {
  RawText raw{.source = name_, .bytes = std::move(first_line_), .in_json = false};
  if (first_line_ended_) {
    raw.bytes += '\n';
    raw.bytes.append(std::istreambuf_iterator<char>(*in_), {});
  }
  in_ = nullptr;
  return raw;
}

std::optional<Result<RawText>> TextStream::next_line() {
  std::string line;
  for (;;) {
    if (first_line_waits_) {
      line = std::move(first_line_);
      first_line_waits_ = false;
    } else if (!std::getline(*in_, line)) {
      break;
    }
    ++line_;
    if (is_blank(line)) continue;
    return RawText{.source = name_ + ":" + std::to_string(line_), .bytes = std::move(line), .in_json = true};
  }
  in_ = nullptr;
  return std::nullopt;
}

std::optional<Result<RawText>> TextStream::next() {
  for (;;) {
    if (in_ == nullptr) {
      if (at_ == names_.size()) return std::nullopt;
      if (Result<void> opened = open(names_[at_++]); !opened) return std::unexpected(std::move(opened).error());
    }
    if (!in_json_) return whole_file();
    if (auto raw = next_line()) return raw;
  }
}

Result<GivenText> given_text(RawText raw) {
  GivenText given{.id = raw.source, .text = {}, .repaired = {}};
  std::string bytes = std::move(raw.bytes);
  if (!is_valid_utf8(bytes)) {
    RepairedText repaired = repair_utf8(bytes);
    given.repaired = raw.source + ": bytes that are not UTF-8, in " + std::to_string(repaired.replaced_count) +
                     (repaired.replaced_count == 1 ? " place" : " places") +
                     ", read as U+FFFD; is the text in another encoding?";
    bytes = std::move(repaired.text);
  }
  if (!raw.in_json) {
    given.text = std::move(bytes);
    return given;
  }
  nlohmann::json line = nlohmann::json::parse(bytes, nullptr, false);
  if (line.is_discarded()) return fail(ErrorKind::kInput, raw.source + ": not JSON; one object a line is wanted");
  if (!line.is_object() || !line.contains("text") || !line["text"].is_string())
    return fail(ErrorKind::kInput, raw.source + ": no string \"text\"; an object with that field is wanted");
  given.text = std::move(line["text"].get_ref<std::string&>());
  if (line.contains("id") && line["id"].is_string()) given.id = line["id"].get<std::string>();
  return given;
}

}  // namespace tocsin
