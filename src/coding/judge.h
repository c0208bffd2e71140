// The learned judge: which predicate of a sentence tells what one actor does to another, and what it tells, where the
// tables are silent, of several minds, or wrong. Two multinomial linear models over the features of judge_features.h,
// trained by eval/train_judge.py on sentences of our own (data/training); their weights are data/judge.tsv.
//
//   p(class) = sum over predicates t of  p_place(t) * p_kind(class | t)
//
// so that every judgement has its words. `p_place` is a softmax over the sentence's predicates; `p_kind` one over
// classes, to which the tables' own reading adds as much as the `trust` features say.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "coding/judge_features.h"
#include "lexicon/plover.h"

namespace tocsin::coding {

/// One of the things that the judge decides between.
struct JudgeClass {
  std::string name;   ///< "SANCTION/COERCE"; "NONE"
  std::string type;   ///< empty for NONE
  std::string root;   ///< under the older conventions
  std::string cameo;  ///< the commonest code, where the tables propose none
};

/// What the judge makes of one pair. Indices are into classes() and into the sites given.
struct Judged {
  size_t cls = 0;        ///< the likeliest class of the likeliest type; never NONE
  size_t site = 0;       ///< the predicate that tells of it
  bool as_read = false;  ///< the tables read that predicate as this type: their event holds, with its code
  double p = 0;          ///< of the type, among those that are an event
  double p_none = 0;     ///< that there is no event between the two
};

/// A feature's part in a decision, for people.
struct JudgeReason {
  std::string feature;
  double weight = 0;
};

/// Immutable; any thread may ask.
class Judge {
 public:
  /// Reads judge.tsv of the data folder. Fails (kResource) with file:line:column when it is missing, cut, of another
  /// version, or names a class or a code that the tables do not have.
  static Result<Judge> open(const std::filesystem::path& folder, const lexicon::Plover& plover);

  [[nodiscard]] const std::vector<JudgeClass>& classes() const { return classes_; }

  /// Judges the sites of one pair; there must be one at least.
  [[nodiscard]] Judged judge(const Document& doc, std::span<const JudgeSite> sites) const;

  /// p_kind of one site, by class.
  [[nodiscard]] std::vector<double> kinds(const Document& doc, const JudgeSite& site) const;

  /// The features that speak most for the class at the site, against the mean of all classes; at most `count`.
  [[nodiscard]] std::vector<JudgeReason> reasons(const Document& doc, const JudgeSite& site, size_t cls,
                                                 size_t count) const;

 private:
  struct VectorSlot {
    std::string name;
    std::vector<float> weights;  ///< [class][width]
  };
  friend class JudgeFile;
  [[nodiscard]] std::vector<double> places(std::span<const JudgeSite> sites) const;
  [[nodiscard]] std::vector<double> scores(const Document& doc, const JudgeSite& site) const;
  void choose_site(std::span<const JudgeSite> sites, const std::vector<std::vector<double>>& parts,
                   Judged& judged) const;
  [[nodiscard]] double trust(const JudgeSite& site) const;
  [[nodiscard]] std::vector<double> vector_scores(const Document& doc, const JudgeSite& site,
                                                  const VectorSlot& slot) const;

  std::vector<JudgeClass> classes_;
  size_t none_ = 0;
  size_t vector_width_ = 0;
  double temper_ = 1;  ///< power that a type's probability is taken to before it is told; below 1 it claims less
  std::unordered_map<std::string, double> place_, trust_;
  std::unordered_map<std::string, std::vector<std::pair<uint32_t, double>>> kind_;
  std::vector<VectorSlot> vectors_;
};

}  // namespace tocsin::coding
