#include "harness/execution/token.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <utility>

namespace assay {

namespace {

template <typename T>
using OrError = std::variant<T, UsageError>;

constexpr std::string_view kMutantKey = "mutant";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    parts.push_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

// Input as it may stand in a message: on one line, of bounded length.
std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "'";
  for (const char c : text.substr(0, kLongest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xfU];
    } else {
      out += c;
    }
  }
  return out + (text.size() > kLongest ? "…'" : "'");
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view each : names) out += (out.empty() ? "" : ", ") + std::string(each);
  return out;
}

// "unknown site 'x': did you mean y?"; where nothing is near, all names if they
// are few, else where to find them.
UsageError unknown(std::string_view what, std::string_view wrong,
                   const std::vector<std::string_view>& known, std::string_view elsewhere) {
  std::string hint = did_you_mean(wrong, known);
  if (hint.empty())
    hint = elsewhere.empty() ? "known are " + joined(known) : std::string(elsewhere);
  return {"unknown " + std::string(what) + " " + quoted(wrong) + ": " + hint};
}

// Levenshtein's distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> costs(b.size() + 1);
  std::iota(costs.begin(), costs.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(costs[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = costs[j + 1];
      costs[j + 1] = std::min({replaced, diagonal + 1, costs[j] + 1});
    }
  }
  return costs.back();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool parse_number(std::string_view text, std::uint64_t& number) {
  const char* const end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, number);
  return failure == std::errc{} && rest == end;
}

OrError<Engine> parse_engine(std::string_view text) {
  if (const auto engine = find_engine(text)) return *engine;
  return unknown("engine", text, {kEngineNames.begin(), kEngineNames.end()}, "");
}

bool is_case_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_+-./").find(c) != std::string_view::npos;
  });
}

// path@TEXT or all@N; nothing where the text is neither.
std::optional<OrError<Schedule>> parse_search(std::string_view text, Engine engine,
                                              std::uint64_t& executions) {
  constexpr std::string_view kPath = "path@";
  constexpr std::string_view kAll = "all@";
  if (!text.starts_with(kPath) && !text.starts_with(kAll)) return std::nullopt;
  const bool searches = engine == Engine::explore || engine == Engine::axiomatic;
  if (!searches)
    return UsageError{"malformed schedule " + quoted(text) + ": " + std::string(name(engine)) +
                      " searches nothing, only explore and axiomatic do"};
  Schedule schedule;
  if (text.starts_with(kAll)) {
    if (parse_number(text.substr(kAll.size()), executions)) return schedule;
    return UsageError{"malformed schedule " + quoted(text) + ": all@N needs a number"};
  }
  if (engine != Engine::explore)
    return UsageError{"malformed schedule " + quoted(text) + ": " + std::string(name(engine)) +
                      " has no path, its schedule is all@N"};
  schedule.path = text.substr(kPath.size());
  const auto is_step = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9');
  };
  if (!schedule.path.empty() && !is_digit(schedule.path.front()) &&
      std::all_of(schedule.path.begin(), schedule.path.end(), is_step))
    return schedule;
  return UsageError{"malformed schedule " + quoted(text) +
                    ": a path is a letter for each step, each with or without a number"};
}

OrError<Schedule> parse_schedule(std::string_view text, Engine engine, std::uint64_t& executions) {
  constexpr std::string_view kRandom = "random@";
  constexpr std::string_view kSeed = "seed";
  if (auto searched = parse_search(text, engine, executions)) return *searched;
  Schedule schedule;
  if (text.starts_with(kRandom)) {
    if (!parse_number(text.substr(kRandom.size()), schedule.at) || schedule.at == 0)
      return UsageError{"malformed schedule " + quoted(text) +
                        ": random@K needs an iteration from 1"};
    if (engine != Engine::relacy)
      return UsageError{"malformed schedule " + quoted(text) + ": " + std::string(name(engine)) +
                        " cannot replay an iteration, its schedule is " +
                        (engine == Engine::explore ? "path@TEXT or all@N" : "seedS@N")};
    return schedule;
  }
  const std::vector<std::string_view> parts = split(text, '@');
  const bool samples = engine != Engine::explore && engine != Engine::axiomatic;
  if (samples && parts.size() == 2 && text.starts_with(kSeed) &&
      parse_number(parts[0].substr(kSeed.size()), schedule.seed) &&
      parse_number(parts[1], executions))
    return schedule;
  return UsageError{"malformed schedule " + quoted(text) +
                    ": known are random@K, seedS@N, all@N and path@TEXT"};
}

