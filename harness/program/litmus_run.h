// `assay litmus`: reads litmus files, samples each on one engine, prints what was
// seen the way herd and litmus7 do, and says what it means.
//
// Thread safety: one run at a time.
// Invariants: a malformed file is reported and counted and does not keep the others
// from running; every file's result enters the exit code.
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/program/outcomes.h"
#include "harness/program/sampling.h"

namespace assay::litmus {

// What every file is expected to come to.
struct Expectation {
  Verdict verdict = Verdict::unknown;
  Reason reason = Reason::none;
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

// "REFUTED", "UNKNOWN(budget)"; nothing where the text is none of these.
std::optional<Expectation> parse_expectation(std::string_view text);

struct LitmusOptions {
  SampleOptions sample;
  std::string engine = "native";  // for the report only
  bool json = false;              // one document instead of the text
  std::optional<Expectation> expect;
};

// One file that was read and run.
struct LitmusResult {
  std::string file;
  Program program;
  Code code;
  Sample sample;
  Judgement judgement;
  ExitCode exit = kExitInternal;
};

// Writes the report to `out` and errors to `err`. All files are read first; where
// somebody watches for races, the tests that say `races none` run first. A folder stands for all
// *.litmus files in it, sorted. Exit code, of each file: that of its verdict, or with `expect` 0
// where the verdict is the expected one and 1 where it is not; 2 for a malformed file, for a folder
// without litmus files and for no file at all; 5 for a file that cannot be read.
ExitCode run_litmus(std::span<const std::string> files, const LitmusOptions& options,
                    const Sampler& sampler, std::ostream& out, std::ostream& err);

// The report of one result, and all of them as one JSON document.
std::string to_text(const LitmusResult& result, const LitmusOptions& options);
std::string to_json(std::span<const LitmusResult> results, std::span<const std::string> malformed,
                    const LitmusOptions& options, ExitCode exit);

}  // namespace assay::litmus
