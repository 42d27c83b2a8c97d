// certificate.json: the certificate as one JSON document, of which every other
// view is a view.
//
//   { "certificate": {…}, "hash": "16 hex digits", "provenance": {…},
//     "schema": "assay-certificate/1" }
//
// Keys are sorted, numbers are integers, enumerations are their names, a member
// that does not apply is null or empty but there. `hash` is XXH3 (64 bits) of
// the compact text of "certificate", which holds no clock, host or path; what
// differs between two runs of the same inputs is in "provenance".
// The schema is reports/schema/certificate.schema.json.
//
// Thread safety: values only.
// Invariants: from_json(to_json(c)) == c; same certificate, same bytes; a
// document of which any byte of the hashed part was changed is an error.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "harness/certify/certificate.h"

namespace assay {

inline constexpr std::string_view kCertificateSchema = "assay-certificate/1";

nlohmann::json to_json(const Certificate& certificate);

// The whole file: indented by two spaces, ending in a newline. Text that is not
// UTF-8 is replaced by U+FFFD.
std::string certificate_text(const Certificate& certificate);

// What "hash" says: two runs that agree on it decided the same from the same.
std::string certificate_hash(const Certificate& certificate);

// An error text starts with the path of the key ("$.certificate.claims[0].plane:
// missing"). Verdict and tally are compared with what the parts give, so a
// document cannot claim more than its evidence.
std::variant<Certificate, std::string> certificate_from_json(const nlohmann::json& json);
std::variant<Certificate, std::string> parse_certificate(std::string_view text);

}  // namespace assay
