#include "harness/engines/axiomatic/execution_svg.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/engines/axiomatic/drawing.h"

namespace assay::axiomatic {
namespace {

constexpr int kColumn = 260;  // from one to the next
constexpr int kBox = 180;
constexpr int kRow = 64;
constexpr int kHeight = 32;
constexpr int kLeft = 24;
constexpr int kTop = 88;  // of the initial values

struct Place {
  int x = 0;  // middle
  int y = 0;
  int half = kBox / 2;
};

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<')
      safe += "&lt;";
    else if (c == '&')
      safe += "&amp;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += c;
  }
  return safe;
}

std::vector<Place> places_of(const Drawing& drawing) {
  const int columns = std::max(1, drawing.agents);
  const int middle = kLeft + ((columns - 1) * kColumn + kBox) / 2;
  std::vector<int> rows(static_cast<std::size_t>(columns), 1);
  std::vector<Place> places;
  int deepest = 0;
  for (const DrawnEvent& event : drawing.events) {
    if (event.agent < 0) {
      places.push_back({middle, kTop, kBox / 2});
    } else if (event.agent < drawing.agents) {
      int& row = rows[static_cast<std::size_t>(event.agent)];
      places.push_back({kLeft + event.agent * kColumn + kBox / 2, kTop + row * kRow, kBox / 2});
      deepest = std::max(deepest, row++);
    } else {  // the final block, across all columns
      places.push_back({middle, kTop + ++deepest * kRow, kBox / 2});
    }
  }
  return places;
}

// A curve with its label; `number` keeps edges between the same columns apart.
std::string edge_svg(const DrawnEdge& edge, const std::vector<Place>& places, int number) {
  const Place& from = places[edge.from];
  const Place& to = places[edge.to];
  const std::string style = edge.guilty ? "bad" : edge.missing ? "gone" : "edge";
  const int bend = 14 + 10 * (number % 4);
  int x1 = 0, y1 = from.y + kHeight / 2, x2 = 0, y2 = to.y + kHeight / 2;
  std::string path;
  int label_x = 0;
  int label_y = 0;
  if (from.x == to.x) {  // beside the column
    x1 = from.x + from.half;
    x2 = to.x + to.half;
    const int out = x1 + 24 + bend;
    path = fmt::format("M{} {} C{} {} {} {} {} {}", x1, y1, out, y1, out, y2, x2, y2);
    label_x = x1 + (24 + bend) * 3 / 4;
    label_y = (y1 + y2) / 2;
  } else {
    const bool right = to.x > from.x;
    x1 = from.x + (right ? from.half : -from.half);
    x2 = to.x + (right ? -to.half : to.half);
    if ((right && x1 > x2) || (!right && x1 < x2)) {  // boxes above each other
      x1 = from.x;
      x2 = to.x;
      y1 = from.y + (to.y > from.y ? kHeight : 0);
      y2 = to.y + (to.y > from.y ? 0 : kHeight);
    }
    path = fmt::format("M{} {} C{} {} {} {} {} {}", x1, y1, (x1 * 2 + x2) / 3, y1 - bend,
                       (x1 + x2 * 2) / 3, y2 - bend, x2, y2);
    label_x = (x1 + x2) / 2;
    label_y = (y1 + y2) / 2 - bend;
  }
  return fmt::format(
      "<path class=\"{0}\" d=\"{1}\" marker-end=\"url(#{0}-end)\"/>\n"
      "<text class=\"{0}-label\" x=\"{2}\" y=\"{3}\">{4}</text>\n",
      style, path, label_x, label_y, escaped(edge.relation));
}

}  // namespace

std::string to_svg(const Drawing& drawing, const std::string& title) {
  const std::vector<Place> places = places_of(drawing);
  const int columns = std::max(1, drawing.agents);
  int bottom = kTop;
  for (const Place& place : places) bottom = std::max(bottom, place.y + kHeight);
  const int width = std::max(kLeft * 2 + (columns - 1) * kColumn + kBox + 60,
                             20 + 8 * static_cast<int>(title.size()));
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" font-family=\"monospace\" font-size=\"13\" role=\"img\">\n"
      "<title>{2}</title>\n"
      "<style>rect{{fill:#fff;stroke:#555}}.edge,.bad,.gone{{fill:none;stroke:#26c;stroke-width:1."
      "5}}"
      ".bad{{stroke:#c22;stroke-width:2.5}}.gone{{stroke:#c60;stroke-dasharray:6 4}}"
      "text{{text-anchor:middle;fill:#222}}.bad-label{{fill:#c22}}.edge-label{{fill:#26c}}"
      ".gone-label{{fill:#a50}}.po{{stroke:#aaa}}</style>\n<defs>\n",
      width, bottom + 24, escaped(title));
  for (const auto& [style, colour] :
       {std::pair("edge", "#26c"), std::pair("bad", "#c22"), std::pair("gone", "#c60")})
    svg += fmt::format(
        "<marker id=\"{}-end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
        "markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
        "<path d=\"M0 0L8 4L0 8z\" fill=\"{}\"/></marker>\n",
        style, colour);
  svg += fmt::format(
      "</defs>\n<rect width=\"{}\" height=\"{}\" style=\"stroke:none\"/>\n"
      "<text x=\"{}\" y=\"24\" font-weight=\"bold\">{}</text>\n",
      width, bottom + 24, width / 2, escaped(title));
  for (int agent = 0; agent < drawing.agents; ++agent)
    svg += fmt::format("<text x=\"{}\" y=\"{}\">agent {}</text>\n",
                       kLeft + agent * kColumn + kBox / 2, kTop - 24, agent);
  for (std::size_t e = 1; e + 1 < drawing.events.size(); ++e)
    if (drawing.events[e].agent == drawing.events[e + 1].agent)
      svg += fmt::format("<path class=\"po\" d=\"M{} {}V{}\"/>\n", places[e].x,
                         places[e].y + kHeight, places[e + 1].y);
  for (std::size_t e = 0; e < drawing.events.size(); ++e) {
    const Place& place = places[e];
    svg += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>\n"
        "<text x=\"{}\" y=\"{}\">{}</text>\n",
        place.x - place.half, place.y, place.half * 2, kHeight, place.x, place.y + 21,
        escaped(e == 0 ? drawing.events[e].text : words(drawing.events[e])));
  }
  int number = 0;
  for (const DrawnEdge& edge : drawing.edges) svg += edge_svg(edge, places, number++);
  return svg + "</svg>\n";
}

}  // namespace assay::axiomatic
