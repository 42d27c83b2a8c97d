// The values of a property: of views and memories, of object literals, of classes and
// their instances, of lists by index.
import { orDeclared } from './expressions.mjs';
import { elementsOf } from './lists.mjs';
import { nameOf } from './names.mjs';
import { annotationOf } from './types.mjs';
import { callable, global, imported, list, ofKind, record, shared } from './value.mjs';

export function membersAlong(file, values, path) {
  return path.reduce((found, name) => memberOf(file, found, name), values);
}

// `name` undefined: any of them.
export function memberOf(file, values, name) {
  return values.flatMap((value) => memberOfOne(file, value, name));
}

const hosts = ['frames', 'global', 'globalThis', 'self', 'window'];

function memberOfOne(file, value, name) {
  switch (value.kind) {
    case 'view':
      return name === 'buffer' ? [shared(value.made, value.how)] : [];
    case 'memory':
      return name === 'buffer' ? [shared(value.made, `the buffer of ${value.how}`)] : [];
    case 'list':
      return elementAt(file, value, name);
    case 'record':
      return name === undefined ? value.all() : value.member(name);
    case 'callable':
      return file.ts.isClassLike(value.node) ? membersOfClass(file, value.node, name, true) : [];
    case 'global':
      if (hosts.includes(value.name)) return [global(name)];
      return value.name === 'WebAssembly' ? [global(`WebAssembly.${name}`)] : [];
    case 'imported':
      return [imported(name)];
    case 'other':
      return [value];
    default:
      return [];
  }
}

function elementAt(file, value, name) {
  const index = name === undefined ? NaN : Number(name);
  if (name !== undefined && !Number.isInteger(index)) return [];
  const isExact = value.parts.every((part) => part.node !== undefined || part.typed !== undefined);
  const parts = isExact && name !== undefined ? value.parts.slice(index, index + 1) : value.parts;
  return elementsOf(file, [list(parts)]).flatMap((element) => element.values);
}

export function objectLiteral(file, node) {
  const { ts, source } = file;
  const named = node.properties.filter((property) => !ts.isSpreadAssignment(property));
  const member = (name) => {
    const found = [];
    for (const property of [...node.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        found.push(...memberOf(file, file.values(property.expression), name));
      } else if (nameOf(source, property.name) === name) {
        found.push(...valuesOfProperty(file, property));
        break; // whatever stands before it is hidden
      }
    }
    return found;
  };
  return record(member, () => named.flatMap((property) => valuesOfProperty(file, property)));
}

function valuesOfProperty(file, property) {
  const { ts } = file;
  if (ts.isPropertyAssignment(property)) return file.values(property.initializer);
  if (ts.isShorthandPropertyAssignment(property)) return file.values(property.name);
  if (ts.isGetAccessorDeclaration(property)) return file.results(property);
  return ts.isMethodDeclaration(property) ? [callable(property)] : [];
}

export function instanceOf(file, node) {
  return record((name) => membersOfClass(file, node, name, false));
}

// Its own and those of the classes that it extends.
function membersOfClass(file, node, name, isStatic) {
  const bases = ofKind(file.basesOf(node), 'callable').map((base) => base.node);
  return [node, ...bases.filter((base) => file.ts.isClassLike(base))].flatMap((each) =>
    ownMembers(file, each, name, isStatic),
  );
}

function ownMembers(file, node, name, isStatic) {
  const { ts, source, uses } = file;
  const found = node.members
    .filter(
      (member) => member.name && nameOf(source, member.name) === name && has(ts, member, isStatic),
    )
    .flatMap((member) => valuesOfMember(file, member));
  for (const { path, target } of uses.of('assignments', node))
    if (path.length === 1 && path[0] === name) found.push(...file.assigned(target));
  for (const { path, node: addition } of uses.of('additions', node))
    if (path.length === 1 && path[0] === name && ts.isCallExpression(addition))
      found.push(...file.list(addition.arguments));
  if (!isStatic) found.push(...parameterProperties(file, node, name));
  return found;
}

function has(ts, member, isStatic) {
  return ((ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0) === isStatic;
}

function valuesOfMember(file, member) {
  const { ts } = file;
  if (ts.isPropertyDeclaration(member)) {
    const values = member.initializer === undefined ? [] : file.values(member.initializer);
    return orDeclared(file, values, annotationOf(ts, member));
  }
  if (ts.isGetAccessorDeclaration(member)) return file.results(member);
  return ts.isMethodDeclaration(member) ? [callable(member)] : [];
}

// `constructor(private readonly buffer: SharedArrayBuffer)`
function parameterProperties(file, node, name) {
  const { ts } = file;
  const constructors = node.members.filter((member) => ts.isConstructorDeclaration(member));
  return constructors
    .flatMap(({ parameters }) => parameters)
    .filter((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent))
    .filter((parameter) => parameter.name.text === name)
    .flatMap((parameter) => file.assigned(parameter));
}
