// The known numbers of executions of the classic shapes, under both models: the engine's
// in whatever order agents are scheduled and listed, and the twin's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/engines/explore/readme.h"
#include "harness/engines/explore/twin/enumerator.h"
#include "harness/engines/explore/twin/explorer.h"

namespace assay::explore::twin {
namespace {

struct Shape {
  const char* name;
  const char* program;
  std::size_t rc11;
  std::size_t sc;
};

constexpr Shape kShapes[] = {
    {"SB", "Wrel x1; Racq y | Wrel y1; Racq x", 4, 3},
    {"SB+4sc", "Wsc x1; Rsc y | Wsc y1; Rsc x", 3, 3},
    {"SB+3sc+acq", "Wsc x1; Rsc y | Wsc y1; Racq x", 4, 3},
    {"SB+scfs", "Wrlx x1; Fsc; Rrlx y | Wrlx y1; Fsc; Rrlx x", 3, 3},
    {"SB+2sc+scf", "Wsc x1; Rsc y | Wrlx y1; Fsc; Rrlx x", 3, 3},
    {"SB+rfis", "Wrel x1; Rsc x; Rsc y | Wrel y1; Rsc y; Rsc x", 4, 3},
    {"LB", "Racq y; Wrel x1 | Racq x; Wrel y1", 3, 3},
    {"LB3", "Rrlx x; Wrlx y1 | Rrlx y; Wrlx z1 | Rrlx z; Wrlx x1", 7, 7},
    {"MP", "Wrel x1; Wrel y1 | Racq y; Racq x", 3, 3},
    {"MP+rel+acq", "Wna x1; Wrel y1 | Racq y; if (last == 1) Rna x", 2, 2},
    {"CoRR", "Wrel x1; Wrel x2 | Racq x; Racq x", 6, 6},
    {"CoRR0", "Wrel x1 | Racq x | Racq x", 4, 4},
    {"2+2W", "Wrel x1; Wrel y2 | Wrel y1; Wrel x2", 4, 3},
    {"2+2W+4sc", "Wsc x1; Wsc y2 | Wsc y1; Wsc x2", 3, 3},
    {"IRIW", "Wrel x1 | Wrel y1 | Racq x; Racq y | Racq y; Racq x", 16, 15},
    {"IRIW+sc", "Wsc x1 | Wsc y1 | Rsc x; Rsc y | Rsc y; Rsc x", 15, 15},
    {"rii", "Rrlx x; RMW+rlx x1 | RMW+rlx x1", 3, 3},
    {"ccr", "CASrlx/rlx x0->42 | CASrlx/rlx x0->17; Rrlx x", 2, 2},
    {"cii", "CASrlx/rlx x1->2 | RMW+rlx x1 | RMW+rlx x1", 6, 6},
    {"RMWFix",
     "Rsc y; if (first == 42) RMW+sc x1; if (first == 42) RMW+sc x1 | RMW+sc x1 | Wsc y42", 4, 4},
    {"RWC+syncs", "Wrlx x1 | Rrlx x; Fsc; Rrlx y | Wrlx y1; Fsc; Rrlx x", 7, 7},
    {"H1", "Wrlx x1; CASrel/rlx y0->1 | CASar/acq y0->2; Rrlx x | CASar/rlx y0->3; Rrlx x", 10, 9},
    {"H5", "Wrlx x1; XCHGsc x1; Racq y | Racq x; Wrel y2 | RMW+rel x1; Rrlx y", 48, 48},
    {"H10",
     "CASar/acq x0->1; Wrlx y1; CASrel/rlx x1->2 | CASacq/rlx x1->3; Facq; Rrlx y |"
     " Rrlx x; Far; CASsc/acq x2->4; Rrlx y",
     54, 54},
};

class OfShapes : public testing::TestWithParam<Shape> {};

TEST_P(OfShapes, AreKnown) {
  const Shape& shape = GetParam();
  SCOPED_TRACE(std::string(shape.name) + ": " + shape.program);
  const Program program = Program::parse(shape.program);
  for (const Model model : {Model::rc11, Model::sc}) {
    const std::size_t known = model == Model::rc11 ? shape.rc11 : shape.sc;
    const Enumeration twin = enumerate(program, model);
    EXPECT_EQ(twin.complete.size(), known);
    EXPECT_EQ(twin.has_race, false);
    for (int i = 0; i < 10; ++i) {
      const Way way{.model = model, .policy = static_cast<Policy>(i / 2), .reversed = i % 2 == 1};
      const Explored engine = explore(program, way);
      EXPECT_EQ(engine.complete.size(), known) << "policy " << i / 2 << ", listing " << i % 2;
      EXPECT_EQ(engine.duplicates, 0U);
      EXPECT_EQ(engine.defect + engine.trouble, "");
    }
  }
}
TEST_P(OfShapes, StandInTheReadme) {
  const Shape& shape = GetParam();
  const std::string counts = std::to_string(shape.rc11) + " / " + std::to_string(shape.sc);
  EXPECT_THAT(readme(), testing::HasSubstr(
                            table_row(shape.name, "`" + std::string(shape.program) + "`", counts)));
}
INSTANTIATE_TEST_SUITE_P(Counts, OfShapes, testing::ValuesIn(kShapes),
                         [](const auto& of) { return "row" + std::to_string(of.index + 1); });

}  // namespace
}  // namespace assay::explore::twin
