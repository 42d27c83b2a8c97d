// One case, several engines: who proves what another refutes.
#include "harness/certify/disagreement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/certifier.h"
#include "harness/certify/fake_laboratory.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Certificate decide(FakeLaboratory& laboratory) {
  return Certifier(laboratory, {.examines_sites = false}, {}).certify();
}

TEST(Disagreement, is_a_proof_beside_a_refutation) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::relacy, {}, ended(Verdict::refuted)},
                     {"waits", Engine::explore, {}, ended(Verdict::proved)}};
  EXPECT_THAT(disagreements(decide(laboratory)),
              ElementsAre(Disagreement{"waits", {Engine::explore}, {Engine::relacy}}));
}

TEST(Disagreement, is_none_where_engines_are_silent_or_say_the_same) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::explore, {}, ended(Verdict::proved)}};
  EXPECT_THAT(disagreements(decide(laboratory)), IsEmpty());
  laboratory.rows = {{"waits", Engine::relacy, {}, ended(Verdict::refuted)},
                     {"waits", Engine::explore, {}, ended(Verdict::refuted)}};
  EXPECT_THAT(disagreements(decide(laboratory)), IsEmpty());
  laboratory.rows = {{"waits", Engine::relacy, {}, ended(Verdict::refuted)},
                     {"stores", Engine::explore, {}, ended(Verdict::proved)}};
  EXPECT_THAT(disagreements(decide(laboratory)), IsEmpty());
}

}  // namespace
}  // namespace assay
