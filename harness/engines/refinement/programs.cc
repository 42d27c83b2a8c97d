#include "harness/engines/refinement/programs.h"

#include <algorithm>
#include <array>

#include "harness/program/generate.h"
#include "harness/program/parse.h"

namespace assay::refinement {
namespace {

using litmus::Access;
using litmus::AccessKind;
using litmus::Program;

// Critical cycles of up to so many accesses and agents.
constexpr std::size_t kAccesses = 5;
constexpr std::size_t kAgents = 3;
constexpr std::string_view kGenerated = "generated/";

NamedProgram read(const EmbeddedText& text) {
  auto read = litmus::read_program(text.text);
  if (auto* program = std::get_if<Program>(&read))
    return {std::string(text.name), std::move(*program)};
  return {std::string(text.name), {}};
}

litmus::Expression number(std::int64_t value) {
  litmus::Expression made;
  made.value = value;
  return made;
}

// A cycle whose Atomics.store or load are another of Atomics, which writes or reads the
// same: each site of the data plane has programs that rest on it.
struct Variant {
  std::string_view suffix;
  AccessKind from, to;
};
constexpr std::array<Variant, 4> kVariants{
    {{"+exchange", AccessKind::store, AccessKind::exchange},
     {"+add", AccessKind::load, AccessKind::add},
     {"+cas", AccessKind::store, AccessKind::compare_exchange},
     {"+cas-fail", AccessKind::load, AccessKind::compare_exchange}}};

// Replaced where the variant says so. A compare-exchange for a store finds 0, for a load
// it never finds what it expects.
bool replace(Access& access, const Variant& variant) {
  constexpr std::int64_t kNeverThere = 99;
  if (access.kind != variant.from) return false;
  access.kind = variant.to;
  if (variant.to == AccessKind::add)
    access.operands = {number(0)};
  else if (variant.to == AccessKind::compare_exchange && variant.from == AccessKind::store)
    access.operands.insert(access.operands.begin(), number(0));
  else if (variant.to == AccessKind::compare_exchange)
    access.operands = {number(kNeverThere), number(kNeverThere)};
  return true;
}

bool uses_atomics_only(const Program& program) {
  for (const litmus::Block& agent : program.agents)
    for (const litmus::Statement& statement : agent) {
      const auto* access = std::get_if<Access>(&statement.what);
      if (access == nullptr || access->kind == AccessKind::plain_load ||
          access->kind == AccessKind::plain_store)
        return false;
    }
  return true;
}

void add_variants(const Program& cycle, std::vector<NamedProgram>& into) {
  for (const Variant& variant : kVariants) {
    Program program = cycle;
    bool replaced = false;
    for (litmus::Block& agent : program.agents)
      for (litmus::Statement& statement : agent)
        replaced = replace(std::get<Access>(statement.what), variant) || replaced;
    if (!replaced) continue;
    program.name += variant.suffix;
    into.push_back({std::string(kGenerated) + program.name, std::move(program)});
  }
}

std::vector<NamedProgram> generated() {
  std::vector<NamedProgram> all;
  for (Program& cycle : litmus::generate(kAccesses, kAgents, litmus::Flavour::js)) {
    if (uses_atomics_only(cycle)) add_variants(cycle, all);
    std::string name = std::string(kGenerated) + cycle.name;
    all.push_back({std::move(name), std::move(cycle)});
  }
  return all;
}

}  // namespace

std::vector<NamedProgram> all_programs() {
  std::vector<NamedProgram> all = generated();
  for (std::size_t i = 0; i < kLitmusTextCount; ++i) all.push_back(read(kLitmusTexts[i]));
  std::sort(all.begin(), all.end(),
            [](const NamedProgram& a, const NamedProgram& b) { return a.name < b.name; });
  return all;
}

std::optional<NamedProgram> find_program(std::string_view name) {
  for (std::size_t i = 0; i < kLitmusTextCount; ++i)
    if (kLitmusTexts[i].name == name) return read(kLitmusTexts[i]);
  if (!name.starts_with(kGenerated)) return std::nullopt;
  for (NamedProgram& each : generated())
    if (each.name == name) return std::move(each);
  return std::nullopt;
}

}  // namespace assay::refinement
