#include "harness/driver/certify_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>

#include "harness/certify/certificate_json.h"
#include "harness/certify/certifier.h"
#include "harness/certify/site_diff.h"
#include "harness/driver/options.h"
#include "harness/driver/output_files.h"
#include "harness/driver/progress.h"
#include "harness/driver/provenance.h"
#include "harness/driver/revision.h"
#include "harness/report/html/html.h"
#include "harness/report/junit.h"
#include "harness/report/sarif.h"
#include "harness/report/terminal.h"

namespace assay {
namespace {

using Clock = std::chrono::steady_clock;

// The question, or what is wrong with it.
std::variant<Question, UsageError> question_of(const CertifyOptions& options) {
  Question question{.executions = options.executions, .seed = options.seed};
  auto changes = parse_changes(options.orders);
  if (auto* error = std::get_if<UsageError>(&changes)) return *error;
  question.changes = std::get<0>(std::move(changes));
  question.examines_sites = question.changes.empty();
  if (options.against.empty()) return question;
  if (!question.changes.empty())
    return UsageError{"--against reviews what this build has; it does not go with --order"};

  auto before = sites_of(options.against);
  if (auto* error = std::get_if<UsageError>(&before)) return *error;
  question.is_review = true;
  question.review = diff(std::get<SiteTable>(before), site_table());
  // The control: the orders of before, at the sites that this build has too.
  for (const SiteChange& change : question.review) {
    const std::optional<Site> site = find_site(change.site);
    if (site && change.before && allowed(row(*site).operation, *change.before))
      question.before.push_back({*site, *change.before});
  }
  std::sort(question.before.begin(), question.before.end(),
            [](const OrderChange& a, const OrderChange& b) { return a.site < b.site; });
  return question;
}

std::optional<std::string> write_files(const std::string& folder, const Certificate& certificate) {
  const std::filesystem::path out(folder);
  if (auto error = write_whole(out / "certificate.json", certificate_text(certificate)))
    return error;
  if (auto error = write_whole(out / "certificate.txt", terminal_text(certificate))) return error;
  if (auto error = write_whole(out / "certificate.html", certificate_html(certificate)))
    return error;
  if (auto error = write_whole(out / "junit.xml", junit_xml(certificate))) return error;
  return write_whole(out / "results.sarif", sarif_text(certificate));
}

ExitCode code_of(const Certificate& certificate) {
  std::vector<ExitCode> codes{exit_code(certificate.verdict())};
  for (const ClaimDecision& claim : certificate.claims)
    if (claim.verdict == Verdict::error) codes.push_back(kExitInternal);
  return combine(codes);
}

int fail(ExitCode code, const std::string& message) {
  std::cerr << message << '\n';
  return code;
}

}  // namespace

int certify_command(EngineLaboratory& laboratory, const CertifyOptions& options) {
  std::variant<Question, UsageError> asked = question_of(options);
  if (const auto* error = std::get_if<UsageError>(&asked)) return fail(kExitUsage, error->message);
  const auto start = Clock::now();
  if (!options.budget.empty()) {
    const auto budget = parse_duration(options.budget);
    if (const auto* error = std::get_if<UsageError>(&budget))
      return fail(kExitUsage, "--budget " + error->message);
    laboratory.end_at(start + std::get<std::chrono::seconds>(budget));
  }
  if (!options.out.empty())
    if (const auto error = prepare_folder(options.out)) return fail(kExitInternal, *error);

  Certificate certificate;
  {
    Progress progress;
    Certifier certifier(
        laboratory, std::get<Question>(std::move(asked)),
        {.stop = [&laboratory] { return laboratory.cut(); },
         .progress = [&progress](std::uint64_t done, std::uint64_t total,
                                 const std::string& next) { progress.show(done, total, next); }});
    certificate = certifier.certify();
  }
  certificate.against = options.against;
  certificate.provenance = make_provenance(options.command);
  certificate.provenance.milliseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());

  std::cout << terminal_text(certificate, {.colour = isatty(STDOUT_FILENO) == 1});
  if (!options.out.empty()) {
    if (const auto error = write_files(options.out, certificate))
      return fail(kExitInternal, *error);
    std::cout
        << "\nwritten to " << options.out
        << ": certificate.html, certificate.json, certificate.txt, junit.xml, results.sarif\n";
  }
  return code_of(certificate);
}

}  // namespace assay
