// The terminal certificate: what its first box must say, its width, and that
// nothing but its own colours reaches the terminal.
#include "harness/report/terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "harness/certify/sample_certificates.h"
#include "harness/report/layout.h"
#include "harness/report/refutation_card.h"
#include "harness/report/verdict_box.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kReplay = "replay: assay replay ";

void expect_narrow(const std::string& text) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with(kReplay)) {
      ASSERT_LE(width(line), kColumns) << line;
      ASSERT_EQ(printable(line), line) << "a control character";
    }
}

// One line, so that a phrase is found wherever it was wrapped.
std::string unwrapped(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '|') c = ' ';
  std::string out;
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  return out;
}

TEST(VerdictBox, says_verdict_change_claims_and_what_is_open) {
  EXPECT_THAT(unwrapped(verdict_box(refuted_sample())),
              AllOf(HasSubstr(" REFUTED what ships with state.publish=relaxed weakens 1 site, "
                              "strengthens 0 "),
                    HasSubstr("REFUTED control plane: no wake-up is lost"),
                    HasSubstr("with up to 3 agents, 2 waits and 2 notifies each"),
                    HasSubstr("UNKNOWN data plane: no read tears"),
                    HasSubstr("budget: the executions are spent"),
                    HasSubstr("Of 2 claims 1 unknown, 0 skipped, 0 in error"),
                    HasSubstr("5 of 5 required engines ran")));
}

TEST(VerdictBox, states_zero) {
  EXPECT_THAT(unwrapped(verdict_box(certified_sample())),
              AllOf(HasSubstr(" CERTIFIED "),
                    HasSubstr("against main (3f2c1ab): weakens 0 sites, strengthens 1"),
                    HasSubstr("Of 2 claims 0 unknown, 0 skipped, 0 in error")));
}

TEST(VerdictBox, says_why_it_is_incomplete) {
  EXPECT_THAT(unwrapped(verdict_box(incomplete_sample())),
              AllOf(HasSubstr(" INCOMPLETE "), HasSubstr("4 of 5 required engines ran"),
                    HasSubstr("required engine tsan did not run: SKIPPED, vm.mmap_rnd_bits"),
                    HasSubstr("The run was interrupted"), HasSubstr("The budget was spent")));
  EXPECT_THAT(unwrapped(verdict_box({})),
              AllOf(HasSubstr(" INCOMPLETE "), HasSubstr("No claim was examined"),
                    HasSubstr("required engine relacy is not in this run")));
}

TEST(VerdictBox, names_the_rarer_directions_only_where_they_occur) {
  Certificate certificate = certified_sample();
  EXPECT_THAT(verdict_box(certificate), Not(HasSubstr("sideways")));
  certificate.changes.push_back(
      {"ref.dec", Order::acquire, Order::release, SiteChange::Direction::sideways});
  certificate.changes.push_back(
      {"z.new", std::nullopt, Order::release, SiteChange::Direction::added});
  EXPECT_THAT(unwrapped(verdict_box(certificate)),
              HasSubstr("weakens 0 sites, strengthens 1, moves sideways 1, adds 1"));
}

TEST(Terminal, a_counterexample_says_what_it_is_compared_with) {
  Refutation refutation = refuted_sample().claims[0].refutation.value();
  EXPECT_THAT(unwrapped(refutation_card(refutation)),
              HasSubstr("the same case passes on the same engine within the same budget (20,000 "
                        "executions)"));
  refutation.has_control = false;
  EXPECT_THAT(unwrapped(refutation_card(refutation)), HasSubstr("This is what ships"));
  refutation.counterexample.trace.clear();
  EXPECT_THAT(refutation_card(refutation), HasSubstr("The engine records no trace."));
}

TEST(Terminal, the_replay_line_is_one_line_however_long) {
  Refutation refutation = refuted_sample().claims[0].refutation.value();
  refutation.counterexample.token = "relacy:" + std::string(300, 'x') + ":-:random@1";
  EXPECT_THAT(refutation_card(refutation),
              HasSubstr("\nreplay: assay replay " + refutation.counterexample.token + "\n"));
}

TEST(Terminal, an_open_site_says_who_is_blind_and_why) {
  EXPECT_THAT(
      unwrapped(terminal_text(refuted_sample())),
      AllOf(
          HasSubstr("cell.cas.fail: UNDECIDED, not refuted, and nothing that ran can "
                    "prove it"),
          HasSubstr(
              "seen by tsan, relacy, explore, axiomatic blind native: cmpxchg fences either way")));
}

TEST(Terminal, a_logic_site_points_at_its_mutants) {
  EXPECT_THAT(terminal_text(certified_sample()),
              HasSubstr("terminate.observe  terminate.ignored\n"));
}

TEST(Terminal, an_order_that_does_not_ship_has_a_star) {
  EXPECT_THAT(terminal_text(refuted_sample()), HasSubstr("store      relaxed*"));
  EXPECT_THAT(terminal_text(incomplete_sample()), Not(HasSubstr("relaxed*")));
}

TEST(Terminal, without_a_change_there_is_no_change_table) {
  EXPECT_THAT(terminal_text(refuted_sample()), HasSubstr("\nCHANGES\n"));
  EXPECT_THAT(terminal_text(incomplete_sample()), Not(HasSubstr("\nCHANGES\n")));
}

TEST(Terminal, fits_80_columns_whatever_the_certificate_holds) {
  for (std::uint64_t seed = 0; seed < 60; ++seed)
    expect_narrow(terminal_text(random_certificate(seed)));
  expect_narrow(terminal_text({}));
  EXPECT_EQ(width(std::string(81, 'x')) > kColumns, true);  // the test can fail
}

TEST(Terminal, colour_is_only_added_to_the_same_text) {
  const auto stripped = [](const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\x1b')
        i = text.find('m', i);
      else
        out += text[i];
    return out;
  };
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Certificate certificate = random_certificate(seed);
    ASSERT_EQ(stripped(terminal_text(certificate, {.colour = true})), terminal_text(certificate));
  }
  EXPECT_THAT(terminal_text(certified_sample(), {.colour = true}),
              HasSubstr("| \x1b[1;32mCERTIFIED\x1b[0m"));
}

TEST(Terminal, same_certificate_same_bytes) {
  EXPECT_EQ(terminal_text(random_certificate(3)), terminal_text(random_certificate(3)));
}

}  // namespace
}  // namespace assay
