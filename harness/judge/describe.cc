#include "harness/judge/describe.h"

#include <algorithm>

namespace assay {

std::string describe(Verdict verdict, Reason reason) {
  std::string word(name(verdict));
  if (reason != Reason::none) word.append("(").append(name(reason)).append(")");
  return word;
}

std::string describe(const CheckResult& result) {
  if (!result.counterexample) return describe(result.verdict, result.reason);
  return std::string(name(result.verdict)) + "(" + result.counterexample->kind + ")";
}

bool passes(const CheckResult& result) {
  return result.verdict == Verdict::proved ||
         (result.verdict == Verdict::unknown && result.reason == Reason::budget);
}

namespace {

bool is_word(std::string_view word) {
  const std::size_t open = std::min(word.find('('), word.size());
  const std::string_view detail = word.substr(open);
  const auto* const found =
      std::find(kVerdictNames.begin(), kVerdictNames.end(), word.substr(0, open));
  if (found == kVerdictNames.end()) return false;
  if (detail.empty()) return *found == name(Verdict::proved) || *found == name(Verdict::error);
  if (detail.size() < 3 || detail.back() != ')') return false;
  const std::string_view inner = detail.substr(1, detail.size() - 2);
  if (*found == name(Verdict::refuted)) return inner.find_first_of("()") == std::string_view::npos;
  return (*found == name(Verdict::unknown) || *found == name(Verdict::skipped)) &&
         std::find(kReasonNames.begin(), kReasonNames.end(), inner) != kReasonNames.end();
}

}  // namespace

bool is_expectation(std::string_view text) {
  for (;;) {
    const std::size_t end = text.find('|');
    if (!is_word(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

bool meets(std::string_view word, std::string_view expected) {
  for (;;) {
    const std::size_t end = expected.find('|');
    if (word == expected.substr(0, end)) return true;
    if (end == std::string_view::npos) return false;
    expected.remove_prefix(end + 1);
  }
}

}  // namespace assay
