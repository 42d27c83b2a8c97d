// What the tests over engines share: the laboratory of this build, and names that
// GoogleTest takes.
//
// The programs are asked while tests are discovered, so a new case is a new test
// without a list to edit.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "harness/driver/engine_laboratory.h"
#include "harness/execution/token.h"
#include "harness/judge/describe.h"

namespace assay {

// Tests stand in tests/, the programs one folder up.
inline EngineLaboratory& laboratory() {
  static EngineLaboratory here(own_folder().parent_path(), {});
  return here;
}

// A case on an engine.
struct CaseOnEngine {
  Engine engine;
  CaseListing listing;
  friend std::ostream& operator<<(std::ostream& out, const CaseOnEngine& c) {
    return out << c.listing.name << " on " << name(c.engine);
  }
};

inline std::vector<CaseOnEngine> cases_on(Engine engine, bool conformance) {
  static std::map<Engine, std::vector<CaseListing>> listed;  // asked for once
  const auto [at, is_new] = listed.try_emplace(engine);
  if (is_new) at->second = laboratory().list(engine);
  std::vector<CaseOnEngine> found;
  for (const CaseListing& one : at->second)
    if (one.conformance == conformance) found.push_back({engine, one});
  return found;
}

// Words of letters, digits and underscores.
inline std::string test_name(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); }, '_');
  return text;
}

// Fewer than a certificate spends: tests run often.
inline std::uint64_t test_executions(Engine engine) {
  switch (engine) {
    case Engine::native:
      return 1'500;
    case Engine::tsan:
      return 300;
    case Engine::relacy:
    case Engine::explore:
    case Engine::axiomatic:
      break;
  }
  return 5'000;
}

// A failure names the case, what came of it and the line that shows it again.
inline std::string told(const CheckRequest& request, const CheckResult& result) {
  std::string text = format_token(request) + " is " + describe(result) + " " + result.message;
  if (result.counterexample)
    text +=
        result.counterexample->message + "\nreplay: assay replay " + result.counterexample->token;
  return text;
}

}  // namespace assay
