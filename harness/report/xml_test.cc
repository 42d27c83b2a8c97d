// Text as XML can hold it.
#include "harness/report/xml.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Xml, markup_is_escaped) {
  EXPECT_EQ(xml_text("a < b && c > \"d\" 'e' ]]>"),
            "a &lt; b &amp;&amp; c &gt; &quot;d&quot; &apos;e&apos; ]]&gt;");
}

TEST(Xml, line_ends_stay_in_text_and_are_escaped_in_attributes) {
  EXPECT_EQ(xml_text("a\n\tb\r"), "a\n\tb&#13;");
  EXPECT_EQ(xml_attribute("a\n\tb\r"), "a&#10;&#9;b&#13;");
}

// XML 1.0 has no spelling for them at all, so they are named.
TEST(Xml, characters_it_cannot_hold_are_spelled_out) {
  EXPECT_EQ(xml_text(std::string_view("\0\x1b[31m\x08", 7)), "\\x00\\x1b[31m\\x08");
  EXPECT_EQ(xml_text("\x7f"), "\\x7f");
  EXPECT_EQ(xml_text("\xef\xbf\xbe"), "\\xfffe");
}

TEST(Xml, other_alphabets_stay_and_ill_formed_bytes_are_replaced) {
  EXPECT_EQ(xml_text("➜ é 数"), "➜ é 数");
  EXPECT_EQ(xml_text("a\xff"), "a\xef\xbf\xbd");
}

}  // namespace
}  // namespace assay
