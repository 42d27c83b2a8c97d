#include "harness/program/litmus_run.h"

#include <algorithm>
#include <ostream>

#include "harness/program/read_files.h"

namespace assay::litmus {
namespace {

// One run of the command.
class Run {
 public:
  Run(const LitmusOptions& options, const Sampler& sampler, FileReader& files, std::ostream& out)
      : options_(options),
        sampler_(sampler),
        out_(out),
        malformed_(files.malformed),
        codes_(files.failures) {
    for (ReadFile& each : files.read) {
      results_.emplace_back();
      results_.back().file = std::move(each.file);
      results_.back().program = std::move(each.program);
    }
  }

  // Runs what was read.
  ExitCode finish() {
    // Under a detector that says a thing once, the tests that must not race go first:
    // nothing but a refutation can then hide a race of theirs.
    if (options_.sample.races)
      std::stable_partition(results_.begin(), results_.end(), [](const LitmusResult& result) {
        return result.program.races == RaceClaim::none;
      });
    for (LitmusResult& result : results_) run(result);
    const ExitCode exit = codes_.empty() ? kExitUsage : combine(codes_);
    if (options_.json) out_ << to_json(results_, malformed_, options_, exit);
    return exit;
  }

 private:
  void run(LitmusResult& result) {
    result.code = compile(result.program);
    if (result.code.beyond_sampling.empty()) result.sample = sampler_(result.code, options_.sample);
    result.judgement = judge_sample(result.program, result.code, result.sample);
    const Judgement& judged = result.judgement;
    result.exit = exit_code(judged.verdict);
    if (options_.expect)
      result.exit =
          Expectation{judged.verdict, judged.reason} == *options_.expect ? kExitPass : kExitFailed;
    codes_.push_back(result.exit);
    if (!options_.json) out_ << to_text(result, options_) << std::flush;
  }

  const LitmusOptions& options_;
  const Sampler& sampler_;
  std::ostream& out_;
  std::vector<LitmusResult> results_;
  std::vector<std::string> malformed_;
  std::vector<ExitCode> codes_;
};

}  // namespace

std::optional<Expectation> parse_expectation(std::string_view text) {
  for (std::size_t v = 0; v < kVerdictNames.size(); ++v)
    for (std::size_t r = 0; r < kReasonNames.size(); ++r) {
      const Expectation each{static_cast<Verdict>(v), static_cast<Reason>(r)};
      const bool has_reason = each.reason != Reason::none;
      const bool needs_reason =
          each.verdict == Verdict::unknown || each.verdict == Verdict::skipped;
      if (has_reason == needs_reason && to_text(each.verdict, each.reason) == text) return each;
    }
  return std::nullopt;
}

ExitCode run_litmus(std::span<const std::string> files, const LitmusOptions& options,
                    const Sampler& sampler, std::ostream& out, std::ostream& err) {
  FileReader reader(err);
  if (files.empty()) err << "no litmus file given\n";
  for (const std::string& file : files) reader.argument(file);
  return Run(options, sampler, reader, out).finish();
}

}  // namespace assay::litmus
