#include "harness/report/html/picture_svg.h"

#include <algorithm>

#include "harness/report/layout.h"
#include "harness/report/step.h"

namespace assay {

namespace {

// In the unit of the view box, which is a pixel where there is room.
constexpr int kBoxWidth = 250, kBoxHeight = 42;
constexpr int kRow = 72;                   // from a box to the one below
constexpr int kTop = 44;                   // agents' names
constexpr int kMargin = 26;                // left and right: the lane of a race's edge
constexpr int kGutter = 156;               // between two columns
constexpr int kHeadPixels = 8;             // of a character of a box's first line
constexpr std::size_t kBelowColumns = 38;  // of its second, which is smaller

std::string px(int n) { return std::to_string(n); }

struct Spot {
  int x = 0, y = 0;  // upper left corner
  int width = kBoxWidth;
  int middle() const { return x + width / 2; }
  int right() const { return x + width; }
  int bottom() const { return y + kBoxHeight; }
};

Markup label(Literal class_name, int x, int y, std::string_view words) {
  return element("text",
                 {{"class", std::string(class_name.text())},
                  {"x", px(x)},
                  {"y", px(y)},
                  {"text-anchor", "middle"}},
                 text(words));
}

Markup path(std::string class_name, std::string d, std::string arrow) {
  return element("path", {{"class", std::move(class_name)},
                          {"d", std::move(d)},
                          {"marker-end", "url(#" + std::move(arrow) + ")"}});
}

Markup marker(const std::string& id, std::string class_name) {
  return element("marker",
                 {{"id", id},
                  {"viewBox", "0 0 10 10"},
                  {"refX", "9"},
                  {"refY", "5"},
                  {"markerWidth", "9"},
                  {"markerHeight", "9"},
                  {"markerUnits", "userSpaceOnUse"},
                  {"orient", "auto-start-reverse"}},
                 element("path", {{"class", std::move(class_name)}, {"d", "M0 0L10 5L0 10z"}}));
}

class Drawing {
 public:
  Drawing(const std::string& id, const Counterexample& counterexample,
          const std::vector<Suspect>& suspects, const Picture& picture)
      : id_(id), counterexample_(counterexample), suspects_(suspects), picture_(picture) {
    const int columns = std::max(1, static_cast<int>(picture.agents.size()));
    width_ = 2 * kMargin + columns * kBoxWidth + (columns - 1) * kGutter;
    const bool any_below = std::any_of(picture.left_out_below.begin(), picture.left_out_below.end(),
                                       [](std::size_t n) { return n != 0; });
    bottom_ = kTop + 20 + static_cast<int>(picture.rows) * kRow + (any_below ? 14 : 0);
    height_ = bottom_ + (has(RelationKind::race) ? 30 : 0);
  }

  Markup svg() const {
    Markup defs = marker(id_ + "-po", "arrow-po") + marker(id_ + "-rf", "arrow-rf") +
                  marker(id_ + "-lost", "arrow-bad");
    if (has(RelationKind::sw)) defs += marker(id_ + "-sw", "arrow-sw");
    if (has(RelationKind::co)) defs += marker(id_ + "-co", "arrow-co");
    Markup body = element("title", text(title())) + element("desc", text(description()));
    body += element("defs", defs) + heads() + program_order();
    for (const PictureEdge& edge : picture_.edges) body += drawn(edge);
    for (const PictureEvent& event : picture_.events) body += box(event);
    return element("svg",
                   {{"id", id_},
                    {"class", "execution"},
                    {"viewBox", "0 0 " + px(width_) + " " + px(height_)},
                    {"width", px(width_)},
                    {"height", px(height_)},
                    {"role", "img"}},
                   body);
  }

 private:
  bool has(RelationKind kind) const {
    return std::any_of(picture_.edges.begin(), picture_.edges.end(),
                       [kind](const PictureEdge& edge) { return edge.kind == kind; });
  }

  const TraceStep& step(std::size_t event) const {
    return counterexample_.trace[picture_.events[event].step];
  }

  Spot spot(const PictureEvent& event) const {
    Spot out;
    out.y = kTop + 20 + static_cast<int>(event.row) * kRow;
    if (event.column) {
      out.x = kMargin + static_cast<int>(*event.column) * (kBoxWidth + kGutter);
    } else {
      out.x = kMargin;
      out.width = width_ - 2 * kMargin;
    }
    return out;
  }

