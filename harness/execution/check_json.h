// Checks as JSON: the line protocol between `assay` and an engine's program, and
// the form in which results enter the certificate.
//
// Keys are sorted, numbers are integers, enumerations are their names, a member
// that does not apply is null or empty but there.
//
// Thread safety: values only.
// Invariants: from_json(to_json(x)) == x for every x that keeps the invariants of
// check.h. A missing, unknown or ill-typed member, and a result that breaks those
// invariants, is an error text that starts with the key's path
// ("$.counterexample.trace[2].agent: not an integer"), never a default.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>

#include "harness/execution/check.h"

namespace assay {

nlohmann::json to_json(const Counterexample& counterexample);
nlohmann::json to_json(const CheckResult& result);
nlohmann::json to_json(const EngineDeclaration& declaration);
nlohmann::json to_json(const CaseListing& listing);

std::variant<Counterexample, std::string> counterexample_from_json(const nlohmann::json& json);
std::variant<CheckResult, std::string> check_result_from_json(const nlohmann::json& json);
std::variant<EngineDeclaration, std::string> declaration_from_json(const nlohmann::json& json);
std::variant<CaseListing, std::string> listing_from_json(const nlohmann::json& json);

}  // namespace assay
