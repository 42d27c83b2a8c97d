// The elements of lists, and what the methods of lists make of them.
import { memberOf } from './members.mjs';
import { narrowing } from './narrowing.mjs';
import { isGlobal, list, ofKind } from './value.mjs';

// [{node, values}]: each expression that puts something into one of the lists; a list
// that only a type speaks of has elements without a node.
export function elementsOf(file, values, open = new Set()) {
  return ofKind(values, 'list').flatMap(({ parts }) =>
    parts.flatMap((part) => elementsOfPart(file, part, open)),
  );
}

function elementsOfPart(file, part, open) {
  const key = part.node ?? part.spread ?? part.values ?? part.typed;
  if (open.has(key)) return []; // a list that is spread into itself
  open.add(key);
  file.spend();
  let found;
  if (part.node !== undefined) found = [{ node: part.node, values: file.values(part.node) }];
  else if (part.typed !== undefined) found = [{ values: part.typed }];
  else found = elementsOf(file, part.values ?? file.values(part.spread), open);
  if (part.flat) found = found.flatMap((element) => flattened(file, element, open));
  open.delete(key);
  return part.keeps === undefined
    ? found
    : found.map(({ node, values }) => ({ node, values: part.keeps(values) }));
}

function flattened(file, { node, values }, open) {
  const others = values.filter(({ kind }) => kind !== 'list');
  return [
    ...elementsOf(file, values, open),
    ...(others.length > 0 ? [{ node, values: others }] : []),
  ];
}

const sameElements = [
  'copyWithin',
  'fill',
  'reverse',
  'slice',
  'sort',
  'splice',
  'toReversed',
  'toSorted',
  'values',
  'with',
];
const oneElement = ['at', 'find', 'findLast', 'pop', 'shift'];

// `lists`: the values of the receiver, lists alone.
export function valuesOfListCall(file, call, name, lists) {
  const [callback] = call.arguments;
  if (sameElements.includes(name)) return lists;
  if (oneElement.includes(name)) return elementsOf(file, lists).flatMap(({ values }) => values);
  switch (name) {
    case 'concat':
      return [list([{ values: lists }, ...call.arguments.map((node) => ({ node, flat: true }))])];
    case 'flat':
      return [list([{ values: lists, flat: true }])];
    case 'map':
      return mappedBy(file, callback);
    case 'flatMap':
      return mappedBy(file, callback, true);
    case 'filter':
      return [list([{ values: lists, keeps: kept(file, callback) }])];
    default:
      return [];
  }
}

// The list of what a function returns; `flat`: of the elements of what it returns.
export function mappedBy(file, callback, flat = false) {
  const functions = callback === undefined ? [] : ofKind(file.values(callback), 'callable');
  const nodes = functions.flatMap((each) => file.resultNodes(each.node));
  return [list(nodes.map((node) => ({ node, flat })))];
}

// What a filter lets through: nothing where its test is not understood.
function kept(file, test) {
  const tests = test === undefined ? [] : file.values(test);
  if (isGlobal(tests, 'Boolean')) return (values) => values;
  const [{ node } = {}] = ofKind(tests, 'callable');
  const parameter = node?.parameters?.[0];
  const result = node === undefined ? undefined : file.onlyResult(node);
  if (parameter === undefined || result === undefined) return () => [];
  const itself = narrowing(file, { root: parameter, path: [] }, result, true);
  const buffer = narrowing(file, { root: parameter, path: ['buffer'] }, result, true);
  return (values) =>
    values.filter((value) => {
      if (value.kind === 'view')
        return buffer !== null && buffer(memberOf(file, [value], 'buffer')).length > 0;
      return itself !== null && itself([value]).includes(value);
    });
}