  std::string title() const {
    return "A failing execution: " + counterexample_.kind + ", " + counterexample_.message;
  }

  std::string said(std::size_t event) const {
    const TraceStep& each = step(event);
    return "step " + std::to_string(picture_.events[event].step + 1) + " of " +
           (each.agent < 0 ? "the set-up" : "agent " + std::to_string(each.agent)) + " (" +
           headline(each) + ")";
  }

  std::string description() const {
    std::string out = counted(picture_.agents.size(), "agent") + ", " +
                      counted(picture_.events.size(), "step") + " of " + grouped(picture_.steps) +
                      ".";
    for (const PictureEdge& edge : picture_.edges) {
      if (edge.kind == RelationKind::rf)
        out += " " + said(edge.to) + " reads from " + said(edge.from) + ".";
      else if (edge.kind == RelationKind::sw)
        out += " " + said(edge.from) + " synchronizes with " + said(edge.to) + ".";
      else if (edge.kind == RelationKind::co)
        out += " " + said(edge.to) + " overwrites " + said(edge.from) + ".";
      else if (edge.kind == RelationKind::lost)
        out += " Missing between " + said(edge.from) + " and " + said(edge.to) + ": " +
               lost_word_of(edge) + ".";
      else
        out += " " + said(edge.from) + " and " + said(edge.to) + " race.";
    }
    if (!picture_.events.empty()) out += " It breaks at " + said(picture_.events.size() - 1) + ".";
    return out;
  }

  Markup heads() const {
    Markup out;
    for (std::size_t c = 0; c < picture_.agents.size(); ++c) {
      const int x = spot({.column = c}).middle();
      out += label("agent", x, 22, "agent " + std::to_string(picture_.agents[c]));
    }
    return out;
  }

  // Beside the middle of a column, where an arrow may be.
  static Markup left_out(int x, int y, std::size_t n) {
    return element("text", {{"class", "left-out"}, {"x", px(x + 9)}, {"y", px(y)}},
                   text("⋮ " + counted(n, "step") + " left out"));
  }

  // Arrows between the boxes of a column, with what was left out beside them.
  Markup program_order() const {
    Markup out;
    std::vector<const PictureEvent*> last(picture_.agents.size(), nullptr);
    for (const PictureEvent& event : picture_.events) {
      if (!event.column) continue;
      const Spot at = spot(event);
      const PictureEvent*& above = last[*event.column];
      if (above != nullptr) {
        const int from = spot(*above).bottom();
        out += path("po", "M" + px(at.middle()) + " " + px(from) + "V" + px(at.y), id_ + "-po");
        if (event.left_out_above == 0) out += label("po-word", at.middle() + 16, at.y - 11, "po");
      }
      if (event.left_out_above != 0) out += left_out(at.middle(), at.y - 11, event.left_out_above);
      above = &event;
    }
    for (std::size_t c = 0; c < last.size(); ++c)
      if (last[c] != nullptr && picture_.left_out_below[c] != 0)
        out += left_out(spot(*last[c]).middle(), spot(*last[c]).bottom() + 20,
                        picture_.left_out_below[c]);
    return out;
  }

  Markup drawn(const PictureEdge& edge) const {
    const Spot from = spot(picture_.events[edge.from]);
    const Spot to = spot(picture_.events[edge.to]);
    if (edge.kind == RelationKind::race) return element("g", race(from, to));
    const Lane lane = lane_of(edge.kind);
    const bool rightwards = from.x < to.x;
    const int x1 = rightwards ? from.right() : from.x;
    const int x2 = rightwards ? to.x : to.right();
    const int y1 = from.y + lane.y, y2 = to.y + lane.y;
    const std::string kind(lane.name.text());
    Markup out =
        path(kind, "M" + px(x1) + " " + px(y1) + "L" + px(x2) + " " + px(y2), id_ + "-" + kind);
    // Each lane has its words at a place of its own, so that they stand side by side.
    const int x = x1 + (x2 - x1) * lane.words / 100, y = y1 + (y2 - y1) * lane.words / 100;
    if (edge.kind != RelationKind::lost)
      return element("g", out + element("text",
                                        {{"class", kind + "-word"},
                                         {"x", px(x)},
                                         {"y", px(y - 5)},
                                         {"text-anchor", "middle"}},
                                        text(kind)));
    if (const auto suspect = suspect_of(edge)) {
      out += label("lost-word", x, y + 16, "✖ " + std::string(lost_words(suspects_[*suspect])));
      out +=
          label("lost-word", x, y + 30, "needs " + std::string(name(suspects_[*suspect].before)));
    }
    return element("g", out);
  }

