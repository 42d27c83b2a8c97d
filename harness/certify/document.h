// The document around a certificate: how its hashed part is made, hashed and
// opened again. Internal to this folder; pulls in nlohmann/json.hpp.
//
// Thread safety: values only.
// Invariants: `open` answers only a part whose hash is the one it stands beside.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "harness/certify/certificate.h"
#include "harness/execution/json_object.h"

namespace assay {

// The value of "certificate".
nlohmann::json hashed_part(const Certificate& certificate);
std::string hash_of(const nlohmann::json& part);

// The document of a text; discarded where it is no JSON.
inline nlohmann::json parse_document(std::string_view text) {
  return nlohmann::json::parse(text, nullptr, false);
}

// "certificate" of a document whose schema and hash were found right; null and
// an error otherwise.
nlohmann::json open_document(JsonObject& document);

}  // namespace assay
