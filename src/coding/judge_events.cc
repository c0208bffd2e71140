// Asks the judge about each event, between the words of the sentence that name its first actor and recipient.
#include "coding/judge_events.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

// The head of the side's nearest mention in the event's sentence; kNone when the sentence does not name it.
uint32_t named_near(const EventInput& input, const FoundEvent& ev, const std::vector<uint32_t>& side) {
  const Document& doc = input.grammar.doc();
  uint32_t nearest = kNone, least = UINT32_MAX;
  for (const uint32_t entity : side)
    for (const uint32_t each : input.actors.entities()[entity].mentions) {
      const uint32_t head = input.actors.mentions()[each].head;
      if (head == kNone || head == ev.tok || doc.tokens[head].sent != ev.sent) continue;
      const uint32_t distance = head < ev.tok ? ev.tok - head : head - ev.tok;
      if (distance < least) nearest = head, least = distance;
    }
  return nearest;
}

}  // namespace

void judge_events(const EventInput& input, const Judge& judge, std::vector<FoundEvent>& events) {
  for (FoundEvent& ev : events) {
    const uint32_t source = named_near(input, ev, ev.actors);
    const std::vector<uint32_t> others(ev.actors.empty() ? ev.actors.end() : ev.actors.begin() + 1, ev.actors.end());
    const uint32_t target = named_near(input, ev, ev.recipients.empty() ? others : ev.recipients);
    const JudgeSite site = JudgeReader(input, source, target == source ? kNone : target).site_of(ev);
    const std::vector<double> p = judge.kinds(input.grammar.doc(), site);
    double own = 0, none = 0;
    for (size_t cls = 0; cls < p.size(); ++cls) {
      if (judge.classes()[cls].type == ev.type) own += p[cls];
      if (judge.classes()[cls].type.empty()) none += p[cls];
    }
    ev.p_none = none;
    ev.p_judge = own / std::max(1 - none, 1e-9);
  }
}

}  // namespace tocsin::coding
