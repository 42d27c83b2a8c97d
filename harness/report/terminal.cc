#include "harness/report/terminal.h"

#include <array>
#include <string_view>

#include "harness/certify/certificate_json.h"
#include "harness/report/engine_sections.h"
#include "harness/report/layout.h"
#include "harness/report/litmus_rows.h"
#include "harness/report/refutation_card.h"
#include "harness/report/sentences.h"
#include "harness/report/site_sections.h"
#include "harness/report/verdict_box.h"

namespace assay {

namespace {

std::string refutation_sections(const Certificate& certificate) {
  std::string out;
  for (const ClaimDecision& claim : certificate.claims)
    if (claim.refutation)
      out += "\nCOUNTEREXAMPLE: " + std::string(name(claim.plane)) + " plane\n" +
             refutation_card(*claim.refutation);
  return out;
}

std::string member(std::string_view label, std::string_view value) {
  return value.empty() ? "" : paragraph("  " + pad(label, 10), value);
}

// The only section that differs between two runs of the same inputs.
std::string provenance_section(const Certificate& certificate) {
  const Provenance& provenance = certificate.provenance;
  std::string out = "HOW TO RUN IT AGAIN\n";
  out += member("command", provenance.command);
  out += member("commit", provenance.commit);
  out += member("seed", std::to_string(certificate.seed));
  out += member("budget", budget_words(certificate));
  out += member("compiler", provenance.compiler);
  out += member("cpu", provenance.cpu);
  out += member("kernel", provenance.kernel);
  out += member("took", grouped(provenance.milliseconds) + " ms");
  out += member("hash", certificate_hash(certificate));
  return out;
}

std::string replay_section(const Certificate& certificate) {
  std::string lines;
  for (const SiteDecision& site : certificate.sites)
    for (const Weakening& weakening : site.weakenings)
      for (const auto& refutation : {weakening.refutation, weakening.second})
        if (refutation) lines += replay_line(refutation->counterexample.token);
  if (lines.empty()) return {};
  return "\nEACH REFUTED WEAKENING, AGAIN\n" + lines;
}

struct Paint {
  std::string_view word;
  std::string_view escape;
};

constexpr std::string_view kGood = "\x1b[1;32m";
constexpr std::string_view kOpen = "\x1b[1;33m";
constexpr std::string_view kBad = "\x1b[1;31m";
constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::array<Paint, 12> kPaints{{{"CERTIFIED", kGood},
                                         {"PROVED", kGood},
                                         {"NECESSARY", kGood},
                                         {"MINIMAL", kGood},
                                         {"INCOMPLETE", kOpen},
                                         {"UNKNOWN", kOpen},
                                         {"SKIPPED", kOpen},
                                         {"OVER_STRONG", kOpen},
                                         {"UNDECIDED", kOpen},
                                         {"UNTESTED", kOpen},
                                         {"REFUTED", kBad},
                                         {"ERROR", kBad}}};

bool is_word(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

// Colours after the layout, so that no width counts an escape: whole words only.
std::string painted(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size() && is_word(text[length])) ++length;
    const std::string_view word = text.substr(0, length == 0 ? 1 : length);
    text.remove_prefix(word.size());
    std::string_view escape;
    for (const Paint& paint : kPaints)
      if (paint.word == word) escape = paint.escape;
    out += escape;
    out += word;
    if (!escape.empty()) out += kPlain;
  }
  return out;
}

}  // namespace

std::string terminal_text(const Certificate& certificate, TerminalOptions options) {
  std::string out = verdict_box(certificate);
  if (!certificate.changes.empty()) out += "\n" + change_section(certificate);
  out += refutation_sections(certificate);
  for (const std::string& section :
       {check_section(certificate), litmus_section(certificate), site_section(certificate),
        open_site_section(certificate), joint_section(certificate), logic_site_section(certificate),
        engine_section(certificate), limit_section(), provenance_section(certificate)})
    if (!section.empty()) out += "\n" + section;
  out += replay_section(certificate);
  return options.colour ? painted(out) : out;
}

}  // namespace assay
