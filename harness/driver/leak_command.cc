#include "harness/driver/leak_command.h"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/driver/leak_figures.h"
#include "harness/report/layout.h"
#include "harness/report/leak_report.h"

namespace assay {
namespace {

constexpr const char* kAbout =
    R"(Alerts on a figure that grows from recycle to recycle and never comes back.

FILE, or standard input, has one line for each recycle of a pool of workers: a whole
number, such as the bytes in use when its workers are gone, or a JSON object of which
--field is the figure. A figure more than the tolerance above the last growth is a
growth; back at the baseline, or more than the tolerance below the last growth, all
begins anew. harness/certify/leak_alert.h has the definition.

Exit codes: 0 no alert; 1 an alert; 2 usage, or a line that is no figure;
4 too few figures for an alert; 5 the file cannot be read.)";

int judge(std::istream& in, const std::string& name, const std::string& field, const LeakRule& rule,
          bool json) {
  const auto read = read_figures(in, field);
  if (in.bad()) {
    std::cerr << name << ": cannot be read\n";
    return kExitInternal;
  }
  if (const auto* error = std::get_if<FigureError>(&read)) {
    std::cerr << name << ':' << error->line << ": " << error->message << '\n';
    return kExitUsage;
  }
  const auto& figures = std::get<std::vector<std::int64_t>>(read);
  LeakDetector detector(rule);
  for (const std::int64_t figure : figures) detector.add(figure);
  const LeakFindings findings{figures, rule, detector.alert(), detector.enough()};
  std::cout << (json ? leak_json(findings) : leak_text(findings));
  return exit_code(findings);
}

}  // namespace

int leak_command(int argc, const char* const* argv) {
  LeakRule rule;
  std::uint64_t tolerance = static_cast<std::uint64_t>(rule.tolerance);
  std::string file = "-";
  std::string field;
  bool json = false;
  CLI::App app{kAbout, "assay leak"};
  app.add_option("file", file, "- is standard input")->capture_default_str()->check(non_empty());
  app.add_option("--recycles", rule.recycles, "growths to an alert")
      ->capture_default_str()
      ->check(natural(1));
  app.add_option("--tolerance", tolerance, "what is no growth and no fall, in the figures' unit")
      ->capture_default_str()
      ->check(natural(0));
  app.add_option("--warm-up", rule.warm_up, "figures at the beginning that are not looked at")
      ->capture_default_str()
      ->check(natural(0));
  app.add_option("--field", field, "lines are JSON objects; the figure is this member")
      ->type_name("NAME")
      ->check(non_empty());
  app.add_flag("--json", json, "the result as JSON");
  if (const auto ended = parse(app, argc, argv)) return *ended;
  if (tolerance > static_cast<std::uint64_t>(kLargestFigure)) {
    std::cerr << "--tolerance: more than " << kLargestFigure << " (see --help)\n";
    return kExitUsage;
  }
  rule.tolerance = static_cast<std::int64_t>(tolerance);
  if (file == "-") return judge(std::cin, "standard input", field, rule, json);

  std::ifstream in(file, std::ios::binary);
  std::error_code error;
  if (!in || std::filesystem::is_directory(file, error)) {
    std::cerr << printable(file) << ": cannot be read\n";
    return kExitInternal;
  }
  return judge(in, printable(file), field, rule, json);
}

}  // namespace assay
