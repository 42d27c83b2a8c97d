// What an expression may be, as far as the lint has to know. An expression has a list of
// values: any of them may be it, and none means that nothing is known.
//
//   shared    a shared buffer;                      `made` is the node that shows it
//   view      a typed array or DataView of one;     `made` as above
//   memory    a shared WebAssembly.Memory;          `made` as above
//   list      an array or a set, of `parts`:        {node}, {spread: node}, {values},
//             or {list: values}, each with `keeps` where a filter stands before it
//   record    an object: `member(name)` are a property's values, `all()` those of all
//   callable  a function or a class: `node`
//   global    a name that no declaration of the file has, dotted: `name`
//   imported  a module or what it exports: `name`
//   member    a property of an unknown object: `name`
//   yes       true
//   other     something else, that is certainly no shared buffer

export function shared(made, how) {
  return { kind: 'shared', made, how };
}
export function view(made, how) {
  return { kind: 'view', made, how };
}
export function memory(made, how) {
  return { kind: 'memory', made, how };
}
export function list(parts) {
  return { kind: 'list', parts };
}
export function record(member, all = () => []) {
  return { kind: 'record', member, all };
}
export function callable(node) {
  return { kind: 'callable', node };
}
export function global(name) {
  return { kind: 'global', name };
}
export function imported(name) {
  return { kind: 'imported', name };
}
export function member(name) {
  return { kind: 'member', name };
}

export const yes = { kind: 'yes' };
export const other = { kind: 'other' };

export function isGlobal(values, name) {
  return values.some((value) => value.kind === 'global' && value.name === name);
}
export function ofKind(values, ...kinds) {
  return values.filter(({ kind }) => kinds.includes(kind));
}
