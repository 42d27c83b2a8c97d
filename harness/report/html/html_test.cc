// The page as a whole: what it must say, that its elements nest, and its size.
#include "harness/report/html/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string_view>

#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The name of the first element that does not end where it should; empty if all do.
std::string badly_nested(std::string_view page) {
  std::vector<std::string> open;
  while (true) {
    const std::size_t start = page.find('<');
    if (start == std::string_view::npos) return open.empty() ? "" : open.back();
    page.remove_prefix(start + 1);
    const std::string tag(page.substr(0, page.find('>')));
    if (tag.starts_with("!")) continue;
    const std::string name = tag.substr(0, tag.find(' '));
    if (name == "meta" || name == "br" || name == "link") continue;
    if (name.starts_with("/")) {
      if (open.empty() || "/" + open.back() != name) return name;
      open.pop_back();
    } else {
      open.push_back(name);
    }
    // What these hold is no markup.
    if (name == "style" || name == "script") page.remove_prefix(page.find("</" + name));
  }
}

TEST(Html, every_shape_of_a_certificate_is_a_page_of_sound_markup) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::string page = certificate_html(random_certificate(seed));
    ASSERT_EQ(badly_nested(page), "") << "seed " << seed;
    ASSERT_LT(page.size(), kHtmlBytes) << "seed " << seed;
  }
}

TEST(Html, asks_for_no_other_file) {
  EXPECT_THAT(certificate_html(refuted_sample()),
              AllOf(Not(HasSubstr("http:")), Not(HasSubstr("https:")), Not(HasSubstr("src=")),
                    Not(HasSubstr("@import")), Not(HasSubstr("url(//"))));
}

TEST(Html, a_text_is_not_a_script) {
  Certificate certificate = refuted_sample();
  certificate.subject = "</title><script>alert(1)</script>";
  certificate.claims[0].refutation->case_name = "\"><script>alert(2)</script>";
  certificate.claims[0].refutation->counterexample.trace[3].object = "<script>alert(3)</script>";
  EXPECT_THAT(certificate_html(certificate), Not(HasSubstr("<script>alert")));
}

TEST(Html, every_site_and_case_can_be_linked_to) {
  const std::string page = certificate_html(refuted_sample());
  for (const SiteRow& site : kSites)
    EXPECT_THAT(page, HasSubstr("id=\"site-" + std::string(site.name) + "\""));
  EXPECT_THAT(page, HasSubstr("id=\"case-what_came_before_notify_is_seen_after_wait\""));
  EXPECT_THAT(page, HasSubstr("id=\"case-notify_wakes_in_fifo_order\""));
  EXPECT_THAT(page, HasSubstr("id=\"refutation-control\""));
}

TEST(Html, a_refutation_is_explained) {
  const std::string page = certificate_html(refuted_sample());
  for (const char* const words :
       {"state.publish is relaxed, not release: state.observe of agent 1 (step 26) reads what "
        "state.publish of agent 0 (step 24) wrote, but the write does not synchronize with the "
        "read.",
        "What state.publish is for: what came before notify is seen after wait", "✖ no sw",
        "needs release", "16 steps of 27 left out",
        "assay replay relacy:what_came_before_notify_is_seen_after_wait:state.publish=relaxed"})
    EXPECT_THAT(page, HasSubstr(words));
}

// A certificate with more pictures than fit keeps every replay line.
TEST(Html, too_many_pictures_are_left_out_and_said) {
  Certificate certificate = refuted_sample();
  Counterexample big = certificate.claims[0].refutation->counterexample;
  for (int i = 0; i < 200; ++i) big.trace.insert(big.trace.begin(), big.trace.back());
  for (SiteDecision& site : certificate.sites)
    for (Weakening& weakening : site.weakenings)
      if (weakening.refutation) weakening.refutation->counterexample.trace = big.trace;
  const std::vector<SiteDecision> sites = certificate.sites;
  for (int times = 0; times < 2; ++times)
    certificate.sites.insert(certificate.sites.end(), sites.begin(), sites.end());
  std::size_t refutations = 1;
  for (const SiteDecision& site : certificate.sites)
    for (const Weakening& weakening : site.weakenings)
      if (weakening.refutation) ++refutations;
  const std::string page = certificate_html(certificate);
  EXPECT_LT(page.size(), kHtmlBytes);
  EXPECT_THAT(page, HasSubstr("Picture and table are left out"));
  std::size_t lines = 0;
  for (std::size_t at = page.find("assay replay "); at != std::string::npos;
       at = page.find("assay replay ", at + 1))
    ++lines;
  EXPECT_EQ(lines, refutations);
}

}  // namespace
}  // namespace assay
