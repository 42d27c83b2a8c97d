// What --against reads: a revision of a repository made for the test, a saved
// certificate, and what is said of everything else.
#include "harness/driver/revision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/certificate_json.h"
#include "harness/certify/sample_certificates.h"
#include "harness/driver/process.h"
#include "harness/driver/scratch_folder.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr const char* kTable = "harness/world/sites.def";
constexpr const char* kFirst = "SITE(a, \"a.b\", load, seq_cst, order, 0, \"\", \"why\", \"\")\n";
constexpr const char* kSecond = "SITE(a, \"a.b\", load, acquire, order, 0, \"\", \"why\", \"\")\n";

// Three commits, tagged: no table, a table, a weaker table. Git looks from the
// current folder, so the test moves into the repository.
class Revision : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::current_path(scratch_.path());
    // Nobody's configuration, no repository around.
    for (const auto& [key, value] : {std::pair{"GIT_CONFIG_GLOBAL", "/dev/null"},
                                     {"GIT_CONFIG_SYSTEM", "/dev/null"},
                                     {"GIT_AUTHOR_NAME", "a"},
                                     {"GIT_AUTHOR_EMAIL", "a@b"},
                                     {"GIT_COMMITTER_NAME", "a"},
                                     {"GIT_COMMITTER_EMAIL", "a@b"}})
      setenv(key, value, 1);
    setenv("GIT_CEILING_DIRECTORIES", scratch_.path().parent_path().c_str(), 1);
    for (const char* const key : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) unsetenv(key);
  }
  void TearDown() override { std::filesystem::current_path(before_); }

  void make_repository() {
    git({"init", "--quiet", "--initial-branch=main"});
    put("readme", "text");
    commit("without-table");
    put(kTable, kFirst);
    commit("first");
    put(kTable, kSecond);
    commit("second");
  }
  static void commit(const char* tag) {
    git({"add", "--all"});
    git({"commit", "--quiet", "--message", tag});
    git({"tag", tag});
  }
  static void git(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "git");
    const ProcessResult ran = run_process(arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.error;
  }

  static SiteTable found(const std::string& reference) {
    const auto answer = sites_of(reference);
    if (const auto* const wrong = std::get_if<UsageError>(&answer)) {
      ADD_FAILURE() << wrong->message;
      return {};
    }
    return std::get<SiteTable>(answer);
  }
  // One line, always.
  static std::string rejected(const std::string& reference) {
    const auto answer = sites_of(reference);
    const auto* const wrong = std::get_if<UsageError>(&answer);
    if (wrong == nullptr) {
      ADD_FAILURE() << "accepted: " << reference;
      return {};
    }
    EXPECT_THAT(wrong->message, AllOf(Not(HasSubstr("\n")), Not("")));
    return wrong->message;
  }

  const ScratchFolder scratch_;

 private:
  const std::filesystem::path before_ = std::filesystem::current_path();
};

TEST_F(Revision, has_the_table_of_that_time) {
  make_repository();
  const SiteTable first{{"a.b", Operation::load, Order::seq_cst}};
  const SiteTable second{{"a.b", Operation::load, Order::acquire}};
  EXPECT_EQ(found("first"), first);
  EXPECT_EQ(found("HEAD~1"), first);
  EXPECT_EQ(found("HEAD"), second);
  EXPECT_EQ(found("main"), second);
  // The revision counts, not the tree; and it may be asked for from below.
  put(kTable, "broken");
  EXPECT_EQ(found("HEAD"), second);
  std::filesystem::current_path("harness");
  EXPECT_EQ(found("first"), first);
}

TEST_F(Revision, without_the_table_says_so) {
  make_repository();
  EXPECT_EQ(rejected("without-table"),
            "--against without-table: that revision has no harness/world/sites.def");
}

TEST_F(Revision, with_a_malformed_table_names_the_line) {
  make_repository();
  put(kTable, std::string("// a comment\n") + "SIGHT(x)\n");
  commit("broken");
  EXPECT_THAT(rejected("broken"), StartsWith("broken:harness/world/sites.def:2: "));
}

TEST_F(Revision, an_unknown_one_is_told_the_nearest) {
  make_repository();
  EXPECT_EQ(rejected("frist"), "--against frist: no such file or revision: did you mean first?");
  EXPECT_THAT(rejected("HAED"), HasSubstr(": did you mean HEAD?"));
  EXPECT_EQ(rejected("quite-another"), "--against quite-another: no such file or revision");
}

TEST_F(Revision, what_looks_like_an_option_is_none) {
  make_repository();
  for (const char* const reference : {"-h", "--help", "--output=owned", "-", ""})
    EXPECT_THAT(rejected(reference), HasSubstr("no such file or revision"));
  for (const char* const reference : {"HEAD:readme", "HEAD^{tree}", "HEAD --output=owned",
                                      "HEAD..first", "$(touch owned)", "HEAD\nfirst", "../x"})
    EXPECT_THAT(rejected(reference), HasSubstr("no such file or revision")) << reference;
  EXPECT_EQ(std::filesystem::exists("owned"), false);
}

TEST_F(Revision, outside_a_repository_there_is_none) {
  EXPECT_EQ(rejected("HEAD"), "--against HEAD: no such file, and this is no git repository");
  EXPECT_EQ(current_revision(), "");
}

TEST_F(Revision, a_certificate_has_the_sites_of_its_time) {
  Certificate certificate = certified_sample();
  SiteTable expected = site_table();
  for (std::size_t i = 0; i < kSiteCount; ++i) expected[i].order = certificate.sites[i].current;
  put("certificate.json", certificate_text(certificate));
  EXPECT_EQ(found("certificate.json"), expected);
  EXPECT_EQ(found((scratch_ / "certificate.json").string()), expected);
}

TEST_F(Revision, a_malformed_certificate_is_rejected_by_name) {
  std::string text = certificate_text(certified_sample());
  const std::size_t at = text.find("seq_cst");
  ASSERT_NE(at, std::string::npos);
  const std::string forged = text.replace(at, 7, "acquire");
  for (const std::string& wrong :
       {std::string(), std::string("{"), std::string("[]"), std::string("{}"),
        std::string("\xff\xfe\0", 3), text.substr(0, text.size() / 2), forged}) {
    put("wrong.json", wrong);
    EXPECT_THAT(rejected("wrong.json"), StartsWith("wrong.json"));
  }
}

TEST_F(Revision, this_one_is_twelve_digits_and_dirty_where_tracked_files_differ) {
  make_repository();
  EXPECT_THAT(current_revision(), MatchesRegex("[0-9a-f]{12}"));
  put("untracked", "x");
  EXPECT_THAT(current_revision(), MatchesRegex("[0-9a-f]{12}"));
  put("readme", "changed");
  EXPECT_THAT(current_revision(), MatchesRegex("[0-9a-f]{12}-dirty"));
}

}  // namespace
}  // namespace assay
