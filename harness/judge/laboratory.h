// Where checks are run: the engines that are there, the cases they know, and one
// check at a time.
//
// The certificate is decided against this interface; `assay` implements it with the
// engines' programs, tests with a table.
//
// Thread safety: one caller.
// Invariants: `check` always answers: what went wrong with an engine is a result of
// verdict ERROR or SKIPPED, with a message.
#pragma once

#include <vector>

#include "harness/execution/check.h"

namespace assay {

class Laboratory {
 public:
  Laboratory() = default;
  Laboratory(const Laboratory&) = delete;
  Laboratory& operator=(const Laboratory&) = delete;
  virtual ~Laboratory() = default;

  // The required engines, started or not.
  struct Instrument {
    EngineDeclaration declaration;
    Verdict status = Verdict::proved;  // proved: it lives; skipped, error: it does not
    std::string message;               // why it does not
  };
  virtual std::vector<Instrument> instruments() = 0;
  // Of the engines that live, each once, with the engines that have it.
  virtual std::vector<CaseListing> cases() = 0;
  virtual CheckResult check(const CheckRequest& request) = 0;
};

}  // namespace assay
