// Markup that cannot hold a text unescaped: HTML, and the SVG inside it.
//
// Markup is made of texts, which are escaped, and of elements around markup. The
// names of elements and attributes are literals of this program, so that nothing
// a certificate says can become a tag, an attribute or a script.
//
// Thread safety: values only.
// Invariants: well-formed, and one that a parser of HTML 5 reads as it was meant;
// control and direction characters of a text are spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Text of this program, known when it is compiled.
class Literal {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is one wherever it stands
  consteval Literal(const char* text) : text_(text) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Markup {
 public:
  Markup() = default;
  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }

  Markup& operator+=(const Markup& other) {
    text_ += other.text_;
    return *this;
  }
  friend Markup operator+(Markup a, const Markup& b) { return std::move(a += b); }

 private:
  friend Markup text(std::string_view);
  friend Markup verbatim(Literal);
  friend struct Element;
  std::string text_;
};

struct Attribute {
  Literal name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

Markup text(std::string_view text);
Markup verbatim(Literal literal);  // style sheet and script, and nothing else

// <name attributes>content</name>; a void element of HTML has no content and no
// end.
Markup element(Literal name, const Attributes& attributes, const Markup& content = {});
Markup element(Literal name, const Markup& content);
// The commonest: a text in an element of a class.
Markup element(Literal name, Literal class_name, std::string_view content);

// What may stand in an `id`, and in a link to it: letters, digits, `.`, `_`, `-`;
// anything else is a `-`.
std::string identifier(std::string_view prefix, std::string_view text);

}  // namespace assay
