// No text of a certificate becomes markup, whatever it holds.
#include "harness/report/html/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Markup, escapes_texts_and_attributes) {
  EXPECT_EQ(text("<b> & \"c\"").str(), "&lt;b&gt; &amp; &quot;c&quot;");
  EXPECT_EQ(element("i", {{"title", "\" onload=\"x"}}, text("a")).str(),
            "<i title=\"&quot; onload=&quot;x\">a</i>");
}

TEST(Markup, control_and_direction_characters_are_spaces) {
  EXPECT_EQ(text("a\x1b[31m\nb").str(), "a [31m b");
  EXPECT_EQ(text("a\xe2\x80\xae"
                 "b")
                .str(),
            "a b");
}

TEST(Markup, void_elements_have_no_end) {
  EXPECT_EQ(element("br", Attributes{}).str(), "<br>");
  EXPECT_EQ(element("td", Markup{}).str(), "<td></td>");
}

TEST(Markup, an_identifier_holds_nothing_that_a_link_would_have_to_escape) {
  EXPECT_EQ(identifier("site-", "state.publish"), "site-state.publish");
  EXPECT_EQ(identifier("case-", "a b\"<#%é"), "case-a-b------");
}

}  // namespace
}  // namespace assay
