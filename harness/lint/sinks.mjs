// The transfer lists of a file: which calls take one, and where in their arguments.
//
//   postMessage(message, list)      of any receiver, or bare; also third, after a target
//   postMessage(message, options)   with `transfer` or `transferList`
//   structuredClone(value, options) with `transfer`
//   new Worker(file, options)       with `transferList`; also super(…) of such a class
//
// A function of the file that is called by one of these names is none of them: its own
// body is looked at.
import { valuesAtReference } from './flow.mjs';
import { isAccess, nameOf, referenceOf, unwrapped } from './names.mjs';
import { memberOf } from './members.mjs';
import { ofKind } from './value.mjs';

// Each as {call, text, lists}: values, of which the lists matter.
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
  if (name !== 'postMessage' && name !== 'structuredClone') return [];
  const [, ...others] = positional(file, call);
  if (name === 'structuredClone') return memberAt(file, others[0], 'transfer');
  return others
    .slice(0, 2)
    .flatMap((argument) => [
      ...ofKind(file.values(argument), 'list'),
      ...memberAt(file, argument, 'transfer'),
      ...memberAt(file, argument, 'transferList'),
    ]);
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
  const { ts } = file;
  const classes =
    callee.kind === ts.SyntaxKind.SuperKeyword
      ? file.basesOf(ts.findAncestor(call, (at) => ts.isClassLike(at)))
      : file.values(callee);
  if (!classes.some((type) => isWorker(file, type))) return [];
  return memberAt(file, positional(file, call)[1], 'transferList');
}

function isWorker(file, type) {
  const isLocal = type.kind === 'callable' && file.ts.isClassLike(type.node);
  const types = isLocal ? file.basesOf(type.node) : [type];
  return ofKind(types, 'global', 'imported', 'member').some(({ name }) => name === 'Worker');
}
