// certificate.json: that it comes back whole, that same is same, and that a
// changed document is found out.
#include "harness/certify/certificate_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/certify/document.h"
#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::StartsWith;

std::string rejected(std::string_view text) {
  const auto answer = parse_certificate(text);
  if (const auto* const error = std::get_if<std::string>(&answer)) return *error;
  ADD_FAILURE() << "accepted";
  return {};
}

// A document with one edit in its hashed part and the hash made right again.
template <typename Edit>
std::string forged(Edit edit) {
  json document = to_json(refuted_sample());
  edit(document["certificate"]);
  document["hash"] = hash_of(document["certificate"]);
  return document.dump();
}

TEST(CertificateJson, every_sample_comes_back) {
  for (const Certificate& sample : {certified_sample(), refuted_sample(), incomplete_sample()}) {
    const auto answer = parse_certificate(certificate_text(sample));
    ASSERT_EQ(answer.index(), 0U) << std::get<std::string>(answer);
    EXPECT_EQ(std::get<Certificate>(answer), sample);
  }
}

TEST(CertificateJson, every_random_certificate_comes_back) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Certificate certificate = random_certificate(seed);
    const auto answer = parse_certificate(certificate_text(certificate));
    ASSERT_EQ(answer.index(), 0U) << seed << ": " << std::get<std::string>(answer);
    ASSERT_EQ(std::get<Certificate>(answer), certificate) << seed;
  }
}

TEST(CertificateJson, is_indented_and_ends_in_one_newline) {
  const std::string text = certificate_text(certified_sample());
  EXPECT_THAT(text, StartsWith("{\n  \"certificate\": {\n    \"against\": \"main (3f2c1ab)\",\n"));
  EXPECT_THAT(text, EndsWith("  \"schema\": \"assay-certificate/1\"\n}\n"));
}

// A float would print differently elsewhere; all numbers are integers.
void expect_no_float(const json& value) {
  EXPECT_EQ(value.is_number_float(), false) << value;
  if (value.is_structured())
    for (const json& item : value) expect_no_float(item);
}

TEST(CertificateJson, holds_no_float) {
  expect_no_float(to_json(refuted_sample()));
  expect_no_float(to_json(random_certificate(1)));
}

TEST(CertificateJson, provenance_stays_outside_the_hash) {
  Certificate one = certified_sample();
  Certificate other = one;
  other.provenance = {"elsewhere", "other", "clang", "arm64", "Linux 7", 1};
  EXPECT_EQ(certificate_hash(one), certificate_hash(other));
  EXPECT_NE(certificate_text(one), certificate_text(other));
  other.seed += 1;
  EXPECT_NE(certificate_hash(one), certificate_hash(other));
}

TEST(CertificateJson, the_hash_is_a_fixed_function_of_the_text) {
  EXPECT_EQ(hash_of(json::object()), "1349cde127705c16");  // XXH3 of "{}"
}

TEST(CertificateJson, text_that_is_not_utf8_is_replaced_and_stays_readable) {
  Certificate certificate = certified_sample();
  certificate.provenance.cpu = "bad \xff byte";
  certificate.subject = "\xc3(";
  const auto answer = parse_certificate(certificate_text(certificate));
  ASSERT_EQ(answer.index(), 0U) << std::get<std::string>(answer);
  EXPECT_EQ(std::get<Certificate>(answer).provenance.cpu, "bad \xef\xbf\xbd byte");
}

// Each bit of each byte before the provenance: none may be flipped unnoticed.
TEST(CertificateJson, no_flipped_bit_of_the_hashed_part_is_accepted) {
  const std::string text = to_json(refuted_sample()).dump();
  const std::size_t end = text.find("\"provenance\"");
  ASSERT_NE(end, std::string::npos);
  // A hundred kilobytes: a bit of each byte of the head, of every 331st after it.
  for (std::size_t at = 0; at < end; at += at < 500 ? 1 : 331) {
    std::string changed = text;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << (at % 7U)));
    ASSERT_EQ(parse_certificate(changed).index(), 1U) << "byte " << at;
  }
}

TEST(CertificateJson, a_document_cut_anywhere_is_rejected) {
  const std::string text = certificate_text(certified_sample());
  for (std::size_t at = 0; at < text.size() - 2; at += 101)
    ASSERT_EQ(parse_certificate(text.substr(0, at)).index(), 1U) << at;
  EXPECT_EQ(rejected(""), "$: not JSON");
  EXPECT_EQ(rejected("[]"), "$: not an object");
  EXPECT_EQ(rejected("{}"), "$.schema: missing");
}

TEST(CertificateJson, another_schema_is_rejected_by_name) {
  json document = to_json(certified_sample());
  document["schema"] = "assay-certificate/2";
  EXPECT_EQ(rejected(document.dump()), "$.schema: not 'assay-certificate/1'");
}

// Those who can compute the hash still cannot claim more than the evidence.
TEST(CertificateJson, what_is_derived_is_derived_again) {
  EXPECT_EQ(rejected(forged([](json& part) { part["verdict"] = "CERTIFIED"; })),
            "$.certificate.verdict: is not what this build derives from the document");
  EXPECT_EQ(rejected(forged([](json& part) { part["tally"]["checks"]["UNKNOWN"] = 0; })),
            "$.certificate.tally: is not what this build derives from the document");
  EXPECT_EQ(rejected(forged([](json& part) { part["sites"][3]["why"] = "no reason"; })),
            "$.certificate.sites: is not what this build derives from the document");
}

TEST(CertificateJson, errors_name_the_path) {
  EXPECT_EQ(rejected(forged([](json& part) { part.erase("seed"); })),
            "$.certificate.seed: missing");
  EXPECT_EQ(rejected(forged([](json& part) { part["claims"][0].erase("plane"); })),
            "$.certificate.claims[0].plane: missing");
  EXPECT_EQ(rejected(forged([](json& part) { part["claims"][0]["refutation"] = nullptr; })),
            "$.certificate.claims[0].refutation: belongs to a REFUTED claim, and to no other");
  EXPECT_EQ(rejected(forged([](json& part) {
              part["claims"][0]["evidence"][1]["result"]["counterexample"]["trace"][0]["agent"] =
                  0.5;
            })),
            "$.certificate.claims[0].evidence[1].result.counterexample.trace[0].agent: "
            "not an integer");
  EXPECT_EQ(
      rejected(forged([](json& part) { part["engines"][0]["declaration"]["engine"] = "spin"; })),
      "$.certificate.engines[0].declaration.engine: unknown name 'spin'");
  EXPECT_EQ(rejected(forged([](json& part) { part["sites"][5]["grade"] = 1; })),
            "$.certificate.sites[5].grade: unknown key");
}

TEST(CertificateJson, all_sites_are_there_in_the_order_of_the_table) {
  EXPECT_EQ(rejected(forged([](json& part) { part["sites"].erase(4); })),
            "$.certificate.sites: not the site table of this build");
  EXPECT_EQ(rejected(forged([](json& part) { std::swap(part["sites"][0], part["sites"][1]); })),
            "$.certificate.sites: not the site table of this build");
  EXPECT_EQ(rejected(forged([](json& part) { part["sites"][4]["site"] = "no.site"; })),
            "$.certificate.sites[4].site: not a site of this build");
}

}  // namespace
}  // namespace assay
