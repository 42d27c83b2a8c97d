// What every command line of the project has in common: one line for what is wrong,
// and numbers that are what they say.
//
// Thread safety: main's body.
// Invariants: an error is one line on standard error and exit code 2.
// This header pulls in CLI/CLI.hpp: include it in .cc files only.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>

namespace assay {

// A decimal number from `least` to 2^64 - 1, and nothing else: no sign, no suffix.
CLI::Validator natural(std::uint64_t least);

// A text: an unset variable in CI must not turn a review into none.
CLI::Validator non_empty();

// Reads the command line. A value is how the program ends: help was asked for and
// printed, or something is wrong and was said.
std::optional<int> parse(CLI::App& app, int argc, const char* const* argv);

}  // namespace assay