// Reads CHANGES into the request; an error text if it is malformed.
std::string parse_changes(std::string_view text, CheckRequest& request) {
  if (text == "-") return {};
  for (const std::string_view part : split(text, ',')) {
    if (part.starts_with(kMutantKey) && part.substr(kMutantKey.size()).starts_with('=')) {
      const auto mutant = parse_mutant(part.substr(kMutantKey.size() + 1));
      if (const auto* const wrong = std::get_if<UsageError>(&mutant)) return wrong->message;
      if (request.mutant != Mutant::kNone) return "a second mutant " + quoted(part);
      request.mutant = std::get<Mutant>(mutant);
      continue;
    }
    const auto change = parse_change(part);
    if (const auto* const wrong = std::get_if<UsageError>(&change)) return wrong->message;
    const OrderChange& added = std::get<OrderChange>(change);
    for (const OrderChange& earlier : request.changes)
      if (earlier.site == added.site)
        return "site " + std::string(name(added.site)) + " is changed twice";
    request.changes.push_back(added);
  }
  std::sort(request.changes.begin(), request.changes.end(),
            [](const OrderChange& a, const OrderChange& b) { return a.site < b.site; });
  return {};
}

}  // namespace

std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& known) {
  constexpr std::size_t kMost = 3;
  const std::size_t limit = std::max<std::size_t>(2, wrong.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view each : known) {
    // The difference in length is a lower bound, and keeps long input cheap.
    const std::size_t apart =
        std::max(each.size(), wrong.size()) - std::min(each.size(), wrong.size());
    if (apart > limit || wrong.empty()) continue;
    const std::size_t cost = distance(wrong, each);
    if (cost <= limit && cost < each.size()) near.emplace_back(cost, each);
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kMost) near.resize(kMost);
  std::vector<std::string_view> names;
  for (const auto& [cost, each] : near) names.push_back(each);
  return names.empty() ? "" : "did you mean " + joined(names) + "?";
}

std::variant<OrderChange, UsageError> parse_change(std::string_view text) {
  const std::vector<std::string_view> sides = split(text, '=');
  if (sides.size() != 2) return UsageError{"malformed change " + quoted(text) + ": not SITE=ORDER"};
  const auto site = find_site(sides[0]);
  if (!site) {
    std::vector<std::string_view> sites;
    for (const SiteRow& each : kSites) sites.push_back(each.name);
    return unknown("site", sides[0], sites, "harness/world/sites.def lists them");
  }
  const Operation operation = row(*site).operation;
  std::vector<std::string_view> orders;
  for (const Order each : kOrders)
    if (allowed(operation, each)) orders.push_back(name(each));
  const auto order = parse_order(sides[1]);
  if (!order) return unknown("order", sides[1], orders, "");
  if (!allowed(operation, *order))
    return UsageError{std::string(name(*site)) + " is a " + std::string(name(operation)) +
                      " and cannot be " + std::string(name(*order)) + ": its orders are " +
                      joined(orders)};
  return OrderChange{*site, *order};
}

std::variant<Mutant, UsageError> parse_mutant(std::string_view text) {
  if (const auto mutant = find_mutant(text)) return *mutant;
  std::vector<std::string_view> mutants;
  for (const MutantRow& each : kMutants) mutants.push_back(each.name);
  return unknown("mutant", text, mutants, "harness/world/mutants.def lists them");
}

std::string format_token(const CheckRequest& request) {
  std::string changes;
  for (const OrderChange& change : request.changes)
    changes += (changes.empty() ? "" : ",") + std::string(name(change.site)) + "=" +
               std::string(name(change.order));
  if (request.mutant != Mutant::kNone)
    changes += (changes.empty() ? "" : ",") + std::string(kMutantKey) + "=" +
               std::string(name(request.mutant));
  std::string schedule =
      "seed" + std::to_string(request.schedule.seed) + "@" + std::to_string(request.executions);
  if (request.schedule.at != 0) schedule = "random@" + std::to_string(request.schedule.at);
  if (request.engine == Engine::explore || request.engine == Engine::axiomatic)
    schedule = request.schedule.path.empty() ? "all@" + std::to_string(request.executions)
                                             : "path@" + request.schedule.path;
  return std::string(name(request.engine)) + ":" + request.case_name + ":" +
         (changes.empty() ? "-" : changes) + ":" + schedule;
}

std::variant<CheckRequest, UsageError> parse_token(std::string_view token) {
  const std::vector<std::string_view> fields = split(token, ':');
  if (fields.size() != 4)
    return UsageError{"malformed token " + quoted(token) + ": " + std::to_string(fields.size()) +
                      " fields, not the 4 of ENGINE:CASE:CHANGES:SCHEDULE"};
  CheckRequest request;
  const auto engine = parse_engine(fields[0]);
  if (const auto* const wrong = std::get_if<UsageError>(&engine)) return *wrong;
  request.engine = std::get<Engine>(engine);
  if (!is_case_name(fields[1])) return UsageError{"malformed case name " + quoted(fields[1])};
  request.case_name = fields[1];
  if (std::string wrong = parse_changes(fields[2], request); !wrong.empty())
    return UsageError{std::move(wrong)};
  const auto schedule = parse_schedule(fields[3], request.engine, request.executions);
  if (const auto* const wrong = std::get_if<UsageError>(&schedule)) return *wrong;
  request.schedule = std::get<Schedule>(schedule);
  return request;
}

}  // namespace assay
