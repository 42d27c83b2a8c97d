// The values that one assignment gives to its target: a declaration, or an expression to
// the left of `=`; through patterns, defaults and loops; and those of a parameter.
import { orDeclared } from './expressions.mjs';
import { elementsOf } from './lists.mjs';
import { memberOf } from './members.mjs';
import { isAccess, nameOf, referenceOf, unwrapped } from './names.mjs';
import { annotationOf, valuesOfType } from './types.mjs';

export function valuesAssigned(file, target) {
  const { ts } = file;
  if (ts.isVariableDeclaration(target)) return ofVariable(file, target);
  if (ts.isBindingElement(target)) return ofBinding(file, target);
  if (ts.isParameter(target)) return ofParameter(file, target);
  const declaration = referenceOf(file.source, target)?.root;
  const isWhole = ts.isIdentifier(target) && declaration !== undefined;
  const values = ofTarget(file, target);
  return isWhole ? orDeclared(file, values, annotationOf(ts, declaration)) : values;
}

function ofVariable(file, declaration) {
  const { ts } = file;
  const statement = declaration.parent.parent;
  let values = [];
  if (declaration.initializer !== undefined) values = file.values(declaration.initializer);
  else if (ts.isForOfStatement(statement))
    values = anyElement(file, file.values(statement.expression));
  return orDeclared(file, values, annotationOf(ts, declaration));
}

function ofBinding(file, element) {
  const whole = valuesAssigned(file, element.parent.parent);
  const values = partOfPattern(file, element, whole);
  return element.initializer === undefined
    ? values
    : [...values, ...file.values(element.initializer)];
}

function partOfPattern(file, element, whole) {
  const { ts } = file;
  if (element.dotDotDotToken !== undefined) return whole;
  if (ts.isArrayBindingPattern(element.parent))
    return memberOf(file, whole, String(element.parent.elements.indexOf(element)));
  return memberOf(file, whole, nameOf(file.source, element.propertyName ?? element.name));
}

// What is declared, what stands for a missing argument, and what the calls in the file give.
function ofParameter(file, parameter) {
  const { ts } = file;
  const type = annotationOf(ts, parameter);
  const values = type === undefined ? [] : valuesOfType(file, type);
  if (parameter.initializer !== undefined) values.push(...file.values(parameter.initializer));
  return [...values, ...argumentsFor(file, parameter)];
}

function argumentsFor(file, parameter) {
  const { ts } = file;
  const owner = parameter.parent;
  const index = owner.parameters.indexOf(parameter);
  const calls = callsOf(file, owner).flatMap(({ arguments: given = [] }) => {
    if (given.slice(0, index + 1).some((part) => ts.isSpreadElement(part))) return [];
    if (parameter.dotDotDotToken !== undefined) return file.list(given.slice(index));
    return given[index] === undefined ? [] : file.values(given[index]);
  });
  return index === 0 ? [...calls, ...asCallback(file, owner)] : calls;
}

function callsOf(file, owner) {
  const { ts, source } = file;
  const { parent } = owner;
  if (ts.isClassLike(parent)) return callsOfMember(file, owner, parent);
  if (
    ts.isCallExpression(parent.parent ?? parent) &&
    unwrapped(ts, parent.parent.expression) === owner
  )
    return [parent.parent]; // (function () { … })()
  const name = owner.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  const called =
    name === undefined || !ts.isIdentifier(name) ? undefined : referenceOf(source, name);
  if (called === undefined) return [];
  return file.uses
    .of('calls', called.root)
    .filter(({ path }) => path.length === 0)
    .map(({ call }) => call);
}

// `this.method(…)`, and `new Class(…)` of a constructor.
function callsOfMember(file, owner, parent) {
  const { ts, source } = file;
  const isConstructor = ts.isConstructorDeclaration(owner);
  const name = isConstructor ? undefined : nameOf(source, owner.name);
  const root =
    isConstructor && parent.name !== undefined ? referenceOf(source, parent.name)?.root : parent;
  return file.uses
    .of('calls', root)
    .filter(({ path, call }) =>
      isConstructor
        ? path.length === 0 && ts.isNewExpression(call)
        : path.length === 1 && path[0] === name,
    )
    .map(({ call }) => call);
}

// `list.forEach((element) => …)` and its kin, and Array.from(list, (element) => …).
const overElements = ['every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'some'];

function asCallback(file, owner) {
  const { ts, source } = file;
  const call = owner.parent;
  if (!ts.isCallExpression(call)) return [];
  const callee = unwrapped(ts, call.expression);
  const name = isAccess(ts, callee) ? nameOf(source, callee) : undefined;
  const [first, second] = call.arguments;
  if (name === 'from' && second === owner) return anyElement(file, file.values(first));
  if (first !== owner || !overElements.includes(name)) return [];
  return anyElement(file, file.values(callee.expression));
}

function anyElement(file, values) {
  return elementsOf(file, values).flatMap((element) => element.values);
}

function ofTarget(file, target) {
  const { ts } = file;
  const { parent } = target;
  if (ts.isParenthesizedExpression(parent)) return ofTarget(file, parent);
  if (ts.isBinaryExpression(parent) && parent.left === target) {
    const given = file.values(parent.right);
    return isPart(ts, parent) ? [...ofTarget(file, parent), ...given] : given;
  }
  if (ts.isForOfStatement(parent)) return anyElement(file, file.values(parent.expression));
  if (ts.isArrayLiteralExpression(parent))
    return memberOf(file, ofTarget(file, parent), String(parent.elements.indexOf(target)));
  if (ts.isPropertyAssignment(parent))
    return memberOf(file, ofTarget(file, parent.parent), nameOf(file.source, parent.name));
  if (ts.isShorthandPropertyAssignment(parent)) {
    const values = memberOf(file, ofTarget(file, parent.parent), parent.name.text);
    const { objectAssignmentInitializer: otherwise } = parent;
    return otherwise === undefined ? values : [...values, ...file.values(otherwise)];
  }
  return [];
}

// `a = b` inside a pattern is a target with its default, in `[a = b] = c`.
function isPart(ts, assignment) {
  const { parent } = assignment;
  const holder = ts.isPropertyAssignment(parent) ? parent.parent : parent;
  if (!ts.isArrayLiteralExpression(holder) && !ts.isObjectLiteralExpression(holder)) return false;
  let at = holder;
  while (
    ts.isArrayLiteralExpression(at.parent) ||
    ts.isObjectLiteralExpression(at.parent) ||
    ts.isPropertyAssignment(at.parent)
  )
    at = at.parent;
  return (
    (ts.isBinaryExpression(at.parent) && at.parent.left === at) ||
    (ts.isForOfStatement(at.parent) && at.parent.initializer === at)
  );
}
