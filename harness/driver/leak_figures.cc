#include "harness/driver/leak_figures.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "harness/certify/leak_alert.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

using Figure = std::variant<std::int64_t, std::string>;  // or what is wrong

constexpr std::size_t kShown = 40;  // columns of a line that is wrong

std::string in_quotes(std::string_view text) { return "'" + fit(text, kShown) + "'"; }

std::string no_figure(std::string_view text) {
  return in_quotes(text) + " is no whole number of at most " + grouped(kLargestFigure);
}

Figure bounded(std::int64_t figure, std::string_view text) {
  if (figure < -kLargestFigure || figure > kLargestFigure) return no_figure(text);
  return figure;
}

Figure of_number(std::string_view line) {
  if (line.starts_with('{')) return in_quotes(line) + " is an object: name its figure with --field";
  std::int64_t figure = 0;
  const auto [rest, failed] = std::from_chars(line.data(), line.data() + line.size(), figure);
  if (failed != std::errc{} || rest != line.data() + line.size()) return no_figure(line);
  return bounded(figure, line);
}

Figure of_object(std::string_view line, const std::string& field) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) return in_quotes(line) + " is no JSON object";
  const auto found = object.find(field);
  if (found == object.end()) {
    std::vector<std::string> names;
    for (const auto& member : object.items()) names.push_back(member.key());
    return "no field " + in_quotes(field) + ": there is " +
           fit(names.empty() ? "none" : joined(names), kColumns);
  }
  const std::string text = found->dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  if (found->is_number_unsigned() &&
      found->get<std::uint64_t>() > static_cast<std::uint64_t>(kLargestFigure))
    return no_figure(text);
  if (!found->is_number_integer()) return no_figure(text);
  return bounded(found->get<std::int64_t>(), text);
}

// The next line without its newline; false: the input is at its end, or `error` is set.
bool next_line(std::istream& in, std::string& line, std::string& error) {
  line.clear();
  char byte = 0;
  while (in.get(byte)) {
    if (byte == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    if (line.size() == kLongestFigureLine) {
      error = "longer than " + grouped(kLongestFigureLine) + " bytes";
      return false;
    }
    line += byte;
  }
  if (!line.empty()) error = in_quotes(line) + " does not end with a newline: cut short?";
  return false;
}

}  // namespace

std::variant<std::vector<std::int64_t>, FigureError> read_figures(std::istream& in,
                                                                  const std::string& field) {
  std::vector<std::int64_t> figures;
  std::string line;
  std::string error;
  while (next_line(in, line, error)) {
    if (figures.size() == kMostFigures) {
      error = "more than " + grouped(kMostFigures) + " figures";
      break;
    }
    const Figure figure = field.empty() ? of_number(line) : of_object(line, field);
    if (const auto* wrong = std::get_if<std::string>(&figure)) {
      error = *wrong;
      break;
    }
    figures.push_back(std::get<std::int64_t>(figure));
  }
  if (!error.empty()) return FigureError{figures.size() + 1, error};
  return figures;
}

}  // namespace assay
