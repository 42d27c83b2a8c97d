// Decides a certificate: first the claims under the assignment in question, then,
// site by site, whether a weaker order would do.
//
// The search for a refutation of a changed assignment starts with a brief look at
// every case, since most counterexamples are shallow; then every case runs on every
// engine with its whole budget. It ends at the first refutation that counts: the
// control, the same check without the change, has to pass.
//
// Thread safety: one caller.
// Invariants: the certificate's claims and sites are complete whatever stops the
// run; what was not examined says so.
#pragma once

#include "harness/certify/question.h"
#include "harness/judge/laboratory.h"

namespace assay {

class Certifier {
 public:
  Certifier(Laboratory& laboratory, Question question, Watch watch);

  // Everything but the provenance.
  Certificate certify();

 private:
  void prepare();
  void decide_claims();
  void examine_sites();

  // -- claims ---------------------------------------------------------------
  bool look_briefly(ClaimDecision& claim);
  void decide(ClaimDecision& claim);
  void conclude(ClaimDecision& claim) const;
  // PROVED where each of its cases is, by some engine; else UNKNOWN with the reason that
  // most wants attention.
  void conclude_examined(ClaimDecision& claim) const;
  void keep(ClaimDecision& claim, const CaseListing& one, Engine engine, CheckResult result);
  // Records the refutation where it counts. False: the control failed too.
  bool refute(ClaimDecision& claim, const CaseListing& one, Engine engine,
              const CheckResult& result, std::uint64_t executions);
  void second_opinion(ClaimDecision& claim, const CaseListing& one, Engine engine);
  bool is_refuted() const;
  // Whether every living engine ran each of its cases.
  bool is_examined(const ClaimDecision& claim) const;

  // -- sites ----------------------------------------------------------------
  std::vector<std::size_t> examination_order() const;
  void examine(SiteDecision& decision);
  void try_weakening(const SiteDecision& decision, Weakening& weakening);
  // Whether each case of the control plane is proved, and each that reaches one of the sites.
  bool is_proved(const std::vector<OrderChange>& changes, std::uint64_t& executions);
  static bool is_language_order(const SiteDecision& decision);
  // On the exhaustive engines that have it; false where neither proves it.
  bool is_proved(const CaseListing& one, const std::vector<OrderChange>& changes,
                 std::uint64_t& executions);
  // The first refutation by a case that reaches the site; nothing, and whether all are proved.
  std::optional<Refutation> search(const SiteDecision& decision, Engine engine,
                                   Weakening& weakening, bool& all_proved);
  bool reaches(const SiteDecision& decision, const CaseListing& one) const;
  void find_joint_weakening();
  void note_reach();

  // -- checks ---------------------------------------------------------------
  CheckRequest request(const CaseListing& one, Engine engine, std::uint64_t executions,
                       const std::vector<OrderChange>& changes) const;
  // Asks the laboratory. A check that was cut short stops the run.
  CheckResult check(const CheckRequest& request);
  std::vector<const CaseListing*> cases_of(Plane plane) const;
  bool lives(Engine engine) const;
  bool stopped();
  void step(const std::string& next);

  Laboratory& laboratory_;
  // Those that are wanted, and those in question at other sites; sorted.
  std::vector<OrderChange> changes_with(std::vector<OrderChange> wanted) const;

  const Question question_;
  const Watch watch_;
  std::vector<CaseListing> cases_;  // the core's; none about engines
  // By site: the litmus programs that reach it, sorted.
  std::array<std::vector<std::string>, kSiteCount> programs_;
  Certificate certificate_;
  Reason stop_ = Reason::none;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace assay
