#include "harness/driver/revision.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "harness/certify/site_table_text.h"
#include "harness/driver/process.h"

namespace assay {
namespace {

constexpr const char* kTablePath = "harness/world/sites.def";

ProcessResult git(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "git");
  return run_process(arguments);
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::variant<SiteTable, UsageError> or_usage(std::variant<SiteTable, TableError> parsed,
                                             const std::string& source) {
  if (auto* table = std::get_if<SiteTable>(&parsed)) return std::move(*table);
  const auto& error = std::get<TableError>(parsed);
  const std::string line = error.line > 0 ? ":" + std::to_string(error.line) : "";
  return UsageError{source + line + ": " + error.message};
}

std::variant<SiteTable, UsageError> from_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return UsageError{path + ": cannot be read"};
  return or_usage(parse_certificate_sites(text), path);
}

// What was typed may hold anything; a message is one line.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, '?');
  return text;
}

UsageError unknown_revision(const std::string& reference) {
  const ProcessResult refs = git({"for-each-ref", "--format=%(refname:short)"});
  if (!refs.started) return {"--against " + reference + ": no such file, and " + refs.error};
  if (refs.exit_code != 0)
    return {"--against " + reference + ": no such file, and this is no git repository"};
  std::vector<std::string> names;
  std::istringstream lines(refs.out);
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  names.emplace_back("HEAD");
  names.emplace_back("HEAD~1");
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string near = did_you_mean(reference, known);
  return {"--against " + on_one_line(reference) + ": no such file or revision" +
          (near.empty() ? "" : ": " + near)};
}

}  // namespace

std::variant<SiteTable, UsageError> sites_of(const std::string& reference) {
  if (std::filesystem::is_regular_file(reference)) return from_file(reference);
  // A revision that looks like an option is none.
  if (reference.empty() || reference.front() == '-' ||
      git({"rev-parse", "--verify", "--quiet", reference + "^{commit}"}).exit_code != 0)
    return unknown_revision(reference);
  const ProcessResult shown = git({"show", reference + ":" + kTablePath});
  if (shown.exit_code != 0)
    return UsageError{"--against " + reference + ": that revision has no " + kTablePath};
  return or_usage(parse_site_table(shown.out), reference + ":" + kTablePath);
}

std::string current_revision() {
  const ProcessResult head = git({"rev-parse", "--short=12", "HEAD"});
  if (!head.started || head.exit_code != 0) return {};
  const ProcessResult changes = git({"status", "--porcelain", "--untracked-files=no"});
  return trimmed(head.out) + (trimmed(changes.out).empty() ? "" : "-dirty");
}

}  // namespace assay
