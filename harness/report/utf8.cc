#include "harness/report/utf8.h"

namespace assay {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

}  // namespace

char32_t take_code_point(std::string_view& rest) {
  const unsigned first = byte_at(rest, 0);
  std::size_t length = 1;
  if (first >= 0xf0)
    length = 4;
  else if (first >= 0xe0)
    length = 3;
  else if (first >= 0xc0)
    length = 2;
  char32_t code_point = length == 1 ? first : first & (0x7fU >> length);
  bool good = first < 0x80 || (first >= 0xc2 && first <= 0xf4);
  for (std::size_t i = 1; i < length && good; ++i) {
    good = i < rest.size() && (byte_at(rest, i) & 0xc0U) == 0x80;
    if (good) code_point = (code_point << 6U) | (byte_at(rest, i) & 0x3fU);
  }
  good = good && !(length == 3 && code_point < 0x800) && !(length == 4 && code_point < 0x10000) &&
         code_point <= 0x10ffff && !(code_point >= 0xd800 && code_point <= 0xdfff);
  rest.remove_prefix(good ? length : 1);
  return good ? code_point : kIllFormed;
}

void append_code_point(std::string& text, char32_t code_point) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
    return;
  }
  if (code_point < 0x800) {
    put(0xc0 | (code_point >> 6U));
  } else {
    if (code_point < 0x10000) {
      put(0xe0 | (code_point >> 12U));
    } else {
      put(0xf0 | (code_point >> 18U));
      put(0x80 | ((code_point >> 12U) & 0x3fU));
    }
    put(0x80 | ((code_point >> 6U) & 0x3fU));
  }
  put(0x80 | (code_point & 0x3fU));
}

}  // namespace assay
