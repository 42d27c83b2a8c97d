#include "harness/report/html/markup.h"

#include <algorithm>
#include <array>

#include "harness/report/layout.h"
#include "harness/report/xml.h"

namespace assay {

namespace {

bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 4> kVoid{"br", "hr", "link", "meta"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

}  // namespace

// The one place where text becomes markup.
struct Element {
  static Markup of(std::string_view name, const Attributes& attributes, const Markup& content) {
    Markup out;
    out.text_ += '<';
    out.text_ += name;
    for (const Attribute& attribute : attributes) {
      out.text_ += ' ';
      out.text_ += attribute.name.text();
      out.text_ += "=\"" + xml_attribute(printable(attribute.value)) + '"';
    }
    out.text_ += '>';
    if (is_void(name)) return out;
    out += content;
    out.text_ += "</";
    out.text_ += name;
    out.text_ += ">";
    if (ends_a_line(name)) out.text_ += '\n';
    return out;
  }

 private:
  // So that the difference of two certificates can be read.
  static bool ends_a_line(std::string_view name) {
    constexpr std::array<std::string_view, 20> kBlocks{
        "p",       "tr",    "li", "h1",    "h2",      "h3",     "div",
        "section", "table", "ul", "title", "article", "figure", "header",
        "details", "desc",  "g",  "thead", "path",    "nav"};
    return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
  }
};

Markup text(std::string_view text) {
  Markup out;
  out.text_ = xml_text(printable(text));
  return out;
}

Markup verbatim(Literal literal) {
  Markup out;
  out.text_ = literal.text();
  return out;
}

Markup element(Literal name, const Attributes& attributes, const Markup& content) {
  return Element::of(name.text(), attributes, content);
}
Markup element(Literal name, const Markup& content) {
  return Element::of(name.text(), {}, content);
}
Markup element(Literal name, Literal class_name, std::string_view content) {
  return Element::of(name.text(), {{"class", std::string(class_name.text())}}, text(content));
}

std::string identifier(std::string_view prefix, std::string_view text) {
  std::string out(prefix);
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '_';
    out += plain ? c : '-';
  }
  return out;
}

}  // namespace assay
