// Sums weights; judge_file.cc reads them.
#include "coding/judge.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tocsin::coding {
namespace {

// How much of a type's probability must come from predicates that the tables read as that type for their reading, with
// its code, to be taken.
constexpr double kShareOfTables = 0.3;

// Scores to probabilities, without overflow.
void softmax(std::vector<double>& scores) {
  const double most = *std::ranges::max_element(scores);
  double sum = 0;
  for (double& score : scores) sum += score = std::exp(score - most);
  for (double& score : scores) score /= sum;
}

// Mean of the words' vectors, of length 1; empty where it has none.
std::vector<float> direction(const Document& doc, std::span<const uint32_t> tokens) {
  std::vector<float> mean(doc.vector_width, 0.0F);
  for (const uint32_t tok : tokens)
    for (size_t i = 0; i < mean.size(); ++i) mean[i] += doc.tokens[tok].vector[i];
  double square = 0;
  for (const float value : mean) square += static_cast<double>(value) * value;
  if (square == 0) return {};
  const auto scale = static_cast<float>(1 / std::sqrt(square));
  for (float& value : mean) value *= scale;
  return mean;
}

}  // namespace

double Judge::trust(const JudgeSite& site) const {
  double sum = 0;
  for (const std::string& feature : site.trust)
    if (const auto found = trust_.find(feature); found != trust_.end()) sum += found->second;
  return sum;
}

std::vector<double> Judge::vector_scores(const Document& doc, const JudgeSite& site, const VectorSlot& slot) const {
  std::vector<double> scores;
  if (doc.vector_width != vector_width_ || vector_width_ == 0) return scores;
  for (const auto& [name, tokens] : site.words) {
    if (name != slot.name) continue;
    const std::vector<float> mean = direction(doc, tokens);
    if (mean.empty()) break;
    for (size_t cls = 0; cls < classes_.size(); ++cls) {
      const float* weights = slot.weights.data() + cls * vector_width_;
      float sum = 0;
      for (size_t i = 0; i < vector_width_; ++i) sum += mean[i] * weights[i];
      scores.push_back(sum);
    }
    break;
  }
  return scores;
}

std::vector<double> Judge::scores(const Document& doc, const JudgeSite& site) const {
  std::vector<double> scores(classes_.size(), 0.0);
  for (const std::string& feature : site.kind)
    if (const auto found = kind_.find(feature); found != kind_.end())
      for (const auto& [cls, weight] : found->second) scores[cls] += weight;
  for (const VectorSlot& slot : vectors_) {
    const std::vector<double> more = vector_scores(doc, site, slot);
    for (size_t cls = 0; cls < more.size(); ++cls) scores[cls] += more[cls];
  }
  const auto table = std::ranges::find(classes_, site.table_class, &JudgeClass::name);
  if (table != classes_.end()) scores[static_cast<size_t>(table - classes_.begin())] += trust(site);
  return scores;
}

std::vector<double> Judge::kinds(const Document& doc, const JudgeSite& site) const {
  std::vector<double> p = scores(doc, site);
  softmax(p);
  return p;
}

std::vector<double> Judge::places(std::span<const JudgeSite> sites) const {
  std::vector<double> p;
  for (const JudgeSite& site : sites) {
    double sum = 0;
    for (const std::string& feature : site.place)
      if (const auto found = place_.find(feature); found != place_.end()) sum += found->second;
    p.push_back(sum);
  }
  softmax(p);
  return p;
}

Judged Judge::judge(const Document& doc, std::span<const JudgeSite> sites) const {
  // What each site adds to the probability of each class, and of each type.
  std::vector<std::vector<double>> parts;
  std::vector<double> p_class(classes_.size(), 0.0);
  const std::vector<double> p_place = places(sites);
  for (size_t i = 0; i < sites.size(); ++i) {
    parts.push_back(kinds(doc, sites[i]));
    for (size_t cls = 0; cls < classes_.size(); ++cls) p_class[cls] += parts[i][cls] *= p_place[i];
  }
  const auto of_type = [&](std::string_view type, const std::vector<double>& p) {
    double sum = 0;
    for (size_t cls = 0; cls < classes_.size(); ++cls)
      if (cls != none_ && classes_[cls].type == type) sum += p[cls];
    return sum;
  };
  Judged judged;
  double p_type = -1;
  std::unordered_map<std::string_view, double> tempered;
  for (size_t cls = 0; cls < classes_.size(); ++cls) {
    if (cls == none_) continue;
    const double p = of_type(classes_[cls].type, p_class);
    tempered[classes_[cls].type] = std::pow(p, temper_);
    if (p < p_type || (p == p_type && p_class[cls] <= p_class[judged.cls])) continue;
    p_type = p;
    judged.cls = cls;
  }
  judged.p_none = p_class[none_];
  double all = 0;
  for (const JudgeClass& each : classes_)
    if (const auto found = tempered.find(each.type); found != tempered.end()) all += std::exchange(found->second, 0);
  judged.p = std::pow(p_type, temper_) / std::max(all, 1e-300);
  choose_site(sites, parts, judged);
  return judged;
}

// The predicate that speaks most for the type; one that the tables read so, if those together tell much of it.
void Judge::choose_site(std::span<const JudgeSite> sites, const std::vector<std::vector<double>>& parts,
                        Judged& judged) const {
  const std::string& type = classes_[judged.cls].type;
  std::vector<double> of_site;
  double all = 0, as_read = 0;
  for (size_t i = 0; i < sites.size(); ++i) {
    double sum = 0;
    for (size_t cls = 0; cls < classes_.size(); ++cls)
      if (cls != none_ && classes_[cls].type == type) sum += parts[i][cls];
    of_site.push_back(sum);
    all += sum;
    if (sites[i].event.type == type) as_read += sum;
  }
  judged.as_read = as_read > kShareOfTables * all;
  double most = -1;
  for (size_t i = 0; i < sites.size(); ++i) {
    if (of_site[i] <= most || (judged.as_read && sites[i].event.type != type)) continue;
    most = of_site[i];
    judged.site = i;
  }
}

std::vector<JudgeReason> Judge::reasons(const Document& doc, const JudgeSite& site, size_t cls, size_t count) const {
  std::vector<JudgeReason> reasons;
  const auto classes = static_cast<double>(classes_.size());
  for (const std::string& feature : site.kind) {
    const auto found = kind_.find(feature);
    if (found == kind_.end()) continue;
    double own = 0, sum = 0;
    for (const auto& [each, weight] : found->second) {
      sum += weight;
      if (each == cls) own = weight;
    }
    reasons.push_back({feature, own - sum / classes});
  }
  for (const VectorSlot& slot : vectors_) {
    const std::vector<double> more = vector_scores(doc, site, slot);
    if (more.empty()) continue;
    double sum = 0;
    for (const double each : more) sum += each;
    reasons.push_back({"vector:" + slot.name, more[cls] - sum / classes});
  }
  if (site.table_class == classes_[cls].name) reasons.push_back({"the tables' reading", trust(site)});
  std::ranges::stable_sort(reasons, std::ranges::greater(),
                           [](const JudgeReason& each) { return std::abs(each.weight); });
  if (reasons.size() > count) reasons.resize(count);
  return reasons;
}

}  // namespace tocsin::coding
