#include "harness/report/leak_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "harness/report/layout.h"
#include "harness/report/sparkline.h"

namespace assay {
namespace {

std::string grouped_signed(std::int64_t number) {
  return number < 0 ? "-" + grouped(static_cast<std::uint64_t>(-number))
                    : grouped(static_cast<std::uint64_t>(number));
}

std::string at_recycle(const RecycleFigure& figure) {
  return grouped_signed(figure.figure) + " at recycle " + grouped(figure.recycle);
}

// The bars, and under them where the growth began and where the alert was given.
std::string picture(const LeakFindings& findings) {
  constexpr std::size_t kIndent = 2;
  constexpr std::size_t kBars = kColumns - kIndent;
  const std::string indent(kIndent, ' ');
  std::string text = indent + sparkline(findings.figures, kBars) + "\n";
  if (!findings.alert) return text;
  const auto column = [&](std::uint64_t recycle) {
    return sparkline_column(static_cast<std::size_t>(recycle - 1), findings.figures.size(), kBars);
  };
  std::string marks(std::min(findings.figures.size(), kBars), ' ');
  marks[column(findings.alert->last_at_baseline.recycle)] = '^';
  marks[column(findings.alert->alerted.recycle)] = '!';
  marks.resize(marks.find_last_not_of(' ') + 1);
  return text + indent + marks + "\n";
}

std::string alert_text(const LeakAlert& alert) {
  std::string text = "ALERT: a run of " + counted(alert.growths, "growth") + "\n";
  text +=
      paragraph("  from   ", at_recycle(alert.last_at_baseline) + " (^); it grew from recycle " +
                                 grouped(alert.last_at_baseline.recycle + 1) + " on");
  text += paragraph("  alert  ", at_recycle(alert.alerted) + " (!)");
  text +=
      paragraph("  to     ",
                at_recycle(alert.reached) + ": " +
                    grouped_signed(alert.reached.figure - alert.last_at_baseline.figure) + " more");
  if (alert.ended.recycle != 0) text += paragraph("  ended  ", at_recycle(alert.ended));
  return text;
}

// JSON by hand: all of it is numbers and fixed words.
std::string json_of(const RecycleFigure& figure) {
  if (figure.recycle == 0) return "null";
  return fmt::format("{{\n      \"figure\": {},\n      \"recycle\": {}\n    }}", figure.figure,
                     figure.recycle);
}

std::string json_of(const LeakAlert& alert) {
  return fmt::format(
      "{{\n    \"alerted\": {},\n    \"ended\": {},\n    \"growths\": {},\n    "
      "\"last_at_baseline\": "
      "{},\n    \"reached\": {}\n  }}",
      json_of(alert.alerted), json_of(alert.ended), alert.growths, json_of(alert.last_at_baseline),
      json_of(alert.reached));
}

}  // namespace

ExitCode exit_code(const LeakFindings& findings) {
  if (findings.alert) return kExitFailed;
  return findings.enough ? kExitPass : kExitUnknown;
}

std::string leak_text(const LeakFindings& findings) {
  const LeakRule& rule = findings.rule;
  const std::string count = counted(findings.figures.size(), "figure");
  const std::string sought = counted(rule.recycles, "growth") + " of more than " +
                             grouped_signed(rule.tolerance) +
                             " each without a fall or a return to the baseline";
  std::string text;
  if (findings.alert)
    text = alert_text(*findings.alert);
  else if (findings.enough)
    text = paragraph("no alert: ", count + ", and nowhere " + sought);
  else
    text = paragraph("UNKNOWN: ", count + (findings.figures.size() == 1 ? " is" : " are") +
                                      " too few for " + sought);
  if (!findings.figures.empty()) text += picture(findings);
  return text;
}

std::string leak_json(const LeakFindings& findings) {
  const LeakRule& rule = findings.rule;
  const std::string_view result = findings.alert    ? "ALERT"
                                  : findings.enough ? "NO_ALERT"
                                                    : "UNKNOWN";
  return fmt::format(
      "{{\n  \"alert\": {},\n  \"figures\": {},\n  \"recycles\": {},\n  \"result\": \"{}\",\n  "
      "\"tolerance\": {},\n  \"warm_up\": {}\n}}\n",
      findings.alert ? json_of(*findings.alert) : "null", findings.figures.size(), rule.recycles,
      result, rule.tolerance, rule.warm_up);
}

}  // namespace assay
