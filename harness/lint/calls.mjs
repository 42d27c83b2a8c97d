// The values of a call: of a function of the file, of a method of a buffer, a view or a
// list, of the few functions of the language that hand on what they are given.
//
// What copies and what shares: `slice` of a shared buffer is a shared buffer; `subarray`
// of a view is a view of the same buffer; `slice`, `map`, `filter` and the like of a view
// are over an ordinary buffer; structuredClone hands on a shared buffer itself.
import { isAccess, nameOf, unwrapped } from './names.mjs';
import { mappedBy, valuesOfListCall } from './lists.mjs';
import { memberOf } from './members.mjs';
import { imported, isGlobal, list, ofKind, other, shared, view } from './value.mjs';

export function valuesOfCall(file, call) {
  const { ts } = file;
  const callee = unwrapped(ts, call.expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return [imported('*')];
  const values = file.values(callee);
  const functions = ofKind(values, 'callable');
  if (functions.length > 0) return functions.flatMap(({ node }) => file.results(node));
  const [first] = call.arguments;
  if (isGlobal(values, 'require')) return [imported('*')];
  if (isGlobal(values, 'structuredClone')) return first === undefined ? [] : file.values(first);
  if (isGlobal(values, 'Array')) return file.list(call.arguments);
  return isAccess(ts, callee) ? ofMethod(file, call, callee) : [];
}

const viewCopied = ['filter', 'map', 'slice', 'toReversed', 'toSorted', 'with'];
const viewItself = ['copyWithin', 'fill', 'reverse', 'sort', 'subarray'];

function ofMethod(file, call, callee) {
  const name = nameOf(file.source, callee);
  const receiver = file.values(callee.expression);
  const found = ofGlobal(file, call, receiver, name);
  if (name === 'bind' || name === 'valueOf') found.push(...receiver);
  if (name === 'slice' && ofKind(receiver, 'shared').length > 0)
    found.push(shared(call, 'a slice of a SharedArrayBuffer'));
  const views = ofKind(receiver, 'view');
  if (viewItself.includes(name)) found.push(...views);
  if (viewCopied.includes(name) && views.length > 0) found.push(other);
  const lists = ofKind(receiver, 'list');
  if (lists.length > 0) found.push(...valuesOfListCall(file, call, name, lists));
  return found;
}

function ofGlobal(file, call, receiver, name) {
  const [first, second] = call.arguments;
  const is = (object, ...methods) => methods.includes(name) && isGlobal(receiver, object);
  const imports = (object) =>
    receiver.some((value) => value.kind === 'imported' && value.name === object);
  if (first === undefined) return [];
  if (is('Object', 'freeze', 'preventExtensions', 'seal') || is('Promise', 'resolve'))
    return file.values(first);
  if (is('Object', 'assign')) return call.arguments.flatMap((argument) => file.values(argument));
  if (is('Object', 'values'))
    return [list([{ typed: memberOf(file, file.values(first), undefined) }])];
  if (is('Array', 'of')) return file.list(call.arguments);
  if (is('Promise', 'all')) return file.values(first);
  if (is('Array', 'from')) {
    if (second !== undefined) return mappedBy(file, second);
    return [list([{ values: file.values(first) }])];
  }
  // Node's Buffer.from(buffer) is a view of the buffer's own bytes.
  if (name === 'from' && (isGlobal(receiver, 'Buffer') || imports('Buffer')))
    return ofKind(file.values(first), 'shared').map(({ made, how }) => view(made, how));
  return [];
}
