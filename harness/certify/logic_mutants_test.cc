// Every logic site points at a mutant that breaks it.
#include "harness/certify/logic_mutants.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(LogicMutants, exactly_the_logic_sites_have_some) {
  for (std::size_t i = 0; i < kSiteCount; ++i)
    EXPECT_EQ(!logic_mutants(static_cast<Site>(i)).empty(), kSites[i].decision == Decision::logic)
        << kSites[i].name;
}

}  // namespace
}  // namespace assay
