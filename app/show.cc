// One pass over the sentences; every record stands below the sentence of its cue or trigger.
#include "show.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "terminal.h"

namespace tocsin {
namespace {

enum class Style { kPlain, kTitle, kDim, kStatement, kCooperation, kConflict, kLedger, kActor };

constexpr std::array<std::string_view, 8> kCodes = {"",         "\x1B[1m",  "\x1B[2m",  "\x1B[36m",
                                                    "\x1B[32m", "\x1B[31m", "\x1B[33m", "\x1B[1m"};

class Page {
 public:
  Page(const Reading& reading, const ShowOptions& options) : reading_(reading), options_(options) {
    for (const EntityRecord& ent : reading.entities) entities_[ent.id] = &ent;
    for (const TimeRecord& time : reading.times) times_[time.id] = &time;
    for (const PlaceRecord& place : reading.places) places_[place.id] = &place;
  }

  std::string write() {
    head();
    sentences();
    entities();
    for (const NoteRecord& note : reading_.notes)
      line(0, style("note: " + for_terminal(note.what) +
                        (note.span.empty() ? "" : " (" + for_terminal(note.span.text) + ")"),
                    Style::kDim));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string style(std::string text, Style as) const {
    if (!options_.colour || as == Style::kPlain) return text;
    return std::string(kCodes[static_cast<size_t>(as)]) + text + "\x1B[0m";
  }

  void line(size_t indent, std::string_view text) {
    out_.append(indent, ' ');
    out_ += text;
    out_ += '\n';
  }

  void head() {
    const DocumentRecord& document = reading_.document;
    std::string about = for_terminal(document.source);
    const auto add = [&](const std::string& value) {
      if (!value.empty() && value != document.source) about += " · " + for_terminal(value);
    };
    add(document.publisher);
    add(document.published);
    add(document.url);
    line(0, style(about, Style::kDim));
    if (!document.title.empty()) line(0, style(for_terminal(document.title), Style::kTitle));
  }

  void sentences() {
    std::vector<std::vector<std::string>> below(reading_.sentences.size() + 1);
    const auto at = [&](uint32_t sentence) -> std::vector<std::string>& {
      return below[std::min<size_t>(sentence, reading_.sentences.size())];
    };
    for (const StatementRecord& st : reading_.statements) at(st.sentence).push_back(with_why(statement(st), st.why));
    for (const EventRecord& ev : reading_.events) at(ev.sentence).push_back(with_why(event(ev), ev.why));
    for (const LedgerRecord& entry : reading_.ledger)
      at(sentence_of(entry)).push_back(with_why(ledger(entry), entry.why));
    const size_t title_size = reading_.document.title.size();
    bool in_title = title_size > 0;
    for (size_t i = 0; i <= reading_.sentences.size(); ++i) {
      const bool is_title = i < reading_.sentences.size() && reading_.sentences[i].begin < title_size;
      if (in_title && !is_title) line(0, "");
      in_title = is_title;
      if (i < reading_.sentences.size() && !is_title) line(0, for_terminal(reading_.sentences[i].text));
      for (const std::string& finding : below[i]) out_ += finding;
      if (!below[i].empty()) line(0, "");
    }
  }

  /// The sentence in which the words of an entry stand.
  [[nodiscard]] uint32_t sentence_of(const LedgerRecord& entry) const {
    const auto& sentences = reading_.sentences;
    const auto sent = std::ranges::find_if(sentences, [&](const Span& each) { return entry.content.begin < each.end; });
    return static_cast<uint32_t>(sent - sentences.begin());
  }

  [[nodiscard]] std::string with_why(std::string finding, const std::vector<std::string>& why) const {
    finding = "    " + finding + "\n";
    if (options_.explain)
      for (const std::string& reason : why)
        finding += "        " + style("because " + for_terminal(reason), Style::kDim) + "\n";
    return finding;
  }

  [[nodiscard]] std::string quoted(const Span& span) const { return "“" + for_terminal(span.text) + "”"; }

  /// "Marco Rubio [USAGOV], Nikol Pashinyan [ARMGOV]"; "---" for nobody.
  [[nodiscard]] std::string names(const std::vector<std::string>& ids) const {
    std::string list;
    for (const std::string& id : ids) {
      const auto known = entities_.find(id);
      if (!list.empty()) list += ", ";
      if (known == entities_.end()) {
        list += id;
        continue;
      }
      list += style(for_terminal(known->second->name), Style::kActor);
      if (!known->second->code.empty()) list += " [" + known->second->code + "]";
    }
    return list.empty() ? "---" : list;
  }

  [[nodiscard]] std::string when(const std::string& id) const {
    const auto known = times_.find(id);
    if (known == times_.end()) return {};
    const TimeRecord& time = *known->second;
    std::string text = ", " + (time.start.empty() ? time.value : time.start);
    if (!time.end.empty() && time.end != time.start) text += " to " + time.end;
    return text;
  }

  [[nodiscard]] std::string statement(const StatementRecord& st) const {
    std::string text = style("says", Style::kStatement) + "    " + names(st.speakers);
    if (!st.addressees.empty()) text += " to " + names(st.addressees);
    text += " (" + st.form + (st.medium.empty() ? "" : ", " + st.medium);
    if (st.venue) text += ", " + for_terminal(st.venue->name);
    text += when(st.when) + "): ";
    for (size_t i = 0; i < st.content.size(); ++i) text += (i == 0 ? "" : " … ") + quoted(st.content[i]);
    return text;
  }

  [[nodiscard]] std::string event(const EventRecord& ev) const {
    std::string type = ev.type;
    for (const std::string& mode : ev.modes) type += " " + mode;
    std::string text = style(type, ev.quad >= 3 ? Style::kConflict : Style::kCooperation) + "  " + names(ev.actors);
    text += ev.reciprocal && ev.recipients.empty() ? " (each other)" : " → " + names(ev.recipients);
    text += ", " + ev.factuality + when(ev.when);
    if (const auto place = places_.find(ev.where); place != places_.end())
      text += ", in " + for_terminal(place->second->name);
    for (const SizeRecord& size : ev.sizes)
      text += ", " + std::to_string(size.low) + (size.high == size.low ? "" : "–" + std::to_string(size.high)) + " " +
              size.what;
    if (!ev.stated_in.empty()) text += " (" + ev.assertion + " in " + ev.stated_in + ")";
    return text + " " + style(quoted(ev.trigger), Style::kDim);
  }

  [[nodiscard]] std::string ledger(const LedgerRecord& entry) const {
    std::string text = style(entry.kind, Style::kLedger) + "  " + names(entry.by);
    if (!entry.to.empty()) text += " → " + names(entry.to);
    text += ", " + entry.status + when(entry.when);
    if (!entry.deadline.empty())
      text += ", due" + when(entry.deadline).substr(std::min<size_t>(1, when(entry.deadline).size()));
    text += ": " + quoted(entry.content);
    if (!entry.condition.empty()) text += ", if " + quoted(entry.condition);
    if (!entry.required_for.empty()) text += ", before " + quoted(entry.required_for);
    if (!entry.contested_by.empty() || !entry.contested_with.empty())
      text += ", contested by " + names(entry.contested_by) +
              (entry.contested_with.empty() ? "" : " " + quoted(entry.contested_with));
    return text;
  }

  void entities() {
    for (const EntityRecord& ent : reading_.entities) {
      if (ent.code.empty() && !ent.role) continue;
      std::string text = ent.code.empty() ? "---" : ent.code;
      text.resize(std::max<size_t>(text.size(), 10), ' ');
      text += style(for_terminal(ent.name), Style::kActor);
      if (ent.role && !ent.role->title.empty()) text += ", " + for_terminal(ent.role->title);
      line(0, text);
    }
    if (!reading_.entities.empty()) line(0, "");
  }

  const Reading& reading_;
  const ShowOptions& options_;
  std::map<std::string, const EntityRecord*> entities_;
  std::map<std::string, const TimeRecord*> times_;
  std::map<std::string, const PlaceRecord*> places_;
  std::string out_;
};

}  // namespace

std::string show(const Reading& reading, const ShowOptions& options) { return Page(reading, options).write(); }

}  // namespace tocsin
