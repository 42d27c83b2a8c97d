#include "harness/report/html/words.h"

#include "harness/report/explain.h"

namespace assay {

namespace {

struct Look {
  std::string_view tone, sign;
};
constexpr Look kGood{"good", "✔"}, kOpen{"open", "◐"}, kBad{"bad", "✖"}, kPlain{"plain", "○"};

Look look(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return kGood;
    case Verdict::refuted:
    case Verdict::error:
      return kBad;
    case Verdict::unknown:
    case Verdict::skipped:
      break;
  }
  return kOpen;
}

Look look(Minimality minimality) {
  switch (minimality) {
    case Minimality::necessary:
    case Minimality::minimal:
      return kGood;
    case Minimality::over_strong:
    case Minimality::undecided:
    case Minimality::untested:
      return kOpen;
    case Minimality::not_examined:
      break;
  }
  return kPlain;
}

Look look(SiteChange::Direction direction) {
  using Direction = SiteChange::Direction;
  if (direction == Direction::weakened) return {"open", "▼"};
  if (direction == Direction::strengthened) return {"plain", "▲"};
  return {"plain", "◆"};
}

Markup with_sign(Look look, std::string_view word, std::string title = {}) {
  Attributes attributes{{"class", "badge " + std::string(look.tone)}};
  if (!title.empty()) attributes.push_back({"title", std::move(title)});
  return element("span", attributes, text(std::string(look.sign) + " " + std::string(word)));
}

}  // namespace

std::string tone(CertificateVerdict verdict) {
  if (verdict == CertificateVerdict::certified) return std::string(kGood.tone);
  return std::string(verdict == CertificateVerdict::refuted ? kBad.tone : kOpen.tone);
}

Markup badge(CertificateVerdict verdict) {
  const Look look = verdict == CertificateVerdict::certified ? kGood
                    : verdict == CertificateVerdict::refuted ? kBad
                                                             : kOpen;
  return with_sign(look, name(verdict));
}
Markup badge(Verdict verdict) { return with_sign(look(verdict), name(verdict)); }
Markup badge(Minimality minimality) {
  return with_sign(look(minimality), name(minimality), std::string(explain(minimality)));
}
Markup badge(SiteChange::Direction direction) {
  return with_sign(look(direction), name(direction));
}
Markup badge(const CheckResult& result) {
  const std::string word(name(result.verdict));
  if (result.reason == Reason::none) return with_sign(look(result.verdict), word);
  return with_sign(look(result.verdict), word + " · " + std::string(name(result.reason)),
                   std::string(explain(result.reason)));
}

Markup site_link(std::string_view dotted) {
  if (!find_site(dotted)) return code(dotted);
  return element("a", {{"href", identifier("#site-", dotted)}}, code(dotted));
}

Markup section(Literal id, Literal heading, const Markup& content) {
  return element("section", {{"id", std::string(id.text())}},
                 element("h2", text(heading.text())) + content);
}

Markup scrolling(const Table& table) {
  Markup head, body;
  for (const Markup& heading : table.headings) head += element("th", {{"scope", "col"}}, heading);
  for (const Markup& row : table.rows) body += row;
  // A keyboard scrolls what has the focus.
  return element(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.name}},
      element("table", table.options,
              element("thead", element("tr", head)) + element("tbody", body)));
}

Markup cells(const std::vector<Markup>& contents, const Attributes& row) {
  Markup out;
  for (const Markup& content : contents) out += element("td", content);
  return element("tr", row, out);
}

Markup code(std::string_view words) { return element("code", text(words)); }

Markup list(const std::vector<std::string>& items) {
  Markup out;
  for (const std::string& item : items) out += element("li", text(item));
  return element("ul", out);
}

}  // namespace assay
