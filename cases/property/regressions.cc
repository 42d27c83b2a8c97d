#include "cases/property/regressions.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace assay::property {
namespace {

constexpr const char* kExtension = ".program";

// "# kills notify.newest_first on native": false where it is something else.
bool read_kill(const std::string& line, Regression& regression) {
  std::istringstream words(line);
  std::string hash;
  std::string kills;
  std::string mutant;
  std::string on;
  std::string engine;
  words >> hash >> kills >> mutant >> on >> engine;
  if (hash != "#" || kills != "kills") return false;
  const std::optional<Mutant> found = find_mutant(mutant);
  if (!found || on != "on" || engine.empty())
    regression.error = "no mutant and engine in: " + line;
  else
    regression.kills.push_back({*found, engine});
  return true;
}

Regression read(const std::filesystem::path& file) {
  Regression regression{.name = file.stem().string()};
  std::ifstream in(file);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) read_kill(line, regression);
  auto parsed = parse_program(text);
  if (auto* const error = std::get_if<std::string>(&parsed))
    regression.error = *error;
  else
    regression.program = std::move(std::get<Program>(parsed));
  return regression;
}

// FNV-1a: the same name for the same program, on every machine.
std::string name_of(const Program& program) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text_of(program))
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  std::ostringstream name;
  name << std::hex << hash;
  return name.str();
}

}  // namespace

std::vector<Regression> read_regressions(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;  // no folder, no regression
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == kExtension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Regression> all;
  for (const auto& file : files) all.push_back(read(file));
  return all;
}

std::filesystem::path save_regression(const std::filesystem::path& folder, const Program& program,
                                      const Outcome& outcome, std::string_view engine) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::filesystem::path file = folder / (name_of(program) + kExtension);
  std::ofstream out(file);
  out << "# " << outcome.defect << "; execution " << outcome.execution << " on " << engine << "\n";
  std::istringstream lines(text_of(outcome.history));
  for (std::string line; std::getline(lines, line);) out << "#   " << line << "\n";
  std::string text = text_of(program);
  for (std::size_t at = 0; (at = text.find(" | ", at)) != std::string::npos;)
    text.replace(at, 3, "\n");
  out << text << "\n";
  return out.flush() ? file : std::filesystem::path();
}

}  // namespace assay::property
