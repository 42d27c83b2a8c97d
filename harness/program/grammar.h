// The grammar of litmus text, as PEGTL rules: what both flavours have, and the
// JavaScript one. That of C is in c_grammar.h.
//
// It needs one token of lookahead: once a rule's first token matched, the rest has
// to, and a rule with a message says what was expected there.
//
// Thread safety: types only. Invariants: every recursion passes `nest_open` or
// `tilde`, whose actions count the depth.
// This header pulls in PEGTL: parse.cc and parse_c.cc include it and nobody else.
#pragma once

#include <tao/pegtl.hpp>

namespace assay::litmus::grammar {

namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// NOLINTBEGIN(readability-identifier-naming): rules read as a grammar
// -- tokens ----------------------------------------------------------------------
struct comment_rest : pegtl::until<pegtl::string<'*', '/'>> {};
struct gap : star<sor<pegtl::space, seq<pegtl::string<'/', '/'>, pegtl::until<pegtl::eolf>>,
                      seq<pegtl::string<'/', '*'>, comment_rest>>> {};
// The parts of a sequence, with gaps between them.
template <class First, class... Rest>
struct spaced : seq<First, seq<gap, Rest>...> {};

struct name_first : pegtl::ranges<'a', 'z', 'A', 'Z', '_', '_', '$', '$'> {};
struct name_other : sor<name_first, pegtl::digit> {};
struct name : seq<name_first, star<name_other>> {};
template <class Text>
struct word : seq<Text, not_at<name_other>> {};
#define WORD(text) word<TAO_PEGTL_STRING(text)>

template <char C>
struct expect : one<C> {};

struct decimal
    : sor<seq<one<'0'>, not_at<pegtl::digit>>, seq<pegtl::range<'1', '9'>, star<pegtl::digit>>> {};
struct natural : seq<decimal, not_at<sor<name_other, one<'.'>>>> {};
struct fraction_part : seq<one<'.'>, pegtl::plus<pegtl::digit>> {};
struct exponent_part : seq<one<'e'>, opt<one<'+', '-'>>, pegtl::plus<pegtl::digit>> {};
struct real : seq<decimal, opt<fraction_part>, opt<exponent_part>> {};
struct literal : seq<opt<one<'-'>>, sor<seq<one<'0'>, one<'x'>, pegtl::plus<pegtl::xdigit>>, real>,
                     opt<one<'n'>>, not_at<sor<name_other, one<'.'>>>> {};

struct closing_quote : one<'"'> {};
struct sentence_text : star<not_at<one<'"'>>, pegtl::utf8::ranges<0x20, 0x7E, 0xA0, 0x10FFFF>> {};
struct sentence : seq<one<'"'>, sentence_text, closing_quote> {};
struct unsupported : pegtl::failure {};

struct nest_open : one<'(', '{'> {};

// -- expressions -----------------------------------------------------------------
struct expression;
struct group_close : one<')'> {};
struct group : spaced<at<one<'('>>, nest_open, expression, group_close> {};
struct register_ref : name {};
struct primary : sor<literal, group, register_ref> {};
template <char C>
struct sign : seq<one<C>, not_at<one<C>>> {};
struct plus_tail : spaced<sign<'+'>, primary> {};
struct minus_tail : spaced<sign<'-'>, primary> {};
struct sum : seq<primary, star<gap, sor<plus_tail, minus_tail>>> {};
struct and_tail : spaced<sign<'&'>, sum> {};
struct conjunct : seq<sum, star<gap, and_tail>> {};
struct xor_tail : spaced<one<'^'>, conjunct> {};
struct exclusive : seq<conjunct, star<gap, xor_tail>> {};
struct or_tail : spaced<sign<'|'>, exclusive> {};
struct expression : seq<exclusive, star<gap, or_tail>> {};

// -- declarations ----------------------------------------------------------------
struct declared_name : name {};
struct byte_length : natural {};
struct shared_buffer : spaced<WORD("SharedArrayBuffer"), expect<'('>, byte_length, expect<')'>> {};
struct expect_shared_buffer : shared_buffer {};
struct own_buffer : spaced<WORD("new"), expect_shared_buffer> {};
struct buffer_ref : name {};
struct view_source : sor<own_buffer, buffer_ref> {};
struct view_offset : natural {};
struct view_length : natural {};
struct element_type
    : sor<WORD("Int8Array"), WORD("Uint8Array"), WORD("Uint8ClampedArray"), WORD("Int16Array"),
          WORD("Uint16Array"), WORD("Int32Array"), WORD("Uint32Array"), WORD("BigInt64Array"),
          WORD("BigUint64Array"), WORD("Float32Array"), WORD("Float64Array")> {};
struct data_view_type : WORD("DataView") {};
struct length_part : spaced<one<','>, view_length> {};
struct offset_part : spaced<one<','>, view_offset, opt<length_part>> {};
struct view : spaced<sor<element_type, data_view_type>, expect<'('>, view_source, opt<offset_part>,
                     expect<')'>> {};
struct buffer_made : shared_buffer {};
struct constructed : sor<buffer_made, view> {};
struct expect_new : WORD("new") {};
struct declaration
    : spaced<WORD("const"), declared_name, expect<'='>, expect_new, constructed, expect<';'>> {};
struct declarations_close : one<'}'> {};
struct declarations : spaced<expect<'{'>, star<declaration, gap>, declarations_close> {};

// -- statements ------------------------------------------------------------------
struct index_variable : name {};
struct index_number : natural {};
struct index : sor<index_number, index_variable> {};
struct element : spaced<one<'['>, index, expect<']'>> {};
struct little_endian : sor<WORD("true"), WORD("false")> {};
struct accessed_type
    : sor<WORD("Int8"), WORD("Uint8"), WORD("Int16"), WORD("Uint16"), WORD("Int32"), WORD("Uint32"),
          WORD("BigInt64"), WORD("BigUint64"), WORD("Float32"), WORD("Float64")> {};
struct get_word : pegtl::string<'g', 'e', 't'> {};
struct set_word : pegtl::string<'s', 'e', 't'> {};
struct endian_part : spaced<one<','>, little_endian> {};
struct get_call : spaced<one<'.'>, seq<get_word, accessed_type>, expect<'('>, index,
                         opt<endian_part>, expect<')'>> {};
struct set_call : spaced<one<'.'>, seq<set_word, accessed_type>, expect<'('>, index, expect<','>,
                         expression, opt<endian_part>, expect<')'>> {};
struct access_view : name {};
struct plain_element : element {};
struct element_or_get : sor<plain_element, get_call> {};
struct plain_read : spaced<access_view, element_or_get> {};
struct atomic_name
    : sor<WORD("load"), WORD("store"), WORD("exchange"), WORD("add"), WORD("sub"), WORD("and"),
          WORD("or"), WORD("xor"), WORD("compareExchange"), WORD("wait"), WORD("notify")> {};
struct atomic_view : name {};
struct arguments_close : one<')'> {};
struct arguments : star<one<','>, gap, expression, gap> {};
struct atomics : spaced<WORD("Atomics"), expect<'.'>, atomic_name, expect<'('>, atomic_view,
                        expect<','>, index, arguments, arguments_close> {};
struct source : sor<atomics, plain_read> {};

struct const_name : name {};
struct const_statement : spaced<WORD("const"), const_name, expect<'='>, source, expect<';'>> {};
struct let_name : name {};
struct let_statement : spaced<WORD("let"), let_name, expect<';'>> {};
struct assign_sign : seq<one<'='>, not_at<one<'='>>> {};
struct target_name : name {};
struct store_rest : spaced<element, assign_sign, expression> {};
struct assign_rest : spaced<seq<one<'='>, not_at<one<'='>>>, source> {};
struct set_rest : set_call {};
struct after_target : sor<store_rest, assign_rest, set_rest> {};
struct assignment : spaced<target_name, after_target, expect<';'>> {};
struct atomics_statement : spaced<atomics, expect<';'>> {};

struct statement;
struct block_close : one<'}'> {};
struct expect_block : at<one<'{'>> {};
struct block : spaced<expect_block, nest_open, star<statement, gap>, block_close> {};
struct if_register : name {};
struct if_differs : pegtl::string<'!', '=', '='> {};
struct if_equals : sor<pegtl::string<'=', '=', '='>, if_differs> {};
struct if_value : literal {};
struct then_block : block {};
struct else_block : block {};
struct if_head : spaced<WORD("if"), expect<'('>, if_register, if_equals, if_value, expect<')'>> {};
struct if_statement : spaced<if_head, then_block, opt<spaced<WORD("else"), else_block>>> {};
struct bound_let : WORD("let") {};
struct bound_variable : name {};
struct bound_from : natural {};
struct bound_less : one<'<'> {};
struct bound_below : natural {};
struct bound_again : name {};
struct plus_plus : pegtl::string<'+', '+'> {};
struct bound_step : sor<spaced<plus_plus, bound_again>, spaced<bound_again, plus_plus>> {};
struct for_head : spaced<WORD("for"), expect<'('>, bound_let, bound_variable, expect<'='>,
                         bound_from, expect<';'>, bound_again, bound_less, bound_below, expect<';'>,
                         bound_step, expect<')'>> {};
struct for_block : block {};
struct for_statement : spaced<for_head, for_block> {};
struct while_statement : spaced<WORD("while"), unsupported> {};
struct statement : sor<const_statement, let_statement, if_statement, for_statement, while_statement,
                       atomics_statement, assignment> {};

struct agent_label : seq<one<'P'>, decimal, not_at<name_other>> {};
struct agent_block : block {};
struct agent : spaced<agent_label, agent_block> {};
struct first_agent : agent {};
struct final_block : block {};
struct final_part : spaced<WORD("final"), final_block> {};

// -- the question ----------------------------------------------------------------
struct condition;
struct condition_agent : sor<WORD("final"), natural> {};
struct blocked : WORD("blocked") {};
struct condition_name : name {};
struct condition_value
    : sor<WORD("NaN"), seq<opt<one<'-'>>, sor<WORD("Infinity"), seq<real, not_at<name_other>>>>> {};
struct named_value : spaced<condition_name, expect<'='>, condition_value> {};
struct of_agent : spaced<condition_agent, expect<':'>, sor<blocked, named_value>> {};
// C: [x]=1 or x=1.
struct condition_location : name {};
struct in_brackets : spaced<one<'['>, condition_location, expect<']'>> {};
struct of_location : spaced<sor<in_brackets, condition_location>, expect<'='>, condition_value> {};
struct equals : sor<of_agent, of_location> {};
struct condition_group : spaced<at<one<'('>>, nest_open, condition, group_close> {};
struct tilde : one<'~'> {};
struct unary;
struct negation : spaced<tilde, unary> {};
struct unary : sor<negation, condition_group, equals> {};
struct and_also : spaced<pegtl::string<'/', '\\'>, unary> {};
struct all_of : seq<unary, star<gap, and_also>> {};
struct or_else : spaced<pegtl::string<'\\', '/'>, all_of> {};
struct condition : seq<all_of, star<gap, or_else>> {};

struct quantifier : sor<WORD("exists"), WORD("forall"), spaced<one<'~'>, WORD("exists")>> {};
struct question : spaced<quantifier, condition> {};

// -- after it --------------------------------------------------------------------
struct grade : sor<WORD("ACCEPTABLE"), WORD("INTERESTING"), WORD("FORBIDDEN")> {};
struct grade_sentence : sentence {};
struct grade_line : spaced<grade, condition, grade_sentence> {};
struct model : sor<WORD("es"), WORD("es2017"), WORD("sc"), WORD("rc11"), WORD("tso"), WORD("c20")> {
};
struct models_line : spaced<WORD("models"), model, star<gap, one<','>, gap, model>> {};
struct race_claim : sor<WORD("none"), WORD("some")> {};
struct races_line : spaced<WORD("races"), race_claim> {};
struct hint_view : name {};
struct hint_index : natural {};
struct hint_value : literal {};
struct hint : spaced<hint_view, expect<'['>, hint_index, expect<']'>, hint_value> {};
struct values_line : spaced<WORD("values"), hint, star<gap, one<','>, gap, hint>> {};
struct line_after : sor<grade_line, models_line, races_line, values_line> {};

struct flavour : seq<pegtl::string<'J', 'S'>, pegtl::blank> {};
struct test_name : pegtl::plus<sor<pegtl::alnum, one<'+', '-', '_', '.'>>> {};
struct description : sentence {};
struct end_of_file : pegtl::eof {};
struct file
    : spaced<pegtl::success, flavour, test_name, opt<description>, declarations, first_agent,
             star<agent, gap>, opt<final_part>, question, star<line_after, gap>, end_of_file> {};
#undef WORD

// -- what was expected -------------------------------------------------------------
template <class Rule>
inline constexpr const char* message = nullptr;

#define EXPECTED(rule, text) \
  template <>                \
  inline constexpr const char* message<rule> = text
EXPECTED(expect<'('>, "expected '('");
EXPECTED(expect<')'>, "expected ')'");
EXPECTED(expect<','>, "expected ','");
EXPECTED(expect<'.'>, "expected '.'");
EXPECTED(expect<':'>, "expected ':'");
EXPECTED(expect<';'>, "expected ';'");
EXPECTED(expect<'='>, "expected '='");
EXPECTED(expect<']'>, "expected ']'");
EXPECTED(expect<'{'>, "expected '{'");
EXPECTED(comment_rest, "expected '*/' at the end of a comment");
EXPECTED(closing_quote, "expected '\"' at the end of a sentence, on its line");
EXPECTED(primary, "expected a number, a BigInt, a register or '('");
EXPECTED(group_close, "expected ')'");
EXPECTED(declared_name, "expected a name");
EXPECTED(byte_length, "expected a number of bytes");
EXPECTED(expect_shared_buffer, "expected SharedArrayBuffer(…)");
EXPECTED(view_source, "expected a buffer or new SharedArrayBuffer(…)");
EXPECTED(view_offset, "expected an offset in bytes");
EXPECTED(view_length, "expected a length in elements");
EXPECTED(expect_new, "expected 'new'");
EXPECTED(constructed, "expected SharedArrayBuffer, DataView or a typed array, such as Int32Array");
EXPECTED(declarations_close, "expected 'const' or '}'");
EXPECTED(index, "expected the index of an element: a natural number");
EXPECTED(accessed_type, "expected an element type, such as Int16");
EXPECTED(little_endian, "expected true or false: little-endian or not");
EXPECTED(bound_let, "expected a bound: for (let i = 0; i < 3; i++)");
EXPECTED(bound_variable, "expected the name of the loop's variable");
EXPECTED(bound_from, "expected a natural number");
EXPECTED(bound_less, "expected '<'");
EXPECTED(bound_below, "expected a natural number");
EXPECTED(bound_again, "expected the loop's variable");
EXPECTED(bound_step, "expected the loop's variable and ++");
EXPECTED(hint, "expected an element and a value, such as x[0] 42");
EXPECTED(hint_index, "expected the index of an element: a natural number");
EXPECTED(hint_value, "expected a number or a BigInt");
EXPECTED(atomic_name,
         "expected load, store, exchange, add, sub, and, or, xor, compareExchange, wait or notify");
EXPECTED(atomic_view, "expected the name of a view");
EXPECTED(arguments_close, "expected ',' or ')'");
EXPECTED(source, "expected an element, v[i], or a call, Atomics.…(v, i)");
EXPECTED(const_name, "expected the name of a register");
EXPECTED(let_name, "expected the name of a register");
EXPECTED(assign_sign, "expected one '='");
EXPECTED(element_or_get, "expected '[' or .get…()");
EXPECTED(after_target, "expected '[', '=' or .set…()");
EXPECTED(if_register, "expected a register");
EXPECTED(if_equals, "expected '===' or '!=='");
EXPECTED(if_value, "expected a number or a BigInt");
EXPECTED(block_close, "expected a statement or '}'");
EXPECTED(expect_block, "expected '{'");
EXPECTED(first_agent, "expected an agent, P0 { … }");
EXPECTED(named_value, "expected the name of a register");
EXPECTED(condition_value, "expected a number");
EXPECTED(unary, "expected a condition, such as 0:r0=1");
EXPECTED(quantifier, "expected an agent, a final block, exists, ~exists or forall");
EXPECTED(grade_sentence, "expected a sentence in double quotes");
EXPECTED(model, "expected es, es2017, sc, rc11 or tso");
EXPECTED(race_claim, "expected none or some");
EXPECTED(flavour, "expected JS or C, and a name");
EXPECTED(test_name, "expected the name of the test: letters, digits, '+', '-', '_', '.'");
EXPECTED(end_of_file,
         "expected ACCEPTABLE, INTERESTING, FORBIDDEN, models, races, values or the end of the "
         "file");
EXPECTED(unsupported, "a loop needs a bound: for (let i = 0; i < 3; i++) { … }");
#undef EXPECTED

struct Messages {
  template <class Rule>
  static constexpr const char* message = grammar::message<Rule>;
};
template <class Rule>
using Control = pegtl::must_if<Messages>::control<Rule>;
// NOLINTEND(readability-identifier-naming)

}  // namespace assay::litmus::grammar
