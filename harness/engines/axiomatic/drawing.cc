#include "harness/engines/axiomatic/drawing.h"

#include <fmt/format.h>

#include "harness/program/print.h"

namespace assay::axiomatic {
namespace {

using litmus::ElementType;
using litmus::Ordering;

std::string label(EventId e) {
  if (e == 0) return "init";
  const EventId i = e - 1;
  const std::string letter(1, static_cast<char>('a' + i % 26));
  return i < 26 ? letter : letter + std::to_string(i / 26);
}

std::string_view order_name(Ordering order) {
  switch (order) {
    case Ordering::seq_cst:
      return "[sc]";
    case Ordering::relaxed:
      return "[rlx]";
    case Ordering::acquire:
      return "[acq]";
    case Ordering::release:
      return "[rel]";
    case Ordering::acq_rel:
      return "[acq_rel]";
    case Ordering::plain:
      break;
  }
  return "";
}

std::string value_of(const Event& event, std::uint64_t image) {
  const std::int64_t value = litmus::from_image(event.at->type, event.at->big_endian, image);
  if (litmus::is_float(event.at->type)) return litmus::print_fraction(value);
  if (event.at->type == ElementType::biguint64)
    return std::to_string(static_cast<std::uint64_t>(value));
  return std::to_string(value);
}

std::string text_of(const Execution& x, const Values& values, EventId e) {
  const Event& event = x.events[e];
  if (event.kind == EventKind::initial) return "initial values";
  if (event.kind == EventKind::fence) return fmt::format("F{}", order_name(event.order));
  const std::string place = place_name(*x.code, event.first);
  if (event.kind == EventKind::sync)
    return event.at->access == litmus::AccessKind::notify
               ? fmt::format("notify {} = {}", place, x.counts[e])
               : fmt::format("woken at {}", place);
  if (event.kind == EventKind::update)
    return fmt::format("U{} {}: {} to {}", order_name(event.order), place,
                       value_of(event, values.read_image(e)),
                       value_of(event, values.written_image(e)));
  const bool reads = event.kind == EventKind::read;
  return fmt::format("{}{} {}={}", reads ? "R" : "W", order_name(event.order), place,
                     value_of(event, reads ? values.read_image(e) : values.written_image(e)));
}

}  // namespace

std::string place_name(const litmus::Code& code, std::uint32_t address) {
  const litmus::BlockName* nearest = nullptr;
  for (const litmus::BlockName& block : code.blocks)
    if (block.address <= address && (nearest == nullptr || block.address > nearest->address))
      nearest = &block;
  if (nearest == nullptr) return std::to_string(address);
  const std::uint32_t offset = address - nearest->address;
  if (code.flavour == litmus::Flavour::c) return nearest->name;
  if (offset % nearest->size == 0)
    return fmt::format("{}[{}]", nearest->name, offset / nearest->size);
  return fmt::format("{}+{}", nearest->name, offset);
}

std::string words(const DrawnEvent& event) {
  return event.agent < 0 ? event.label : event.label + ": " + event.text;
}

Drawing draw(const Execution& x, const Values& values, const MemoryModel& model) {
  Drawing drawing;
  drawing.agents = static_cast<int>(x.final_path());
  for (EventId e = 0; e < x.size(); ++e)
    drawing.events.push_back({x.events[e].agent, label(e), text_of(x, values, e), x.events[e].at});
  for (const SectionEdge& section : x.sections)
    drawing.edges.push_back({section.from, section.to, "asw", false, false});
  for_each(x.reads, [&](EventId r) {
    for_each(x.read_from[r], [&](EventId w) {
      const bool orders = w == 0 || x.events[w].agent == x.events[r].agent || model.orders(x, w, r);
      drawing.edges.push_back({w, r, orders ? "rf" : "rf, no sw", false, !orders});
    });
  });
  return drawing;
}

}  // namespace assay::axiomatic
