#include "harness/report/trace_table.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>

#include "harness/report/layout.h"

namespace assay {

namespace {

constexpr std::size_t kMostColumns = 4;
constexpr std::string_view kBar = " | ";
constexpr std::size_t kOrderColumns = 7;  // "relaxed", "acq_rel"

// How much a cell says, from everything to what fits.
enum class Detail : std::uint8_t { full, implied_left_out, cut };

std::string cell(const TraceStep& step, Detail detail, std::size_t columns) {
  // The value of a load, a store and a successful exchange says which it is.
  const bool implied =
      !step.value.empty() && !step.object.empty() &&
      (step.operation == "load" || step.operation == "store" || step.operation == "cas ok");
  std::vector<std::string> parts;
  if (!step.operation.empty() && !(implied && detail != Detail::full))
    parts.push_back(step.operation);
  if (!step.object.empty()) parts.push_back(step.object);
  if (!step.value.empty()) parts.push_back(step.value);
  std::string text = printable(joined(parts, " "));
  if (detail != Detail::cut || width(text) <= columns || step.object.empty()) return text;
  // The end of a name tells more than its beginning: "…publish".
  constexpr std::size_t kLeast = 4;
  const std::size_t object = width(printable(step.object));
  const std::size_t excess = width(text) - columns;
  const std::size_t at = step.operation.empty() || implied ? 0 : 1;
  parts[at] = fit_tail(step.object, std::max(kLeast, object - std::min(object, excess)));
  return printable(joined(parts, " "));
}

class Table {
 public:
  Table(std::span<const TraceStep> shown, std::size_t first, std::map<int, std::size_t> agents,
        const TraceTableSize& size)
      : shown_(shown),
        first_(first),
        widths_(std::move(agents)),
        columns_(size.columns),
        guilty_(size.guilty) {
    number_ = std::max<std::size_t>(6, std::to_string(first + shown.size()).size() + 2);
    as_list_ = widths_.size() > kMostColumns;
    if (!as_list_ && !widths_.empty()) share_columns();
  }

  std::string text() const {
    std::string out = line(header());
    for (std::size_t i = 0; i < shown_.size(); ++i) out += line(row(shown_[i], first_ + i + 1));
    return out;
  }

 private:
  // Each agent's column as wide as its cells, at the fullest detail at which all
  // fit; if none does, the widest give way.
  void share_columns() {
    const std::size_t fixed = number_ + kBar.size() * (widths_.size() + 1) + kOrderColumns;
    const std::size_t room = columns_ - std::min(columns_, fixed);
    for (const Detail detail : {Detail::full, Detail::implied_left_out}) {
      detail_ = detail;
      measure();
      if (total() <= room) break;
      detail_ = Detail::cut;
    }
    const auto widest = [this] {
      return std::max_element(widths_.begin(), widths_.end(),
                              [](const auto& a, const auto& b) { return a.second < b.second; });
    };
    while (total() > room && widest()->second > 1) --widest()->second;
  }

  void measure() {
    for (auto& [agent, columns] : widths_) columns = width(heading(agent));
    for (const TraceStep& step : shown_)
      if (step.agent >= 0)
        widths_[step.agent] = std::max(widths_[step.agent], width(cell(step, detail_, columns_)));
  }

  std::size_t total() const {
    return std::accumulate(widths_.begin(), widths_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& each) { return sum + each.second; });
  }

  static std::string heading(int agent) { return "agent " + std::to_string(agent); }

  std::string line(std::string text) const {
    text = fit(text, columns_);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
  }

  std::string header() const {
    std::string out = pad("  step", number_);
    if (as_list_) return out + std::string(kBar) + "agent: step";
    for (const auto& [agent, columns] : widths_)
      out += std::string(kBar) + pad(heading(agent), columns);
    return out + std::string(kBar) + "order";
  }

  std::string row(const TraceStep& step, std::size_t number) const {
    const std::string digits = std::to_string(number);
    std::string out = std::string(number_ - digits.size(), ' ') + digits;
    const auto index = static_cast<int>(number) - 1;
    if (std::find(guilty_.begin(), guilty_.end(), index) != guilty_.end()) out[1] = '!';
    if (as_list_ || step.agent < 0)
      return out + std::string(kBar) + (step.agent < 0 ? "set-up" : std::to_string(step.agent)) +
             ": " + cell(step, Detail::full, columns_) + " " + step.order;
    for (const auto& [agent, columns] : widths_)
      out +=
          std::string(kBar) + pad(agent == step.agent ? cell(step, detail_, columns) : "", columns);
    return out + std::string(kBar) + step.order;
  }

  std::span<const TraceStep> shown_;
  std::size_t first_;
  std::map<int, std::size_t> widths_;  // of each agent's column
  std::size_t columns_;
  std::span<const int> guilty_;
  std::size_t number_ = 0;
  bool as_list_ = false;
  Detail detail_ = Detail::full;
};

}  // namespace

std::string trace_table(const std::vector<TraceStep>& trace, const TraceTableSize& size) {
  if (trace.empty()) return {};
  const std::size_t left_out = trace.size() - std::min(trace.size(), size.latest);
  // Columns are of all agents of the execution, acting in the shown part or not.
  std::map<int, std::size_t> agents;
  for (const TraceStep& step : trace)
    if (step.agent >= 0) agents[step.agent] = 0;
  std::string out;
  if (left_out != 0)
    out = fit("  (" + counted(left_out, "earlier step") + " left out)", size.columns) + "\n";
  return out + Table(std::span(trace).subspan(left_out), left_out, std::move(agents), size).text();
}

}  // namespace assay
