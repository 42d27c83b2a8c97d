#include "harness/engines/axiomatic/execution.h"

#include <algorithm>

namespace assay::axiomatic {
namespace {

// A byte of a write whose value is known, by its address.
std::uint64_t byte_at(const Execution& execution, const Event& write, std::uint32_t address) {
  if (write.kind == EventKind::initial) return initial_image(*execution.code, address, 1);
  return write.image >> (8 * (address - write.first)) & 0xFFU;
}

// Whether a pinned read can take a byte from a write.
bool fits_pin(const Execution& execution, const Event& read, const Event& write,
              std::uint32_t byte) {
  if (!read.pinned || (!write.known && write.kind != EventKind::initial)) return true;
  return (read.pin >> (8 * byte) & 0xFFU) == byte_at(execution, write, read.first + byte);
}

// Adds a byte to the read's group of the same writes, or begins one.
void add_byte(Execution& into, std::size_t first_group, EventId read, std::uint32_t byte,
              EventSet covering, EventSet candidates) {
  for (std::size_t g = first_group; g < into.groups.size(); ++g) {
    ByteGroup& group = into.groups[g];
    if (group.covering == covering && group.candidates == candidates) {
      group.bytes = static_cast<std::uint8_t>(group.bytes | 1U << byte);
      return;
    }
  }
  into.groups.push_back({read, static_cast<std::uint8_t>(1U << byte), covering, candidates, 0});
}

}  // namespace

std::uint64_t initial_image(const litmus::Code& code, std::uint32_t first, std::uint32_t size) {
  std::uint64_t image = 0;
  for (const litmus::BytesValue& value : code.initial)
    for (std::uint32_t byte = 0; byte < size; ++byte)
      if (first + byte >= value.address && first + byte < value.address + value.size)
        image |= (value.image >> (8 * (first + byte - value.address)) & 0xFFU) << (8 * byte);
  return image;
}

bool assemble(const litmus::Code& code, const std::vector<const Path*>& paths, Execution& into) {
  into.code = &code;
  into.paths = paths;
  into.first.clear();
  into.events.clear();
  into.groups.clear();
  into.sections.clear();
  Event initial;
  initial.kind = EventKind::initial;
  initial.known = true;
  initial.size = ~std::uint32_t{0};
  into.events.push_back(initial);
  for (std::size_t p = 0; p < paths.size(); ++p) {
    into.first.push_back(into.events.size());
    if (into.events.size() + paths[p]->events.size() > kMostEvents) return false;
    for (const Event& event : paths[p]->events) {
      into.events.push_back(event);
      into.events.back().agent = static_cast<int>(p);
    }
  }
  const std::size_t n = into.size();
  into.counts.assign(n, 0);
  into.reads = into.seq_cst = 0;
  into.writes = bit(0);
  into.program_order = Relation(n);
  Relation& order = into.program_order;
  for (EventId e = 1; e < n; ++e) {
    const Event& event = into.events[e];
    order.add(0, e);
    if (e > 1 && into.events[e - 1].agent == event.agent) order.add(e - 1, e);
    if (event.reads()) into.reads |= bit(e);
    if (event.writes()) into.writes |= bit(e);
    if (event.seq_cst()) into.seq_cst |= bit(e);
  }
  // The final block runs after all agents ended: host-synchronizes-with.
  const EventId final_begin = into.first.back();
  for (std::size_t p = 0; p + 1 < paths.size(); ++p)
    if (final_begin < n && !paths[p]->events.empty())
      order.add(into.first[p] + paths[p]->events.size() - 1, final_begin);
  into.same.fill(0);
  into.touching.fill(0);
  into.read_from.fill(0);
  for (EventId e = 1; e < n; ++e)
    for_each(into.writes & ~bit(e) & ~bit(0), [&](EventId w) {
      if (into.events[e].size == 0 || !overlap(into.events[e], into.events[w])) return;
      into.touching[e] |= bit(w);
      if (same_range(into.events[e], into.events[w])) into.same[e] |= bit(w);
    });
  return true;
}

void divide(bool without_later, bool without_overwritten, bool whole, Execution& into) {
  const Relation& order = into.program_order;
  into.groups.clear();
  for_each(into.reads, [&](EventId r) {
    const Event& read = into.events[r];
    const std::size_t first_group = into.groups.size();
    // Where every write has all the read's bytes they are one group, unless values matter.
    const bool same = into.same[r] == into.touching[r];
    const bool together = same && (whole || !read.pinned);
    const std::uint32_t looked_at = together && !read.pinned ? 1 : read.size;
    EventSet of_all = ~EventSet{0};
    for (std::uint32_t byte = 0; byte < looked_at; ++byte) {
      EventSet covering = bit(0);
      for_each(into.touching[r], [&](EventId w) {
        const Event& write = into.events[w];
        const std::uint32_t address = read.first + byte;
        if (address >= write.first && address < write.first + write.size) covering |= bit(w);
      });
      EventSet candidates = 0;
      for_each(covering, [&](EventId w) {
        if (without_later && order.ordered(r, w)) return;
        if (without_overwritten && (order.after(w) & order.before(r) & covering) != 0) return;
        if (fits_pin(into, read, into.events[w], byte)) candidates |= bit(w);
      });
      of_all &= candidates;
      if (!together)
        add_byte(into, first_group, r, byte, covering, candidates);
      else if (byte + 1 == looked_at)
        into.groups.push_back({r, 0, covering, of_all, 0});
    }
    if (together) into.groups.back().bytes = static_cast<std::uint8_t>((1U << read.size) - 1);
  });
}

}  // namespace assay::axiomatic
