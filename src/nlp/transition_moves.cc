// spacy/pipeline/_parser_internals/transition_system.pyx: initialize_actions.
#include "nlp/transition_moves.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "nlp/msgpack_reader.h"

namespace tocsin::nlp {
namespace {

using Json = nlohmann::json;
using Counted = std::pair<int64_t, std::string>;

void add(std::vector<Move>& moves, int action, const std::string& label) {
  const bool known =
      std::ranges::any_of(moves, [&](const Move& move) { return move.action == action && move.label == label; });
  if (!known) moves.push_back({action, label});
}

std::string moves_json(std::string_view bytes) {
  MsgpackReader reader(bytes);
  std::string json;
  for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
    if (reader.string() == "moves")
      json = reader.string();
    else
      reader.skip();
  }
  return reader.failed() || !reader.at_end() ? std::string() : json;
}

}  // namespace

Result<std::vector<Move>> read_moves(const ModelFolder& folder, const std::string& part, int action_count,
                                     int uncounted) {
  TRY(const MappedFile file, folder.file(part));
  const Json json = Json::parse(moves_json(file.bytes()), nullptr, false);
  if (!json.is_object()) return folder.error(part, "is cut or damaged");
  std::vector<Move> moves;
  std::vector<Counted> later;
  std::map<std::string, std::vector<int>> later_actions;
  for (int action = 0; action < action_count; ++action) {
    const auto labels = json.find(std::to_string(action));
    if (labels == json.end() || action == uncounted) continue;
    std::vector<Counted> counted;
    if (!labels->is_object()) return folder.error(part, "is damaged: an action does not list its labels");
    for (const auto& [label, count] : labels->items()) {
      if (!count.is_number_integer()) return folder.error(part, "is damaged: a label has no frequency");
      counted.emplace_back(count.get<int64_t>(), label);
    }
    std::ranges::sort(counted, std::greater<>());
    for (const auto& [count, label] : counted) {
      if (count >= 0) {
        add(moves, action, label);
      } else {
        later.emplace_back(count, label);
        later_actions[label].push_back(action);
      }
    }
  }
  std::ranges::sort(later, std::greater<>());
  for (const auto& [count, label] : later) {
    for (const int action : later_actions[label]) add(moves, action, label);
  }
  if (moves.empty() || static_cast<int>(json.size()) > action_count) {
    return folder.error(part, "lists actions of another transition system");
  }
  return moves;
}

Result<void> check_decoding(const ModelFolder& folder, const std::string& part) {
  TRY(const MappedFile file, folder.file(part));
  const Json json = Json::parse(file.bytes(), nullptr, false);
  if (!json.is_object()) return folder.error(part, "is not a JSON object");
  if (json.value("beam_width", Json(1)) != 1)
    return folder.error(part, "asks for a beam; this runtime decodes greedily");
  if (json.value("learn_tokens", Json(false)) != false) {
    return folder.error(part, "asks the parser to merge tokens, which this runtime does not do");
  }
  return {};
}

}  // namespace tocsin::nlp
