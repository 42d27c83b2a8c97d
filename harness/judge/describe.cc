#include "harness/judge/describe.h"

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

bool meets(std::string_view word, std::string_view expected) {
  for (;;) {
    const std::size_t end = expected.find('|');
    if (word == expected.substr(0, end)) return true;
    if (end == std::string_view::npos) return false;
    expected.remove_prefix(end + 1);
  }
}

}  // namespace assay
