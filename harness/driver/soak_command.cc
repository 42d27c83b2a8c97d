#include "harness/driver/soak_command.h"

#include <fmt/format.h>

#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/driver/interrupt.h"
#include "harness/driver/options.h"
#include "harness/execution/verdict.h"
#include "harness/footprint/recycled_pool.h"
#include "harness/report/layout.h"
#include "harness/report/promise_report.h"

namespace assay {
namespace {

constexpr const char* kAbout =
    R"(Replaces a pool of workers of the core again and again, and looks at what is left.

A recycle starts the workers, posts a new shared buffer to each, waits until all have
touched it, and lets them end. The account must be back at zero after each; resident
memory of the last tenth of the recycles must be, by the median, that of the second tenth,
or more by at most the larger of 1 % and 1 MB.

With --figures standard output has a line of JSON for each recycle, and the judgement goes
to standard error: `assay soak --figures | assay leak --field resident`.

Exit codes: 0 nothing is left; 1 something is; 2 usage; 4 interrupted; 5 a recycle failed.)";

struct Asked {
  std::uint64_t recycles = 10'000;
  std::uint64_t workers = 3;
  std::string size = "64KB";
  std::string forgets = std::string(kForgetsNames[0]);
  bool figures = false;
};

int soak(const Asked& asked, std::uint64_t bytes) {
  Forgets forgets = Forgets::nothing;
  for (std::size_t i = 0; i < kForgetsNames.size(); ++i)
    if (kForgetsNames[i] == asked.forgets) forgets = static_cast<Forgets>(i);
  std::vector<Recycled> all;
  all.reserve(asked.recycles);
  {
    RecycledPool pool(asked.workers, bytes, forgets);
    while (all.size() < asked.recycles) {
      if (interrupted()) {
        std::cerr << "interrupted after " << all.size() << " recycles: nothing is judged\n";
        return kExitUnknown;
      }
      const Result<Recycled> one = pool.recycle();
      if (!one.ok()) {
        std::cerr << name(one.error().kind()) << ": " << one.error().message() << '\n';
        return kExitInternal;
      }
      all.push_back(one.value());
      if (asked.figures)
        fmt::print("{{\"recycle\":{},\"external\":{},\"resident\":{}}}\n", all.size(),
                   one.value().external, one.value().resident);
    }
  }
  const std::vector<Promise> promises = judge_recycles(all);
  std::ostream& out = asked.figures ? std::cerr : std::cout;
  out << grouped(asked.recycles) << " recycles of " << counted(asked.workers, "worker") << "\n\n"
      << promise_text(promises, Unit::plain);
  return exit_code(promises);
}

}  // namespace

int soak_command(int argc, const char* const* argv) {
  Asked asked;
  CLI::App app{kAbout, "assay soak"};
  app.add_option("--recycles", asked.recycles, "50 to 1000000")
      ->check(CLI::Range(kLeastRecycles, std::uint64_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--workers", asked.workers, "1 to 64")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{64}))
      ->capture_default_str();
  app.add_option("--size", asked.size, "of each buffer")->capture_default_str();
  app.add_option("--forgets", asked.forgets, "leave something on purpose: buffers, or workers")
      ->check(CLI::IsMember(std::vector<std::string>(kForgetsNames.begin(), kForgetsNames.end())))
      ->capture_default_str();
  app.add_flag("--figures", asked.figures, "what is left after each recycle, as lines of JSON");
  if (const auto ended = parse(app, argc, argv)) return *ended;
  const auto size = parse_size(asked.size);
  if (const auto* error = std::get_if<UsageError>(&size)) {
    std::cerr << "--size " << error->message << '\n';
    return kExitUsage;
  }
  return soak(asked, std::get<std::uint64_t>(size));
}

}  // namespace assay
