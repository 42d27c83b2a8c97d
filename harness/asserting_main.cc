// The main of every GoogleTest program: a test that asserted nothing fails, and
// so does a run that selected nothing.
//
// GoogleTest does not count assertions that hold. Each comparison that holds
// (EXPECT_EQ, EXPECT_THAT, …) calls testing::AssertionSuccess, which the linker
// redirects here (--wrap). EXPECT_TRUE and EXPECT_FALSE do not call it: a test
// made of those alone has to say what it compares instead.
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>

namespace {

std::atomic<unsigned long> assertions_that_held{0};

class FailTestsWithoutAssertion : public testing::EmptyTestEventListener {
  void OnTestStart(const testing::TestInfo&) override { at_start_ = assertions_that_held; }
  void OnTestEnd(const testing::TestInfo& test) override {
    const testing::TestResult& result = *test.result();
    if (result.Skipped() || result.Failed()) return;
    if (assertions_that_held == at_start_ && result.total_part_count() == 0)
      ADD_FAILURE()
          << "this test asserted nothing (EXPECT_TRUE alone does not count: compare values)";
  }
  unsigned long at_start_ = 0;
};

}  // namespace

// NOLINTBEGIN: the names are the linker's
extern "C++" testing::AssertionResult real_success() asm("__real__ZN7testing16AssertionSuccessEv");
extern "C++" testing::AssertionResult wrapped_success() asm(
    "__wrap__ZN7testing16AssertionSuccessEv");
// NOLINTEND

testing::AssertionResult wrapped_success() {
  ++assertions_that_held;
  return real_success();
}

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::UnitTest& all = *testing::UnitTest::GetInstance();
  // First in the list, so that the failure it adds is seen by the printers.
  auto* const printer = all.listeners().Release(all.listeners().default_result_printer());
  all.listeners().Append(new FailTestsWithoutAssertion);
  all.listeners().Append(printer);
  const int failed = RUN_ALL_TESTS();
  if (!testing::GTEST_FLAG(list_tests) && all.test_to_run_count() == 0) {
    std::cerr << "no test was selected: nothing ran, nothing passed\n";
    return 1;
  }
  return failed;
}
