#include "harness/report/promise_report.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "harness/execution/verdict.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kJudgements{Judgement::held, Judgement::off, Judgement::differs,
                                 Judgement::skipped};

std::string plain(std::int64_t figure) {
  return (figure < 0 ? "-" : "") + grouped(static_cast<std::uint64_t>(std::abs(figure)));
}

}  // namespace

std::string promise_text(const std::vector<Promise>& promises, Unit unit) {
  TextTable table(2);
  for (const Promise& each : promises) {
    const bool skipped = each.judgement == Judgement::skipped;
    table.row({std::string(name(each.judgement)), std::string(name(each.subject)), each.promise,
               skipped ? "" : fmt::format("{:>11}", figure_words(each.found, unit)),
               skipped ? "" : range_words(each, unit)});
  }
  std::string out = joined(table.lines(0), "\n") + "\n";
  std::string last;
  for (const Promise& each : promises) {
    if (each.judgement == Judgement::off || each.judgement == Judgement::differs)
      out += paragraph(std::string(name(each.judgement)) + ": ", shortfall(each, unit));
    const std::string skipped = std::string(name(each.subject)) + ": " + each.reason;
    if (each.judgement != Judgement::skipped || last == skipped) continue;
    out += paragraph("SKIPPED: ", skipped);
    last = skipped;
  }
  return out + "\n" + judgement_counts(promises) + "\n";
}

std::string promise_json(const std::vector<Promise>& promises) {
  Json all = Json::array();
  for (const Promise& each : promises) {
    Json promise{{"subject", name(each.subject)},
                 {"promise", each.promise},
                 {"figure", each.figure},
                 {"judgement", name(each.judgement)}};
    if (each.judgement == Judgement::skipped) {
      promise["reason"] = each.reason;
    } else {
      promise["found"] = each.found;
      promise["least"] = each.least;
      promise["most"] = each.most;
    }
    all.push_back(std::move(promise));
  }
  return all.dump();
}

std::string count_json(const std::vector<Promise>& promises) {
  Json counts;
  for (const Judgement each : kJudgements) counts[std::string(name(each))] = count(promises, each);
  return counts.dump();
}

int exit_code(const std::vector<Promise>& promises) {
  return count(promises, Judgement::off) == 0 ? kExitPass : kExitFailed;
}

std::string megabytes(std::int64_t bytes) {
  // Rounded as a whole number: no "-0.0".
  constexpr auto kTenth = static_cast<double>(kMegabyte) / 10;
  const auto tenths =
      static_cast<std::int64_t>(static_cast<double>(bytes) / kTenth + (bytes < 0 ? -0.5 : 0.5));
  return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", std::abs(tenths) / 10,
                     std::abs(tenths) % 10);
}

std::string figure_words(std::int64_t figure, Unit unit) {
  return unit == Unit::megabytes ? megabytes(figure) + " MB" : plain(figure);
}

std::string range_words(const Promise& promise, Unit unit) {
  const auto words = unit == Unit::megabytes ? megabytes : plain;
  const std::string least = words(promise.least);
  const std::string most = words(promise.most);
  return least == most ? least : least + " to " + most;
}

std::string shortfall(const Promise& promise, Unit unit) {
  return std::string(name(promise.subject)) + ", " + promise.promise + ": " + promise.figure +
         " is " + plain(promise.found) + ", " + range_words(promise, unit) +
         (unit == Unit::megabytes ? " MB was promised" : " was promised");
}

std::string judgement_counts(const std::vector<Promise>& promises) {
  std::vector<std::string> counts;
  for (const Judgement each : kJudgements)
    counts.push_back(std::to_string(count(promises, each)) + " " + std::string(name(each)));
  return joined(counts);
}

}  // namespace assay
