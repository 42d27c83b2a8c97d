// junit.xml: what passes, what does not, and that it is XML whatever it holds.
#include "harness/report/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/sample_certificates.h"
#include "harness/certify/tally.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++n;
  return n;
}

// What is not well formed, or nothing: tags nest, text and attribute values hold
// no markup and no character that XML forbids.
std::string ill_formed(std::string_view xml) {
  for (const char c : xml)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') return "control character";
  std::vector<std::string_view> open;
  xml.remove_prefix(xml.find('\n') + 1);  // the declaration
  while (!xml.empty()) {
    const std::string_view text = xml.substr(0, xml.find('<'));
    if (text.find('>') != std::string_view::npos) return "'>' in text";
    xml.remove_prefix(text.size());
    if (xml.empty()) break;
    const std::string_view tag = xml.substr(1, xml.find('>') - 1);
    xml.remove_prefix(std::min(tag.size() + 2, xml.size()));
    if (tag.find('<') != std::string_view::npos) return "'<' in a tag";
    if (tag.find('\n') != std::string_view::npos) return "line end in a tag";
    if (count(tag, "\"") % 2 != 0) return "odd quotes";
    const std::string_view name = tag.substr(0, tag.find_first_of(" /", 1));
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return "unbalanced " + std::string(tag);
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "unclosed " + std::string(open.back());
}

TEST(JUnit, a_refuted_claim_fails_with_its_replay_line) {
  const std::string xml = junit_xml(refuted_sample());
  EXPECT_THAT(xml, HasSubstr("<failure message=\"data race: agent 1 reads the message"));
  EXPECT_THAT(xml, HasSubstr("replay: assay replay relacy:what_came_before_notify_is_seen_after_"
                             "wait:state.publish=relaxed:random@118"));
  EXPECT_EQ(count(xml, "<failure "), 3U);  // the verdict, the claim, the check
}

TEST(JUnit, undecided_is_skipped_with_its_reason) {
  EXPECT_THAT(
      junit_xml(refuted_sample()),
      HasSubstr("<skipped message=\"UNKNOWN(budget): not witnessed in 20,000 executions\"/>"));
  const std::string xml = junit_xml(incomplete_sample());
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"INCOMPLETE\"/>"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"SKIPPED(missing): the engine did not start\"/>"));
  EXPECT_THAT(xml, HasSubstr("<error message=\"ERROR: assay-native ended with signal 11\"/>"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"NOT_EXAMINED: not tried\"/>"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"SKIPPED: vm.mmap_rnd_bits is above 30"));
}

// A negative control that is refuted did what it is for.
TEST(JUnit, a_refuted_weakening_passes_and_one_that_survived_does_not) {
  const std::string xml = junit_xml(certified_sample());
  EXPECT_THAT(xml, HasSubstr("name=\"lock.take=relaxed\">\n      <system-out>refuted by "
                             "notify_wakes_in_fifo_order on relacy"));
  EXPECT_THAT(xml, HasSubstr("name=\"cell.cas.fail=acquire\">\n      <skipped message=\"UNDECIDED: "
                             "not refuted in 60,000 executions\"/>"));
  EXPECT_EQ(count(xml, "<failure "), 0U);
}

TEST(JUnit, an_engine_that_is_not_in_the_certificate_is_missing) {
  Certificate certificate = certified_sample();
  certificate.engines.pop_back();
  EXPECT_THAT(junit_xml(certificate),
              HasSubstr("name=\"axiomatic\">\n      <skipped message=\"SKIPPED(missing)\"/>"));
}

TEST(JUnit, an_empty_certificate_passes_nothing) {
  const std::string xml = junit_xml({});
  EXPECT_THAT(xml, HasSubstr("tests=\"6\" failures=\"0\" errors=\"0\" skipped=\"6\""));
}

TEST(JUnit, holds_a_case_per_check_and_weakening) {
  const Certificate certificate = certified_sample();
  const Tally sum = tally(certificate);
  const std::size_t expected =
      1 + sum.claims.sum() + sum.checks.sum() + sum.weakenings + kEngines.size();
  EXPECT_EQ(count(junit_xml(certificate), "<testcase "), expected);
}

TEST(JUnit, does_not_depend_on_how_the_run_went) {
  Certificate other = refuted_sample();
  other.provenance = {};
  EXPECT_EQ(junit_xml(other), junit_xml(refuted_sample()));
}

TEST(JUnit, is_well_formed_whatever_the_texts_hold) {
  EXPECT_EQ(ill_formed("<?xml?>\n<a b=\"c\"><d/></a>\n"), "");
  EXPECT_NE(ill_formed("<?xml?>\n<a><b></a>\n"), "");  // the test can fail
  EXPECT_NE(ill_formed("<?xml?>\n<a b=\"<\"/>\n"), "");
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::string xml = junit_xml(random_certificate(seed));
    ASSERT_EQ(ill_formed(xml), "") << seed;
    ASSERT_THAT(xml, Not(HasSubstr(" time=")));
  }
}

}  // namespace
}  // namespace assay
