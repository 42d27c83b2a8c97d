#include "harness/driver/footprint_process.h"

#include <iostream>

#include "harness/driver/interrupt.h"
#include "harness/driver/node_process.h"
#include "harness/execution/verdict.h"
#include "harness/footprint/core_footprint.h"
#include "harness/footprint/core_heap.h"
#include "harness/footprint/footprint_json.h"
#include "harness/footprint/node_scripts.h"
#include "harness/footprint/resident_memory.h"
#include "harness/report/layout.h"
#include "harness/report/memory_report.h"

namespace assay {
namespace {

constexpr std::string_view kHeap = "heap";

const ProcessOptions kOptions{.cancelled = interrupted};

// What it printed, or in a line why it did not.
std::variant<std::string, MeasureError> answer(const ProcessResult& ran, const std::string& who) {
  if (!ran.started) return MeasureError{who + ": " + ran.error};
  if (ran.cancelled) return MeasureError{who + ": interrupted"};
  if (ran.timed_out) return MeasureError{who + ": takes too long"};
  if (ran.signal != 0)
    return MeasureError{who + ": ended by signal " + std::to_string(ran.signal) +
                        "; is memory short?"};
  if (ran.exit_code == 0) return ran.out;
  const std::string first = fit(ran.err.substr(0, ran.err.find('\n')), 150);
  return MeasureError{who + ": " + (first.empty() ? "failed without a word" : first)};
}

template <class Measured, class Write>
int print(const Result<Measured>& measured, Write write) {
  if (!measured.ok()) {
    std::cerr << name(measured.error().kind()) << ": " << measured.error().message() << '\n';
    return kExitInternal;
  }
  std::cout << write(measured.value()) << '\n';
  return kExitPass;
}

std::vector<std::string> numbers(const Dataset& dataset) {
  return {std::to_string(dataset.bytes), std::to_string(dataset.workers)};
}

}  // namespace

std::variant<NodeState, MeasureError> find_node(const NodeChoice& choice) {
  if (choice.left_out) return NodeState{"", "left out by --no-node"};
  const std::string program = choice.program.empty() ? "node" : choice.program;
  const ProcessResult ran = run_process({program, "--version"}, kOptions);
  if (ran.started && ran.exit_code == 0) return NodeState{program, ""};
  const std::string why = ran.started ? "`--version` fails" : ran.error;
  if (!choice.program.empty()) return MeasureError{"--node " + program + ": " + why};
  return NodeState{program, "no Node on this machine (" + why + ")"};
}

std::variant<std::string, MeasureError> ask_core(std::string_view what, const Dataset& dataset) {
  std::vector<std::string> command{"/proc/self/exe", what == kHeap ? "heap" : "memory", "--measure",
                                   std::string(what), "--size"};
  const std::vector<std::string> rest = numbers(dataset);
  command.insert(command.end(), {rest[0], "--workers", rest[1]});
  return answer(run_process(command, kOptions), "core, " + std::string(what));
}

std::variant<std::string, MeasureError> ask_node(const NodeState& node, std::string_view what,
                                                 const Dataset& dataset) {
  std::vector<std::string> arguments = numbers(dataset);
  if (what != kHeap) arguments.insert(arguments.begin(), std::string(what));
  const std::string_view script = what == kHeap ? kHeapScript : kMemoryScript;
  return answer(run_node(node.program, script, arguments, kOptions), "Node, " + std::string(what));
}

int answer_as_core(std::string_view what, const Dataset& dataset) {
  if (what == kHeap) return print(take_census_of_core(dataset), census_json);
  for (const Scenario scenario : {Scenario::shared, Scenario::cloned, Scenario::teardown})
    if (name(scenario) == what) return print(measure_core(scenario, dataset), footprint_json);
  std::cerr << "--measure " << what << ": no scenario\n";
  return kExitUsage;
}

std::optional<std::string> too_large(const Dataset& dataset, std::uint64_t copies) {
  const std::int64_t available = available_bytes();
  if (available == 0 || copies <= static_cast<std::uint64_t>(available) / dataset.bytes) return {};
  return counted(copies, "dataset") + " of " + size_words(dataset.bytes) +
         " at once do not fit the memory that is free, " + megabytes(available) +
         " MB: a smaller --size, or fewer --workers";
}

}  // namespace assay