  // Where the edges of a kind leave and enter a box, from its top; where their words stand, in
  // hundredths of the way.
  struct Lane {
    Literal name;
    int y;
    int words;
  };
  static Lane lane_of(RelationKind kind) {
    if (kind == RelationKind::rf) return {"rf", 11, 50};
    if (kind == RelationKind::sw) return {"sw", 22, 30};
    if (kind == RelationKind::co) return {"co", 33, 70};
    return {"lost", 29, 50};
  }

  std::string lost_word_of(const PictureEdge& edge) const {
    const auto suspect = suspect_of(edge);
    return suspect ? std::string(lost_words(suspects_[*suspect])) : "";
  }

  std::optional<std::size_t> suspect_of(const PictureEdge& edge) const {
    const std::optional<std::size_t> from = picture_.events[edge.from].suspect;
    return from ? from : picture_.events[edge.to].suspect;
  }

  // Round the outside: to the left of its column, below everything, up to where it broke.
  Markup race(const Spot& from, const Spot& to) const {
    const int lane = from.x - 16, below = bottom_ + 2;
    const int y = from.y + kBoxHeight / 2;
    const std::string d = "M" + px(from.x) + " " + px(y) + "C" + px(lane) + " " + px(y) + " " +
                          px(lane) + " " + px(y) + " " + px(lane) + " " + px(y + 16) + "V" +
                          px(below - 12) + "Q" + px(lane) + " " + px(below) + " " + px(lane + 12) +
                          " " + px(below) + "H" + px(to.middle() - 12) + "Q" + px(to.middle()) +
                          " " + px(below) + " " + px(to.middle()) + " " + px(below - 12) + "V" +
                          px(to.bottom());
    return path("race", d, id_ + "-lost") + label("lost-word", (lane + to.middle()) / 2, below + 18,
                                                  "race: neither happens before the other");
  }

  Markup box(const PictureEvent& event) const {
    const TraceStep& each = counterexample_.trace[event.step];
    const Spot at = spot(event);
    std::string class_name = "event", sign;
    if (event.suspect) class_name += " weakened", sign = "▼ ";
    if (event.guilty) class_name += " guilty", sign = "✖ ";
    // The end of a name tells more than its beginning; a sentence is the other way round.
    const std::size_t room = static_cast<std::size_t>(at.width / kHeadPixels);
    const std::string words = printable(headline(each));
    sign += std::to_string(event.step + 1) + ": ";
    const std::string head = sign + (event.column ? fit_tail(words, room - width(sign))
                                                  : fit(words, room - width(sign)));
    std::string below = each.order;
    if (event.suspect && each.order == name(suspects_[*event.suspect].now))
      below += ", not " + std::string(name(suspects_[*event.suspect].before));
    if (!below.empty() && !each.where.empty()) below += " · ";
    below = fit(printable(below), kBelowColumns / 2 + 8);
    below += fit_tail(printable(file_of(each.where)), kBelowColumns - width(below));
    return element(
        "g", {{"class", class_name}},
        element("title", text(headline(each) + (each.where.empty() ? "" : ", " + each.where))) +
            element("rect", {{"x", px(at.x)},
                             {"y", px(at.y)},
                             {"width", px(at.width)},
                             {"height", px(kBoxHeight)},
                             {"rx", "5"}}) +
            label("head", at.middle(), at.y + 18, head) +
            label("below", at.middle(), at.y + 33, below));
  }

  const std::string& id_;
  const Counterexample& counterexample_;
  const std::vector<Suspect>& suspects_;
  const Picture& picture_;
  int width_ = 0, bottom_ = 0, height_ = 0;
};

}  // namespace

std::string_view lost_words(const Suspect& suspect) {
  const bool synchronizes = suspect.before == Order::seq_cst && suspect.now != Order::relaxed;
  return synchronizes ? "no total order" : "no sw";
}

Markup picture_svg(const std::string& id, const Counterexample& counterexample,
                   const std::vector<Suspect>& suspects, const Picture& picture) {
  return Drawing(id, counterexample, suspects, picture).svg();
}

}  // namespace assay
