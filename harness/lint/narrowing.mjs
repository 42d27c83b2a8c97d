// What a condition says of a reference where it holds, or where it does not.
//
// Understood: `instanceof`, `constructor ===`, Node's isSharedArrayBuffer, a constant that
// keeps such a condition, a function that returns one, `!`, `&&` and `||`; and that there
// is no shared buffer where there is no SharedArrayBuffer.
import { nameOf, referenceOf, sameReference, unwrapped } from './names.mjs';
import { isGlobal, ofKind, shared } from './value.mjs';

const none = (values) => values.filter(({ kind }) => kind !== 'shared');
const deepest = 8; // conditions within conditions

// A function from values to values; null: nothing is said.
export function narrowing(file, reference, condition, holds, depth = 0) {
  const { ts } = file;
  const kinds = ts.SyntaxKind;
  const node = unwrapped(ts, condition);
  if (depth > deepest) return null;
  const inner = (part, truth) => narrowing(file, reference, part, truth, depth + 1);
  if (ts.isPrefixUnaryExpression(node) && node.operator === kinds.ExclamationToken)
    return inner(node.operand, !holds);
  if (ts.isBinaryExpression(node)) {
    switch (node.operatorToken.kind) {
      case kinds.AmpersandAmpersandToken:
        return both(inner, node, holds, true);
      case kinds.BarBarToken:
        return both(inner, node, holds, false);
      case kinds.InstanceOfKeyword:
        return byClass(file, reference, node.left, node.right, holds, node);
      case kinds.EqualsEqualsEqualsToken:
      case kinds.EqualsEqualsToken:
        return byEquality(file, reference, node, holds);
      case kinds.ExclamationEqualsEqualsToken:
      case kinds.ExclamationEqualsToken:
        return byEquality(file, reference, node, !holds);
      default:
        return null;
    }
  }
  if (ts.isCallExpression(node)) return byCall(file, reference, node, holds, depth);
  if (!holds && isGlobal(file.values(node), 'SharedArrayBuffer')) return none;
  if (ts.isIdentifier(node)) return byConstant(file, node, inner, holds);
  return null;
}

// `a && b` holds where both do, and fails where one does; `||` the other way round.
function both(inner, node, holds, isAnd) {
  const left = inner(node.left, isAnd);
  if (holds === isAnd) return compose(left, inner(node.right, isAnd));
  const first = inner(node.left, !isAnd);
  const second = compose(left, inner(node.right, !isAnd));
  if (first === null || second === null) return null;
  return (values) => [...first(values), ...second(values)];
}

function compose(first, second) {
  if (first === null || second === null) return first ?? second;
  return (values) => second(first(values));
}

function onlyShared(node, how) {
  return (values) => {
    const known = ofKind(values, 'shared');
    return known.length > 0 ? known : [shared(node, how)];
  };
}

function byClass(file, reference, tested, type, holds, node) {
  if (!isIt(file, reference, tested)) return null;
  const types = file.values(type);
  if (isGlobal(types, 'SharedArrayBuffer'))
    return holds ? onlyShared(node, 'instanceof SharedArrayBuffer') : none;
  return holds && isGlobal(types, 'ArrayBuffer') ? none : null;
}

function isIt(file, reference, node) {
  const tested = referenceOf(file.source, node);
  return tested !== undefined && sameReference(tested, reference);
}

function byEquality(file, reference, node, holds) {
  const { ts } = file;
  for (const [a, b] of [
    [node.left, node.right],
    [node.right, node.left],
  ]) {
    const left = unwrapped(ts, a);
    if (ts.isTypeOfExpression(left) && ts.isStringLiteralLike(b)) {
      const absent = holds === (b.text === 'undefined');
      if (absent && isGlobal(file.values(left.expression), 'SharedArrayBuffer')) return none;
    }
    if (ts.isPropertyAccessExpression(left) && left.name.text === 'constructor') {
      const found = byClass(file, reference, left.expression, b, holds, node);
      if (found !== null) return found;
    }
  }
  return null;
}

function byCall(file, reference, call, holds, depth) {
  const { ts } = file;
  const [tested] = call.arguments;
  if (tested === undefined || !isIt(file, reference, tested)) return null;
  const callee = unwrapped(ts, call.expression);
  for (const { kind, node } of file.values(callee)) {
    const parameter = node?.parameters?.[0];
    const result = kind === 'callable' ? file.onlyResult(node) : undefined;
    if (parameter === undefined || result === undefined) continue;
    return narrowing(file, { root: parameter, path: [] }, result, holds, depth + 1);
  }
  const name = nameOf(file.source, callee);
  if (name === 'isSharedArrayBuffer') return holds ? onlyShared(call, 'isSharedArrayBuffer') : none;
  return name === 'isArrayBuffer' && holds ? none : null;
}

// `const isShared = buffer instanceof SharedArrayBuffer;`
function byConstant(file, node, inner, holds) {
  const { ts, source } = file;
  const declaration = referenceOf(source, node)?.root;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
    declaration.initializer !== undefined;
  return isConstant ? inner(declaration.initializer, holds) : null;
}
