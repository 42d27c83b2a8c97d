// The axiomatic engine's speed: a program of the corpus, and time against number of events.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/engines/axiomatic/axiomatic.h"
#include "harness/program/parse.h"

namespace assay {
namespace {

using litmus::Model;

std::vector<litmus::Code> corpus(const std::string& folder) {
  std::vector<litmus::Code> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".litmus") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    const auto read = litmus::read_program(text.str());
    found.push_back(litmus::compile(std::get<litmus::Program>(read)));
  }
  return found;
}

// Run in the root of the project: the corpus is there.
void judge_corpus(benchmark::State& state, const char* folder, Model model) {
  const std::vector<litmus::Code> programs = corpus(folder);
  std::size_t next = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(
        axiomatic::judge(programs[next++ % programs.size()], model).executions);
}

// Store buffering around n agents: 2n accesses, 2^n executions.
void judge_circle(benchmark::State& state, const char* array, const char* one) {
  const auto agents = static_cast<std::size_t>(state.range(0));
  std::string text = "JS n.SB {";
  const auto name = [&](std::size_t i) {
    return std::string(1, static_cast<char>('a' + i % agents));
  };
  for (std::size_t i = 0; i < agents; ++i)
    text += " const " + name(i) + " = new " + array + "(new SharedArrayBuffer(8));";
  text += " }\n";
  for (std::size_t i = 0; i < agents; ++i)
    text += "P" + std::to_string(i) + " { " + name(i) + "[0] = " + one +
            "; const r0 = " + name(i + 1) + "[0]; }\n";
  const auto read = litmus::read_program(text + "exists (0:r0=0)");
  const litmus::Code code = litmus::compile(std::get<litmus::Program>(read));
  for (auto _ : state) benchmark::DoNotOptimize(axiomatic::judge(code, Model::es).executions);
}

BENCHMARK_CAPTURE(judge_corpus, es, "litmus/javascript", Model::es)->Name("judge a program/es");
BENCHMARK_CAPTURE(judge_corpus, sc, "litmus/javascript", Model::sc)->Name("judge a program/sc");
BENCHMARK_CAPTURE(judge_corpus, rc11, "litmus/c11", Model::rc11)->Name("judge a program/rc11");
BENCHMARK_CAPTURE(judge_circle, byte, "Int8Array", "1")
    ->Name("judge n.SB/Int8Array, agents")
    ->DenseRange(2, 8);
// 64-bit elements tear: 256 ways to read each, in three groups.
BENCHMARK_CAPTURE(judge_circle, torn, "BigInt64Array", "1n")
    ->Name("judge n.SB/BigInt64Array, which tears, agents")
    ->DenseRange(2, 5);

}  // namespace
}  // namespace assay
