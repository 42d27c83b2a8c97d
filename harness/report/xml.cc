#include "harness/report/xml.h"

#include <fmt/format.h>

#include "harness/report/utf8.h"

namespace assay {

namespace {

void append(std::string& out, char32_t c, bool in_attribute) {
  const bool is_space = c == '\t' || c == '\n' || c == '\r';
  if (c == '&')
    out += "&amp;";
  else if (c == '<')
    out += "&lt;";
  else if (c == '>')  // in text, it ends "]]>"
    out += "&gt;";
  else if (c == '"')
    out += "&quot;";
  else if (c == '\'')
    out += "&apos;";
  else if (c == '\r' || (is_space && in_attribute))
    out += fmt::format("&#{};", static_cast<unsigned>(c));
  else if ((c < 0x20 && !is_space) || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff)
    out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
  else
    append_code_point(out, c);
}

std::string escaped(std::string_view text, bool in_attribute) {
  std::string out;
  while (!text.empty()) append(out, take_code_point(text), in_attribute);
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return escaped(text, false); }
std::string xml_attribute(std::string_view text) { return escaped(text, true); }

}  // namespace assay
