#include "harness/program/litmus_run.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

// One run of the command.
class Run {
 public:
  Run(const LitmusOptions& options, const Sampler& sampler, std::ostream& out, std::ostream& err)
      : options_(options), sampler_(sampler), out_(out), err_(err) {}

  void argument(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) return file(path);
    std::vector<std::string> found;
    for (std::filesystem::recursive_directory_iterator at(path, error), end; !error && at != end;
         at.increment(error))
      if (at->path().extension() == ".litmus" && at->is_regular_file())
        found.push_back(at->path().string());
    if (error) return fail(kExitInternal, printable(path) + ": " + error.message());
    if (found.empty()) return fail(kExitUsage, printable(path) + ": no *.litmus file in it");
    std::sort(found.begin(), found.end());
    for (const std::string& each : found) file(each);
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
  void fail(ExitCode code, const std::string& message) {
    err_ << message << '\n';
    codes_.push_back(code);
  }

  void file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(kMaxFileBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (!in && !in.eof()))
      return fail(kExitInternal, printable(path) + ": cannot be read");
    text.resize(static_cast<std::size_t>(in.gcount()));

    std::variant<Program, SourceErrors> read = read_program(text);
    if (const auto* errors = std::get_if<SourceErrors>(&read)) {
      for (const SourceError& error : *errors) err_ << to_text(error, path, text);
      malformed_.push_back(path);
      codes_.push_back(kExitUsage);
      return;
    }
    results_.emplace_back();
    results_.back().file = path;
    results_.back().program = std::move(std::get<Program>(read));
  }

  void run(LitmusResult& result) {
    result.code = compile(result.program);
    result.sample = sampler_(result.code, options_.sample);
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
  std::ostream& err_;
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
  Run run(options, sampler, out, err);
  if (files.empty()) err << "no litmus file given\n";
  for (const std::string& file : files) run.argument(file);
  return run.finish();
}

}  // namespace assay::litmus
