#include "harness/fuzz/read_program_target.h"

#include <cstdlib>
#include <iostream>

#include "harness/engines/axiomatic/axiomatic.h"
#include "harness/program/parse.h"
#include "harness/program/print.h"
#include "harness/program/source_error.h"
#include "harness/program/validate.h"

namespace assay::fuzz {
namespace {

void require(bool held, std::string_view what, std::string_view text) {
  if (held) return;
  std::cerr << what << ":\n" << text << '\n';
  std::abort();
}

void require_place(const litmus::SourceErrors& errors, std::string_view text) {
  require(!errors.empty(), "no error", text);
  for (const litmus::SourceError& error : errors) {
    const std::string shown = litmus::to_text(error, "file", text);
    require(!error.message.empty() && shown.starts_with("file:"), "an error without words", text);
  }
}

}  // namespace

bool read_program_target(std::string_view text) {
  const auto parsed = litmus::parse(text);
  if (const auto* errors = std::get_if<litmus::SourceErrors>(&parsed)) {
    require_place(*errors, text);
    return false;
  }
  const auto& program = std::get<litmus::Program>(parsed);
  const std::string printed = litmus::print(program);
  const auto again = litmus::parse(printed);
  require(std::holds_alternative<litmus::Program>(again), "printed and not read", printed);
  require(std::get<litmus::Program>(again) == program, "printed and read as another", printed);
  if (const auto errors = litmus::validate(program); !errors.empty()) {
    require_place(errors, text);
    return false;
  }
  const litmus::Code code = litmus::compile(program);
  axiomatic::Limits limits;
  limits.steps = 50;
  for (const litmus::Model model : litmus::models_of(program)) {
    const axiomatic::Answer answer = axiomatic::judge(code, model, limits);
    for (const auto& [outcome, executions] : answer.outcomes)
      litmus::to_text(outcome, code.registers);
  }
  return true;
}

}  // namespace assay::fuzz
