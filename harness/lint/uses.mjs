// Where in the file each variable is assigned, each list added to, each function called:
// what holds of a variable that another function may have changed meanwhile.
import { isAccess, nameOf, referenceOf, unwrapped } from './names.mjs';

export class Uses {
  constructor(source) {
    this.assignments = new Map(); // root -> [{path, target}]
    this.additions = new Map(); // root -> [{path, node}]
    this.calls = new Map(); // root -> [{path, call}], `new` as well
    for (const node of source.nodes()) this.#take(source, node);
  }

  of(kind, root) {
    return this[kind].get(root) ?? [];
  }

  #take(source, node) {
    const { ts } = source;
    if (ts.isBinaryExpression(node) && isAssignment(ts, node)) this.#assign(source, node.left);
    else if (
      (ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
      !ts.isVariableDeclarationList(node.initializer)
    )
      this.#assign(source, node.initializer);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node))
      this.#add('calls', source, node.expression, { call: node });
    const list = ts.isCallExpression(node) ? addedTo(source, node) : undefined;
    if (list !== undefined) {
      const isSet = nameOf(source, unwrapped(ts, node.expression)) === 'add';
      this.#add('additions', source, list, { node, isSet });
    }
  }

  #assign(source, target) {
    const { ts } = source;
    target = unwrapped(ts, target);
    if (ts.isIdentifier(target)) return this.#add('assignments', source, target, { target });
    if (isAccess(ts, target)) {
      this.#add('assignments', source, target, { target });
      if (nameOf(source, target) === undefined || isIndex(source, target))
        this.#add('additions', source, target.expression, { node: target.parent });
    }
    for (const part of partsOfPattern(ts, target)) this.#assign(source, part);
  }

  #add(kind, source, node, use) {
    const reference = referenceOf(source, node);
    if (reference === undefined) return;
    const known = this[kind].get(reference.root) ?? [];
    known.push({ path: reference.path, ...use });
    this[kind].set(reference.root, known);
  }
}

function isAssignment(ts, node) {
  const kinds = ts.SyntaxKind;
  return [
    kinds.EqualsToken,
    kinds.BarBarEqualsToken,
    kinds.AmpersandAmpersandEqualsToken,
    kinds.QuestionQuestionEqualsToken,
  ].includes(node.operatorToken.kind);
}

function isIndex(source, access) {
  return (
    source.ts.isElementAccessExpression(access) && !Number.isNaN(Number(nameOf(source, access)))
  );
}

function partsOfPattern(ts, target) {
  if (ts.isArrayLiteralExpression(target))
    return target.elements.map((part) => withoutDefault(ts, part));
  if (!ts.isObjectLiteralExpression(target)) return [];
  return target.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
    if (ts.isPropertyAssignment(property)) return [withoutDefault(ts, property.initializer)];
    return ts.isSpreadAssignment(property) ? [property.expression] : [];
  });
}

function withoutDefault(ts, part) {
  if (ts.isSpreadElement(part)) return part.expression;
  return ts.isBinaryExpression(part) ? part.left : part;
}

// The list or the set that a call adds to.
function addedTo(source, call) {
  const callee = unwrapped(source.ts, call.expression);
  if (!isAccess(source.ts, callee)) return undefined;
  return ['add', 'push', 'unshift'].includes(nameOf(source, callee))
    ? callee.expression
    : undefined;
}
