// The laboratory of `assay`: the engines' programs beside it, one process a check.
//
// Thread safety: one caller.
// Invariants: as Laboratory. A program that is absent, does not start, crashes or
// answers nonsense is a result with a message, never a pass.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "harness/judge/laboratory.h"

namespace assay {

class EngineLaboratory final : public Laboratory {
 public:
  // `folder` holds assay-native, assay-tsan and assay-relacy. `cancelled` ends a
  // check early.
  EngineLaboratory(std::filesystem::path folder, std::function<bool()> cancelled);

  std::vector<Instrument> instruments() override;
  std::vector<CaseListing> cases() override;
  CheckResult check(const CheckRequest& request) override;

  // The case of that name, conformance included.
  std::optional<CaseListing> find_case(Engine engine, std::string_view name);
  std::vector<CaseListing> list(Engine engine);
  std::filesystem::path program(Engine engine) const;

 private:
  const std::filesystem::path folder_;
  const std::function<bool()> cancelled_;
};

// The folder of the running program.
std::filesystem::path own_folder();

}  // namespace assay
