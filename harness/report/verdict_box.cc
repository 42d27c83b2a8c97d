#include "harness/report/verdict_box.h"

#include "harness/report/explain.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"

namespace assay {

namespace {

constexpr std::size_t kInside = kColumns - 4;  // between "| " and " |"

class Box {
 public:
  void rule() { text_ += "+" + std::string(kColumns - 2, '-') + "+\n"; }
  void line(std::string_view text) { text_ += "| " + pad(text, kInside) + " |\n"; }
  void lines(std::string_view first, std::string_view text) {
    std::string before(first);
    for (const std::string& each : wrap(text, kInside - width(first))) {
      line(before + each);
      before.assign(width(first), ' ');
    }
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

void add_claim(Box& box, const ClaimDecision& claim) {
  const std::string margin = pad(name(claim.verdict), 9);
  box.lines(margin, std::string(name(claim.plane)) + " plane: " + claim.sentence);
  if (claim.reason != Reason::none)
    box.lines("         ",
              std::string(name(claim.reason)) + ": " + std::string(explain(claim.reason)));
}

}  // namespace

std::string verdict_box(const Certificate& certificate) {
  Box box;
  box.rule();
  box.line(name(certificate.verdict()));
  box.lines("", certificate.subject);
  box.lines("", change_sentence(certificate));
  box.line("");
  for (const ClaimDecision& claim : certificate.claims) add_claim(box, claim);
  if (certificate.claims.empty()) box.line("No claim was examined.");
  box.line("");
  box.lines("", count_sentence(certificate));
  for (const std::string& each : shortcomings(certificate)) box.lines("", each);
  box.rule();
  return box.text();
}

}  // namespace assay
