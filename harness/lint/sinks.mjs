// The transfer lists of a file: which calls take one, and where in their arguments.
//
//   postMessage(message, list)      of any receiver, or bare; also third, after a target
//   postMessage(message, options)   with `transfer` or `transferList`
//   structuredClone(value, options) with `transfer`
//   new Worker(file, options)       with `transferList`; also super(…) of such a class
//   pool.run(task, options)         with `transferList`, as piscina and tinypool have it
//   pool.exec(name, given, options) with `transfer`, as workerpool has it
//
// A function of the file that is called by one of these names is none of them: its own
// body is looked at.
import { valuesAtReference } from './flow.mjs';
import { isAccess, nameOf, referenceOf, unwrapped } from './names.mjs';
import { memberOf } from './members.mjs';
import { ofKind } from './value.mjs';

// By name: at which arguments lists may stand, at which options, and their names there.
const methods = new Map([
  ['postMessage', { lists: [1, 2], options: [1, 2], names: ['transfer', 'transferList'] }],
  ['structuredClone', { lists: [], options: [1], names: ['transfer'] }],
]);
const methodsOfPools = new Map([
  ['exec', { lists: [], options: [2], names: ['transfer'] }],
  ['run', { lists: [], options: [1], names: ['transferList'] }],
]);

// Each as {call, lists}: values, of which the lists matter.
export function* transferLists(file) {
  const { ts, source } = file;
  for (const call of source.nodes()) {
    const lists = ts.isNewExpression(call)
      ? ofConstruction(file, call, call.expression)
      : ts.isCallExpression(call)
        ? ofCall(file, call)
        : [];
    if (lists.length > 0) yield { call, lists };
  }
}

function ofCall(file, call) {
  const callee = unwrapped(file.ts, call.expression);
  if (callee.kind === file.ts.SyntaxKind.SuperKeyword) return ofConstruction(file, call, callee);
  if (
    !call.arguments.some((argument) => file.ts.isSpreadElement(argument)) &&
    call.arguments.length < 2
  )
    return [];
  const name = calledName(file, callee);
  const isMethod = isAccess(file.ts, callee);
  const places = methods.get(name) ?? (isMethod ? methodsOfPools.get(name) : undefined);
  if (places === undefined) return [];
  const given = positional(file, call);
  const lists = places.lists.map((i) => given[i]).filter((node) => node !== undefined);
  return [
    ...lists.flatMap((node) => ofKind(file.values(node), 'list')),
    ...places.options.flatMap((i) =>
      places.names.flatMap((each) => memberAt(file, given[i], each)),
    ),
  ];
}

// By its own name or through a variable; undefined where it is a function of the file.
function calledName(file, callee) {
  if (isAccess(file.ts, callee)) return nameOf(file.source, callee);
  const [known] = ofKind(file.values(callee), 'global', 'member', 'imported');
  return known?.name;
}

// The expression of each argument, through `...[a, b]`.
function positional(file, call) {
  const { ts } = file;
  return [...(call.arguments ?? [])].flatMap((argument) => {
    if (!ts.isSpreadElement(argument)) return [argument];
    const [{ parts } = {}] = ofKind(file.values(argument.expression), 'list');
    return (parts ?? []).map(({ node }) => node).filter((node) => node !== undefined);
  });
}

// The values of a property at the place of the call, whatever was put there before.
function memberAt(file, node, name) {
  if (node === undefined) return [];
  return referenceOf(file.source, node) === undefined
    ? memberOf(file, file.values(node), name)
    : valuesAtReference(file, node, [name]);
}

function ofConstruction(file, call, callee) {
  const classes =
    callee.kind === file.ts.SyntaxKind.SuperKeyword ? basesAround(file, call) : file.values(callee);
  if (!classes.some((type) => isWorker(file, type))) return [];
  return memberAt(file, positional(file, call)[1], 'transferList');
}

function basesAround(file, call) {
  const around = file.ts.findAncestor(call, (at) => file.ts.isClassLike(at));
  return around === undefined ? [] : file.basesOf(around); // super() outside a class: no syntax error
}

function isWorker(file, type) {
  const isLocal = type.kind === 'callable' && file.ts.isClassLike(type.node);
  const types = isLocal ? file.basesOf(type.node) : [type];
  return ofKind(types, 'global', 'imported', 'member').some(({ name }) => name === 'Worker');
}
