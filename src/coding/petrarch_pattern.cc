// Tries the steps of a pattern in turn; a step that need not be joined may pass over words.
#include "coding/petrarch_pattern.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

using lexicon::PetrarchStep;
using Kind = lexicon::PetrarchStep::Kind;

class Matching {
 public:
  Matching(const PetrarchText& text, std::span<const PetrarchStep> steps, std::span<const uint32_t> sequence,
           bool backward)
      : text_(text), steps_(steps), sequence_(sequence), backward_(backward) {}

  bool from(size_t step, size_t at, PetrarchSides& sides) const {
    if (step == steps_.size()) return true;
    const bool in_group = step > 0 && steps_[step].group != 0 && steps_[step].group == steps_[step - 1].group;
    for (size_t i = at; i < sequence_.size(); ++i) {
      // Words in one {…} stand in one noun phrase.
      if (in_group && phrase(i) != phrase(at - 1)) return false;
      PetrarchSides tried = sides;
      if (const size_t end = fits(steps_[step], i, tried); end > i && from(step + 1, end, tried)) {
        sides = tried;
        return true;
      }
      if (steps_[step].joined) return false;
    }
    return false;
  }

 private:
  [[nodiscard]] const std::string& word(size_t i) const { return text_.words()[sequence_[i]].upper; }
  [[nodiscard]] uint32_t phrase(size_t i) const { return text_.words()[sequence_[i]].phrase; }

  [[nodiscard]] size_t end_of_phrase(size_t i) const {
    size_t end = i + 1;
    while (end < sequence_.size() && phrase(end) == phrase(i)) ++end;
    return end;
  }

  // One past the words that the step takes from i on; i when it does not fit.
  size_t fits(const PetrarchStep& step, size_t i, PetrarchSides& sides) const {
    switch (step.kind) {
      case Kind::kWord:
        return std::ranges::find(step.words, word(i)) != step.words.end() ? i + 1 : i;
      case Kind::kSynset:
        return fits_phrase(step, i);
      case Kind::kSource:
        if (phrase(i) == kNone) return i;
        sides.source = phrase(i);
        return end_of_phrase(i);
      case Kind::kTarget:
        if (phrase(i) == kNone) return i;
        sides.target = phrase(i);
        return end_of_phrase(i);
      case Kind::kCompound:
        if (phrase(i) == kNone || !text_.phrases()[phrase(i)].compound) return i;
        sides.source = sides.target = phrase(i);
        return end_of_phrase(i);
      case Kind::kSkip:
        return phrase(i) == kNone ? i : end_of_phrase(i);
    }
    return i;
  }

  size_t fits_phrase(const PetrarchStep& step, size_t i) const {
    size_t longest = i;
    for (const std::string& words : step.words) {
      const std::vector<lexicon::PetrarchWord> parts = lexicon::petrarch_phrase(words);
      if (i + parts.size() > sequence_.size()) continue;
      bool same = true;
      for (size_t k = 0; k < parts.size() && same; ++k)
        same = parts[backward_ ? parts.size() - 1 - k : k].text == word(i + k);
      if (same) longest = std::max(longest, i + parts.size());
    }
    return longest;
  }

  const PetrarchText& text_;
  std::span<const PetrarchStep> steps_;
  std::span<const uint32_t> sequence_;
  bool backward_;
};

}  // namespace

bool petrarch_match(const PetrarchText& text, std::span<const PetrarchStep> steps, std::span<const uint32_t> sequence,
                    bool backward, PetrarchSides& sides) {
  return Matching(text, steps, sequence, backward).from(0, 0, sides);
}

}  // namespace tocsin::coding
