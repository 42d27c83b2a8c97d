#include "harness/report/html/why.h"

#include <algorithm>

#include "harness/report/step.h"

namespace assay {

namespace {

std::string step_words(const Counterexample& counterexample, std::size_t at) {
  const TraceStep& step = counterexample.trace[at];
  return step.object + " of agent " + std::to_string(step.agent) + " (step " +
         std::to_string(at + 1) + ")";
}

// What the weaker order does not do at one pair of steps.
std::string lost(const Counterexample& counterexample, const Suspect& suspect,
                 const Pairing* pairing) {
  const std::string site(name(suspect.site));
  std::string out =
      site + " is " + std::string(name(suspect.now)) + ", not " + std::string(name(suspect.before));
  if (pairing == nullptr)
    return out + "; no step in this trace is at a site that it pairs with, so look at the case.";
  const std::string from = step_words(counterexample, pairing->from);
  const std::string to = step_words(counterexample, pairing->to);
  if (suspect.before == Order::seq_cst && suspect.now != Order::relaxed)
    return out + ": " + from + " and " + to +
           ", which the site table pairs, no longer stand in the one total order.";
  if (pairing->read_from)
    return out + ": " + to + " reads what " + from +
           " wrote, but the write does not synchronize with the read.";
  return out + ": the site table pairs " + from + " with " + to +
         ", and that pair no longer orders the two agents.";
}

std::string consequence(const Counterexample& counterexample) {
  if (counterexample.trace.empty()) return counterexample.message + ".";
  const TraceStep& last = counterexample.trace.back();
  const std::string who =
      last.agent < 0 ? std::string("the set-up") : "agent " + std::to_string(last.agent);
  const std::string at = last.where.empty() ? "" : " at " + file_of(last.where);
  const std::string step = "step " + std::to_string(counterexample.trace.size());
  if (counterexample.kind == "data race")
    return "So nothing puts the access of " + who + at + " (" + step +
           ") behind the earlier access of another agent: a data race.";
  if (agents_are_stuck(counterexample.kind))
    return "So the agents can miss one another: after " + step + " " + counterexample.message + ".";
  return "So it can come to " + step + at + ": " + counterexample.message + ".";
}

}  // namespace

std::vector<std::string> why(const Counterexample& counterexample,
                             const std::vector<Suspect>& suspects) {
  std::vector<std::string> out;
  const std::vector<Pairing> pairs = pairings(counterexample.trace, suspects);
  for (std::size_t s = 0; s < suspects.size(); ++s) {
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [s](const Pairing& pairing) { return pairing.suspect == s; });
    if (!counterexample.trace.empty())
      out.push_back(lost(counterexample, suspects[s], found == pairs.end() ? nullptr : &*found));
    out.push_back("What " + std::string(name(suspects[s].site)) +
                  " is for: " + std::string(row(suspects[s].site).why) + ".");
  }
  out.push_back(consequence(counterexample));
  return out;
}

}  // namespace assay
