#include "harness/certify/site_table_text.h"

#include <algorithm>
#include <optional>

namespace assay {

namespace {

// A piece of C++ source: a word, a string without its quotes, or one character.
struct Token {
  enum class Kind : std::uint8_t { word, string, mark, end, unterminated };
  Kind kind = Kind::end;
  std::string_view text;
  int line = 0;

  bool is(char mark) const { return kind == Kind::mark && text[0] == mark; }
};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  Token next() {
    if (const auto open = skip_blank()) return {Token::Kind::unterminated, "comment", *open};
    if (at_ == text_.size()) return {Token::Kind::end, "", line_};
    if (text_[at_] == '"') return string();
    const std::size_t begin = at_++;
    if (!is_word(text_[begin])) return {Token::Kind::mark, text_.substr(begin, 1), line_};
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return {Token::Kind::word, text_.substr(begin, at_ - begin), line_};
  }

 private:
  void step() {
    if (text_[at_] == '\n') ++line_;
    ++at_;
  }

  // Space and comments; the line of a comment that never ends.
  std::optional<int> skip_blank() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (rest.starts_with("/*")) {
        const int open = line_;
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return open;
        while (at_ < end + 2) step();
      } else if (std::string_view(" \t\r\n\f\v").find(rest[0]) != std::string_view::npos) {
        step();
      } else {
        break;
      }
    }
    return std::nullopt;
  }

  // A string ends on its line, as in C++.
  Token string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n')
      at_ += text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n' ? 2U : 1U;
    if (at_ >= text_.size() || text_[at_] != '"')
      return {Token::Kind::unterminated, "string", line_};
    return {Token::Kind::string, text_.substr(begin, at_++ - begin), line_};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

std::optional<Operation> parse_operation(std::string_view word) {
  // The enumerator's name, which of all of them only cas_fail's name() is not.
  if (word == "cas_fail") return Operation::cas_fail;
  for (std::size_t i = 0; i < kOperationNames.size(); ++i)
    if (kOperationNames[i] == word && word != "cas.fail") return static_cast<Operation>(i);
  return std::nullopt;
}

bool is_dotted(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_word(c) || c == '.'; });
}

class Rows {
 public:
  explicit Rows(std::string_view text) : tokens_(text) {}

  std::variant<SiteTable, TableError> read() {
    SiteTable table;
    for (Token token = tokens_.next(); token.kind != Token::Kind::end; token = tokens_.next()) {
      if (token.kind != Token::Kind::word || token.text != "SITE")
        return fault(token, "not a SITE row");
      if (auto wrong = row(table)) return *wrong;
    }
    if (table.empty()) return TableError{0, "no SITE row at all"};
    return table;
  }

 private:
  static TableError fault(const Token& token, std::string_view what) {
    if (token.kind == Token::Kind::unterminated)
      return {token.line, "unterminated " + std::string(token.text)};
    if (token.kind == Token::Kind::end) return {token.line, "the row does not end"};
    return {token.line, std::string(what) + ": '" + std::string(token.text) + "'"};
  }

  // One row after its SITE, appended to the table.
  std::optional<TableError> row(SiteTable& table) {
    TableSite site;
    if (const Token open = tokens_.next(); !open.is('(')) return fault(open, "not a '('");
    if (const Token id = tokens_.next(); id.kind != Token::Kind::word)
      return fault(id, "not an identifier");
    if (const Token comma = tokens_.next(); !comma.is(',')) return fault(comma, "not a ','");
    const Token name = tokens_.next();
    if (name.kind != Token::Kind::string || !is_dotted(name.text))
      return fault(name, "not a dotted name");
    site.name = name.text;
    for (const TableSite& earlier : table)
      if (earlier.name == site.name) return fault(name, "a second site of this name");
    if (const Token comma = tokens_.next(); !comma.is(',')) return fault(comma, "not a ','");
    const Token operation = tokens_.next();
    const auto known = parse_operation(operation.text);
    if (operation.kind != Token::Kind::word || !known) return fault(operation, "not an operation");
    site.operation = *known;
    if (const Token comma = tokens_.next(); !comma.is(',')) return fault(comma, "not a ','");
    const Token order = tokens_.next();
    const auto parsed = parse_order(order.text);
    if (order.kind != Token::Kind::word || !parsed) return fault(order, "not an order");
    if (!allowed(site.operation, *parsed))
      return fault(order, "not an order of a " + std::string(assay::name(site.operation)));
    site.order = *parsed;
    table.push_back(std::move(site));
    return rest();
  }

  // Up to the ')' of the row.
  std::optional<TableError> rest() {
    const Token first = tokens_.next();
    if (!first.is(',') && !first.is(')')) return fault(first, "not a ',' or ')'");
    int depth = 1;
    for (Token token = first;; token = tokens_.next()) {
      if (token.kind == Token::Kind::end || token.kind == Token::Kind::unterminated)
        return fault(token, "");
      if (token.kind == Token::Kind::word && token.text == "SITE")
        return fault(token, "a row inside a row");
      if (token.is('(')) ++depth;
      if (token.is(')') && --depth == 0) return std::nullopt;
    }
  }

  Tokens tokens_;
};

}  // namespace

std::variant<SiteTable, TableError> parse_site_table(std::string_view text) {
  return Rows(text).read();
}

}  // namespace assay
