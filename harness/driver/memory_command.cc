#include "harness/driver/memory_command.h"

#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/driver/footprint_process.h"
#include "harness/driver/options.h"
#include "harness/driver/output_files.h"
#include "harness/execution/verdict.h"
#include "harness/footprint/footprint_json.h"
#include "harness/report/heap_report.h"
#include "harness/report/html/memory_page.h"

namespace assay {
namespace {

constexpr const char* kAboutMemory =
    R"(What a dataset takes that workers share, and one that is cloned for each of them.

Bytes of buffers as the core's account and as Node count them, and resident memory as
the operating system does: with all workers started, after allocation, when every worker
has read it, when all have ended. Then one worker that is ended while it holds the
dataset. Each measurement is a process of its own; every byte is written and read.
MB is 2^20 bytes.

Exit codes: 0 every promise is held, or skipped with its reason; 1 a figure is off;
2 usage, or more than fits into memory; 5 a measurement failed.)";

constexpr const char* kAboutHeap =
    R"(Who holds what, agent by agent: a main agent and workers that wrap one dataset.

Of the core, what each agent answers when it is asked for its heap; of Node, a heap
snapshot of the main thread and of each worker. A store is attributed once in the core;
a snapshot of V8 attributes it to each thread that wraps it.

Exit codes: as of `assay memory`.)";

struct Asked {
  std::string size = "80MB";
  Dataset dataset;
  NodeChoice node;
  bool json = false;
  std::string html;
  std::string measure;  // this is the process that measures
};

int end(int code, const std::string& message) {
  std::cerr << message << '\n';
  return code;
}

// Reads the command line; a value is how the program ends.
std::optional<int> read(CLI::App& app, Asked& asked, int argc, const char* const* argv) {
  app.add_option("--size", asked.size, "of the dataset, 64KB to 64GB")->capture_default_str();
  app.add_option("--workers", asked.dataset.workers, "1 to 64")
      ->check(natural(1))
      ->capture_default_str();
  app.add_option("--node", asked.node.program, "the Node that is measured, instead of `node`")
      ->type_name("PROGRAM")
      ->check(non_empty());
  app.add_flag("--no-node", asked.node.left_out, "measure the core alone");
  app.add_flag("--json", asked.json, "the result as JSON");
  app.add_option("--measure", asked.measure)->group("");
  if (const auto ended = parse(app, argc, argv)) return *ended;
  constexpr std::uint64_t kMostWorkers = 64;
  if (asked.dataset.workers > kMostWorkers)
    return end(kExitUsage, "--workers: at most " + std::to_string(kMostWorkers));
  const auto size = parse_size(asked.size);
  if (const auto* error = std::get_if<UsageError>(&size))
    return end(kExitUsage, "--size " + error->message);
  asked.dataset.bytes = std::get<std::uint64_t>(size);
  return {};
}

// What is read by `read` from the answers to each of `questions`, or what went wrong.
template <class Answer, class Read>
std::optional<MeasureError> collect(const Asked& asked, const NodeState& node,
                                    std::span<const std::string_view> questions, Read read,
                                    std::vector<Answer>& answers) {
  for (const Subject subject : {Subject::core, Subject::node}) {
    if (subject == Subject::node && !node.reason.empty()) continue;
    for (const std::string_view question : questions) {
      const auto said = subject == Subject::core ? ask_core(question, asked.dataset)
                                                 : ask_node(node, question, asked.dataset);
      if (const auto* error = std::get_if<MeasureError>(&said)) return *error;
      auto answer = read(std::get<std::string>(said));
      if (const auto* wrong = std::get_if<std::string>(&answer))
        return MeasureError{std::string(name(subject)) + ", " + std::string(question) +
                            ": its answer is none: " + *wrong};
      answers.push_back(std::get<Answer>(std::move(answer)));
    }
  }
  return {};
}

}  // namespace

int memory_command(int argc, const char* const* argv) {
  Asked asked;
  CLI::App app{kAboutMemory, "assay memory"};
  app.add_option("--html", asked.html, "write the result as a page, too")
      ->type_name("FILE")
      ->check(non_empty());
  if (const auto ended = read(app, asked, argc, argv)) return *ended;
  if (!asked.measure.empty()) return answer_as_core(asked.measure, asked.dataset);
  // Cloned: one for the main agent, one for each worker, one under way.
  if (const auto why = too_large(asked.dataset, asked.dataset.workers + 2))
    return end(kExitUsage, *why);
  const auto node = find_node(asked.node);
  if (const auto* error = std::get_if<MeasureError>(&node)) return end(kExitUsage, error->message);
  const auto& state = std::get<NodeState>(node);

  MemoryReport report{.dataset = asked.dataset, .footprints = {}, .promises = {}};
  if (const auto error =
          collect<Footprint>(asked, state, kScenarioNames, read_footprint, report.footprints))
    return end(kExitInternal, error->message);
  for (const Subject subject : {Subject::core, Subject::node})
    for (Promise& each : judge_memory(subject, asked.dataset, report.footprints, state.reason))
      report.promises.push_back(std::move(each));
  if (!asked.html.empty())
    if (const auto error = write_whole(asked.html, memory_page(report)))
      return end(kExitInternal, *error);
  std::cout << (asked.json ? memory_json(report) : memory_text(report));
  return exit_code(report.promises);
}

int heap_command(int argc, const char* const* argv) {
  Asked asked;
  asked.dataset.workers = 3;
  CLI::App app{kAboutHeap, "assay heap"};
  if (const auto ended = read(app, asked, argc, argv)) return *ended;
  if (!asked.measure.empty()) return answer_as_core(asked.measure, asked.dataset);
  if (const auto why = too_large(asked.dataset, 1)) return end(kExitUsage, *why);
  const auto node = find_node(asked.node);
  if (const auto* error = std::get_if<MeasureError>(&node)) return end(kExitUsage, error->message);
  const auto& state = std::get<NodeState>(node);

  HeapReport report{.dataset = asked.dataset, .censuses = {}, .promises = {}};
  constexpr std::array<std::string_view, 1> kQuestion{"heap"};
  if (const auto error = collect<HeapCensus>(asked, state, kQuestion, read_census, report.censuses))
    return end(kExitInternal, error->message);
  for (const Subject subject : {Subject::core, Subject::node}) {
    const HeapCensus* found = nullptr;
    for (const HeapCensus& each : report.censuses)
      if (each.subject == subject) found = &each;
    for (Promise& each : judge_census(subject, asked.dataset.workers, found, state.reason))
      report.promises.push_back(std::move(each));
  }
  std::cout << (asked.json ? heap_json(report) : heap_text(report));
  return exit_code(report.promises);
}

}  // namespace assay
