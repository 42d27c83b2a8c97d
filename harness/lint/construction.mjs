// The values of `new`: shared buffers, shared memories, views of them, lists, instances.
import { memberOf, instanceOf } from './members.mjs';
import { list, memory, ofKind, other, shared, view } from './value.mjs';

export const viewClasses = [
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
];

export function valuesOfNew(file, node) {
  return file.values(node.expression).flatMap((type) => ofClass(file, node, type));
}

function ofClass(file, node, type) {
  if (type.kind === 'callable' && file.ts.isClassLike(type.node)) {
    const bases = file.basesOf(type.node).filter(({ kind }) => kind === 'global');
    return [instanceOf(file, type.node), ...bases.flatMap((base) => ofClass(file, node, base))];
  }
  if (type.kind !== 'global') return type.kind === 'imported' ? [other] : [];
  const { arguments: given = [] } = node;
  const first = given.length > 0 ? file.values(given[0]) : [];
  switch (type.name) {
    case 'SharedArrayBuffer':
      return [shared(node, 'new SharedArrayBuffer')];
    case 'WebAssembly.Memory':
      return memberOf(file, first, 'shared').some(({ kind }) => kind === 'yes')
        ? [memory(node, 'a shared WebAssembly.Memory')]
        : [other];
    case 'Set':
      return [list([{ values: first }])];
    case 'Array':
      return file.list(given);
    default:
      return viewClasses.includes(type.name) ? viewOf(first) : [other];
  }
}

// Of a view, of a list, of a number it is a copy; what is not known may be a buffer.
function viewOf(values) {
  if (values.length === 0) return [];
  const views = ofKind(values, 'shared').map(({ made, how }) => view(made, how));
  return views.length > 0 ? views : [other];
}
