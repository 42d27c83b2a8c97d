// sites.def as text: that the parser reads what the compiler reads, and that
// nothing malformed is skipped.
#include "harness/certify/site_table_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/certify/certificate_json.h"
#include "harness/certify/document.h"
#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

using testing::HasSubstr;

SiteTable parsed(std::string_view text) {
  const auto answer = parse_site_table(text);
  if (const auto* const wrong = std::get_if<TableError>(&answer)) {
    ADD_FAILURE() << "line " << wrong->line << ": " << wrong->message;
    return {};
  }
  return std::get<SiteTable>(answer);
}

// "LINE: message" of a text that must be rejected.
std::string rejected(std::string_view text) {
  const auto answer = parse_site_table(text);
  if (const auto* const wrong = std::get_if<TableError>(&answer))
    return std::to_string(wrong->line) + ": " + wrong->message;
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

std::string sites_def() {
  std::ifstream file("harness/world/sites.def");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(SiteTableText, reads_from_sites_def_what_the_compiler_reads) {
  EXPECT_EQ(parsed(sites_def()), site_table());
}

TEST(SiteTableText, a_row_may_take_lines_and_hold_comments) {
  const SiteTable expected{{"a.b", Operation::cas_fail, Order::acquire}};
  EXPECT_EQ(parsed("SITE(a_b,\"a.b\",cas_fail,acquire)"), expected);
  EXPECT_EQ(parsed("/* one\n   row */ SITE ( a_b , // SITE(x, \"x\", load, relaxed)\n \"a.b\"\n,\n"
                   "cas_fail, /*relaxed*/acquire, f(1, (2)), \"why )\" \"SITE(\", \"\\\")\")\n"),
            expected);
}

TEST(SiteTableText, an_error_names_its_line) {
  EXPECT_EQ(rejected("// nothing\n\nSITE(a, \"a.b\", load, acquire)\nSIGHT(b)"),
            "4: not a SITE row: 'SIGHT'");
  EXPECT_EQ(rejected("SITE a"), "1: not a '(': 'a'");
  EXPECT_EQ(rejected("SITE(\n\"a\""), "2: not an identifier: 'a'");
  EXPECT_EQ(rejected("SITE(a \"a\""), "1: not a ',': 'a'");
  EXPECT_EQ(rejected("SITE(a,\n\n.b"), "3: not a dotted name: '.'");
  EXPECT_EQ(rejected("SITE(a, \"a b\", load, relaxed)"), "1: not a dotted name: 'a b'");
  EXPECT_EQ(rejected("SITE(a, \"\", load, relaxed)"), "1: not a dotted name: ''");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", fetch, relaxed)"), "1: not an operation: 'fetch'");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load,\n consume)"), "2: not an order: 'consume'");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, release)"), "1: not an order of a load: 'release'");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, acquire acquire)"), "1: not a ',' or ')': 'acquire'");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, acquire,\n"), "2: the row does not end");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, acquire, \"why\nSITE(b)"), "1: unterminated string");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, acquire, SITE(b))"), "1: a row inside a row: 'SITE'");
  EXPECT_EQ(rejected("\n/* SITE(a, \"a.b\", load, acquire)"), "2: unterminated comment");
  EXPECT_EQ(rejected("SITE(a, \"a.b\", load, acquire)\nSITE(c, \"a.b\", load, acquire)"),
            "2: a second site of this name: 'a.b'");
}

TEST(SiteTableText, a_text_without_a_row_is_an_error) {
  EXPECT_EQ(rejected(""), "0: no SITE row at all");
  EXPECT_EQ(rejected("// SITE(a, \"a.b\", load, acquire)\n"), "0: no SITE row at all");
}

// Cut anywhere, the table must not come out as a whole one; no cut may crash.
TEST(SiteTableText, a_cut_table_is_an_error_or_shorter) {
  const std::string whole = sites_def();
  const std::size_t end = whole.rfind(')');
  ASSERT_NE(end, std::string::npos);
  for (std::size_t at = 0; at < end; at += 7) {
    const auto answer = parse_site_table(std::string_view(whole).substr(0, at));
    const auto* const table = std::get_if<SiteTable>(&answer);
    EXPECT_LT(table == nullptr ? 0 : table->size(), kSiteCount);
  }
}

TEST(CertificateSites, are_read_with_the_certificate_s_orders) {
  Orders orders;
  orders.set(Site::state_publish, Order::relaxed);
  const auto answer = parse_certificate_sites(certificate_text(refuted_sample()));
  EXPECT_EQ(std::get<SiteTable>(answer), site_table(orders));
}

// A document of another revision, whose sites this build does not know.
TEST(CertificateSites, may_be_of_another_revision) {
  nlohmann::json document = to_json(certified_sample());
  nlohmann::json& part = document["certificate"];
  part["sites"] = nlohmann::json::array({part["sites"][0]});
  part["sites"][0]["site"] = "old.name";
  document["hash"] = hash_of(part);
  const SiteTable expected{{"old.name", Operation::load, Order::seq_cst}};
  EXPECT_EQ(std::get<SiteTable>(parse_certificate_sites(document.dump())), expected);
  part["sites"][0]["current"] = "release";
  document["hash"] = hash_of(part);
  EXPECT_EQ(std::get<TableError>(parse_certificate_sites(document.dump())).message,
            "$.certificate.sites[0].current: not an order of its operation");
}

TEST(CertificateSites, of_a_changed_document_are_an_error) {
  std::string text = certificate_text(certified_sample());
  const std::size_t at = text.find("\"current\": \"seq_cst\"");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 20, "\"current\": \"relaxed\"");
  EXPECT_THAT(std::get<TableError>(parse_certificate_sites(text)).message, HasSubstr("$.hash"));
  EXPECT_EQ(std::get<TableError>(parse_certificate_sites("{}")).message, "$.schema: missing");
  EXPECT_EQ(std::get<TableError>(parse_certificate_sites("SITE(")).message, "$: not JSON");
}

}  // namespace
}  // namespace assay
