// The laboratory of `assay`: the engines' programs beside it, one process a check.
//
// Thread safety: one caller.
// Invariants: as Laboratory. A program that is absent, does not start, crashes or
// answers nonsense is a result with a message, never a pass.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>

#include "harness/driver/process.h"
#include "harness/judge/laboratory.h"

namespace assay {

class EngineLaboratory final : public Laboratory {
 public:
  // `folder` holds assay-native, assay-tsan and assay-relacy. `interrupted` is asked
  // a few times a second, where it is there.
  EngineLaboratory(std::filesystem::path folder, std::function<bool()> interrupted);

  // From then on no program runs.
  void end_at(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
  // Why no program should run now: interrupted or time; none where it may.
  Reason cut() const;

  std::vector<Instrument> instruments() override;
  std::vector<CaseListing> cases() override;
  CheckResult check(const CheckRequest& request) override;
  // Whether the last check's program answered, whatever its answer is.
  bool has_answered() const { return has_answered_; }

  // The case of that name, conformance included.
  std::optional<CaseListing> find_case(Engine engine, std::string_view name);
  std::vector<CaseListing> list(Engine engine);
  std::filesystem::path program(Engine engine) const;

 private:
  ProcessResult run(Engine engine, const std::vector<std::string>& arguments) const;

  const std::filesystem::path folder_;
  const std::function<bool()> interrupted_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  bool has_answered_ = false;
};

// The folder of the running program.
std::filesystem::path own_folder();

}  // namespace assay
