#include "harness/driver/engine_laboratory.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "harness/execution/check_json.h"
#include "harness/execution/token.h"

namespace assay {
namespace {

CheckResult broken(Verdict verdict, Reason reason, std::string message) {
  return {.verdict = verdict, .reason = reason, .message = std::move(message)};
}

// The first line of what a program said, for a message of one line.
std::string first_line(const std::string& text) {
  const std::string line = text.substr(0, text.find('\n'));
  return line.empty() ? "it said nothing" : line;
}

std::string how_it_ended(const ProcessResult& ran) {
  if (!ran.started) return ran.error;
  if (ran.cancelled) return "the run ended before it answered";
  if (ran.signal != 0) return std::string("ended by ") + sigdescr_np(ran.signal);
  return "exit " + std::to_string(ran.exit_code) + ": " + first_line(ran.err);
}

}  // namespace

std::filesystem::path own_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

EngineLaboratory::EngineLaboratory(std::filesystem::path folder, std::function<bool()> interrupted)
    : folder_(std::move(folder)), interrupted_(std::move(interrupted)) {}

Reason EngineLaboratory::cut() const {
  if (interrupted_ && interrupted_()) return Reason::interrupted;
  return deadline_ && std::chrono::steady_clock::now() >= *deadline_ ? Reason::time : Reason::none;
}

ProcessResult EngineLaboratory::run(Engine engine,
                                    const std::vector<std::string>& arguments) const {
  std::vector<std::string> words{program(engine).string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.insert(words.end(), {"--parent", std::to_string(getpid())});
  // ThreadSanitizer wants its shadow where the layout leaves it free.
  return run_process(words, {.cancelled = [this] { return cut() != Reason::none; },
                             .fixed_addresses = engine == Engine::tsan});
}

std::filesystem::path EngineLaboratory::program(Engine engine) const {
  return folder_ / ("assay-" + std::string(name(engine)));
}

std::vector<Laboratory::Instrument> EngineLaboratory::instruments() {
  std::vector<Instrument> found;
  for (const Engine engine : kEngines) {
    Instrument instrument{.declaration = {.engine = engine}};
    const std::string path = program(engine).string();
    if (!std::filesystem::exists(path)) {
      instrument.status = Verdict::skipped;
      instrument.message = path + " is not there: build it, cmake --build --preset release";
      found.push_back(std::move(instrument));
      continue;
    }
    const ProcessResult ran = run(engine, {"--describe"});
    const auto read = declaration_from_json(nlohmann::json::parse(ran.out, nullptr, false));
    if (ran.exit_code == kExitPass && std::holds_alternative<EngineDeclaration>(read)) {
      instrument.declaration = std::get<EngineDeclaration>(read);
    } else {
      instrument.status = ran.cancelled ? Verdict::skipped : Verdict::error;
      instrument.message = path + " does not start: " + how_it_ended(ran);
    }
    found.push_back(std::move(instrument));
  }
  return found;
}

std::vector<CaseListing> EngineLaboratory::list(Engine engine) {
  std::vector<CaseListing> found;
  const ProcessResult ran = run(engine, {"--list"});
  const nlohmann::json json = nlohmann::json::parse(ran.out, nullptr, false);
  if (!json.is_array()) return found;
  for (const nlohmann::json& one : json) {
    auto listing = listing_from_json(one);
    if (auto* good = std::get_if<CaseListing>(&listing)) found.push_back(std::move(*good));
  }
  return found;
}

std::vector<CaseListing> EngineLaboratory::cases() {
  std::vector<CaseListing> all;
  for (const Engine engine : kEngines) {
    for (CaseListing& one : list(engine)) {
      const auto known = std::find_if(
          all.begin(), all.end(), [&](const CaseListing& other) { return other.name == one.name; });
      if (known != all.end()) {
        known->engines |= bit(engine);
        continue;
      }
      one.engines = bit(engine);
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::optional<CaseListing> EngineLaboratory::find_case(Engine engine, std::string_view name) {
  for (CaseListing& one : list(engine))
    if (one.name == name) return std::move(one);
  return std::nullopt;
}

CheckResult EngineLaboratory::check(const CheckRequest& request) {
  has_answered_ = false;
  const std::string path = program(request.engine).string();
  if (!std::filesystem::exists(path))
    return broken(Verdict::skipped, Reason::missing, path + " is not there");
  const ProcessResult ran = run(request.engine, {"--token", format_token(request)});
  if (ran.cancelled) return broken(Verdict::unknown, cut(), "the run ended before the check did");
  if (ran.timed_out)
    return broken(Verdict::unknown, Reason::bound,
                  request.case_name + " did not end on " + std::string(name(request.engine)));
  auto result = check_result_from_json(nlohmann::json::parse(ran.out, nullptr, false));
  const auto* const good = std::get_if<CheckResult>(&result);
  if (good == nullptr || ran.signal != 0 || ran.exit_code != exit_code(good->verdict))
    return broken(Verdict::error, Reason::none,
                  path + " failed on " + format_token(request) + ": " + how_it_ended(ran));
  has_answered_ = true;
  return *good;
}

}  // namespace assay
