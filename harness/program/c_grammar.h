// The grammar of the C flavour: the subset of C that herd reads.
//
// Thread safety, invariants: those of grammar.h, whose tokens, expressions and
// conditions it uses. Only parse_c.cc includes it.
// Reference: herd7's C front end (catalogues of https://github.com/herd/herdtools7).
#pragma once

#include "harness/program/grammar.h"

namespace assay::litmus::grammar::c {

// NOLINTBEGIN(readability-identifier-naming): rules read as a grammar
#define WORD(text) word<TAO_PEGTL_STRING(text)>

// -- declarations ----------------------------------------------------------------
struct atomic_type : WORD("atomic_int") {};
struct plain_type : spaced<opt<WORD("volatile")>, WORD("int")> {};
struct any_type : sor<atomic_type, plain_type> {};
struct initial_name : name {};
struct bracketed : spaced<one<'['>, initial_name, expect<']'>> {};
struct initial_value : literal {};
struct location : spaced<opt<any_type>, sor<bracketed, initial_name>,
                         opt<spaced<one<'='>, initial_value>>, expect<';'>> {};
struct locations_close : one<'}'> {};
struct locations : spaced<expect<'{'>, star<location, gap>, locations_close> {};

struct parameter_type : any_type {};
struct parameter_name : name {};
struct parameter : spaced<parameter_type, expect<'*'>, parameter_name> {};
struct parameters : spaced<expect<'('>, opt<spaced<parameter, star<gap, one<','>, gap, parameter>>>,
                           expect<')'>> {};

// -- statements ------------------------------------------------------------------
struct pointer : name {};
struct loaded : spaced<one<'*'>, pointer> {};
struct call_name : seq<pegtl::string<'a', 't', 'o', 'm', 'i', 'c', '_'>, star<name_other>> {};
struct order
    : sor<WORD("memory_order_relaxed"), WORD("memory_order_acquire"), WORD("memory_order_release"),
          WORD("memory_order_acq_rel"), WORD("memory_order_seq_cst")> {};
struct expected_register : name {};
struct by_reference : spaced<one<'&'>, expected_register> {};
struct operand : expression {};
struct argument : sor<by_reference, order, operand> {};
struct call_close : one<')'> {};
struct call
    : spaced<call_name, expect<'('>, argument, star<one<','>, gap, argument, gap>, call_close> {};
struct computed : expression {};
struct source : sor<loaded, call, computed> {};

struct declared_register : name {};
struct given : spaced<one<'='>, source> {};
struct declaration : spaced<WORD("int"), declared_register, opt<given>, expect<';'>> {};
struct stored : spaced<one<'*'>, pointer, assign_sign, expression, expect<';'>> {};
struct assigned_register : name {};
struct assignment : spaced<assigned_register, assign_sign, source, expect<';'>> {};
struct call_statement : spaced<call, expect<';'>> {};

struct statement;
struct block : spaced<expect_block, nest_open, star<statement, gap>, block_close> {};
struct tested : name {};
struct not_equal : pegtl::string<'!', '='> {};
struct comparison : sor<pegtl::string<'=', '='>, not_equal> {};
struct compared : literal {};
struct against : spaced<comparison, compared> {};
struct if_head : spaced<WORD("if"), expect<'('>, tested, opt<against>, expect<')'>> {};
struct then_block : block {};
struct else_block : block {};
struct if_statement : spaced<if_head, then_block, opt<spaced<WORD("else"), else_block>>> {};
struct loop : sor<WORD("for"), WORD("while"), WORD("do")> {};
struct no_loop : seq<at<loop>, unsupported> {};
struct statement : sor<declaration, stored, if_statement, no_loop, call_statement, assignment> {};

struct label : seq<one<'P'>, decimal, not_at<name_other>> {};
struct agent_body : block {};
struct agent : spaced<label, parameters, agent_body> {};
struct first_agent : agent {};

// -- the question ----------------------------------------------------------------
struct observed_agent : natural {};
struct observed_name : name {};
struct observed : spaced<opt<spaced<observed_agent, expect<':'>>>, observed_name> {};
struct observed_close : one<']'> {};
struct observed_line
    : spaced<WORD("locations"), expect<'['>,
             star<not_at<one<']'>>, observed, gap, expect<';'>, gap>, observed_close> {};
struct filter_line : spaced<WORD("filter"), condition> {};
struct line_before : sor<observed_line, filter_line> {};
struct line_after : sor<grade_line, models_line, races_line> {};
struct flavour : seq<one<'C'>, pegtl::blank> {};
struct file : spaced<pegtl::success, flavour, test_name, opt<description>, locations, first_agent,
                     star<agent, gap>, star<line_before, gap>, question, star<line_after, gap>,
                     end_of_file> {};
#undef WORD
// NOLINTEND(readability-identifier-naming)

}  // namespace assay::litmus::grammar::c

namespace assay::litmus::grammar {
#define EXPECTED(rule, text) \
  template <>                \
  inline constexpr const char* message<rule> = text
EXPECTED(expect<'*'>, "expected '*': a pointer to a location");
EXPECTED(c::initial_value, "expected an integer");
EXPECTED(c::locations_close, "expected a location, [x] = 1, or '}'");
EXPECTED(c::parameter_name, "expected the name of a location");
EXPECTED(c::pointer, "expected the name of a parameter");
EXPECTED(c::expected_register, "expected the name of a register");
EXPECTED(c::argument, "expected a number, a register, &register or memory_order_…");
EXPECTED(c::call_close, "expected ',' or ')'");
EXPECTED(c::source, "expected *x, a call of atomic_…(x, …) or an expression");
EXPECTED(c::declared_register, "expected the name of a register");
EXPECTED(c::tested, "expected a register");
EXPECTED(c::compared, "expected an integer");
EXPECTED(c::first_agent, "expected an agent, P0 (atomic_int* x) { … }");
EXPECTED(c::observed_name, "expected a location or a register");
EXPECTED(c::observed_close, "expected x; or 0:r0; or ']'");
EXPECTED(c::flavour, "expected C and a name");
#undef EXPECTED
}  // namespace assay::litmus::grammar
