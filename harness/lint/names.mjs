// Which declaration a name means, and which place in memory an expression names.
//
// A *reference* is {root, path}: a declaration, or for `this` the class or the object it
// is in, and the names of properties from there. A declaration stands for its variable:
// of several with one name it is the first.

export function unwrapped(ts, node) {
  for (;;) {
    const passes =
      ts.isParenthesizedExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isSatisfiesExpression?.(node);
    if (!passes) return node;
    node = node.expression;
  }
}

// The first declaration of an identifier's name; undefined where it is global.
export function declarationOf({ ts, checker }, identifier) {
  const { parent } = identifier;
  const symbol =
    ts.isShorthandPropertyAssignment(parent) && parent.name === identifier
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(identifier);
  return symbol?.declarations?.[0];
}

// The name of a property in an access, a literal, a pattern or a class; undefined where
// it is computed.
export function nameOf({ ts }, node) {
  if (node === undefined) return undefined;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node)) return nameOf({ ts }, node.argumentExpression);
  if (ts.isComputedPropertyName(node)) return nameOf({ ts }, node.expression);
  if (ts.isIdentifier(node) && ts.isElementAccessExpression(node.parent)) return undefined;
  if (ts.isIdentifier(node) && ts.isComputedPropertyName(node.parent)) return undefined;
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  return undefined;
}

export function isAccess(ts, node) {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

// Whose `this` it is: a class, an object literal with methods, or a function.
export function ownerOfThis({ ts }, node) {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isClassLike(at)) return at;
    if (ts.isFunctionLike(at) && !ts.isArrowFunction(at)) {
      const { parent } = at;
      if (ts.isClassLike(parent) || ts.isObjectLiteralExpression(parent)) return parent;
      if (ts.isPropertyAssignment(parent)) return parent.parent;
      return at;
    }
  }
  return undefined;
}

export function referenceOf(source, node) {
  const { ts } = source;
  node = unwrapped(ts, node);
  if (ts.isIdentifier(node)) {
    const root = declarationOf(source, node);
    return root && { root, path: [] };
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const root = ownerOfThis(source, node);
    return root && { root, path: [] };
  }
  if (!isAccess(ts, node)) return undefined;
  const name = nameOf(source, node);
  const base = name === undefined ? undefined : referenceOf(source, node.expression);
  return base && { root: base.root, path: [...base.path, name] };
}

// The reference of what a declaration or an expression assigns to.
export function targetOf(source, node) {
  const { ts } = source;
  if (ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node))
    return ts.isIdentifier(node.name) ? referenceOf(source, node.name) : undefined;
  return referenceOf(source, node);
}

// What is left of `reference` after `prefix`; undefined where that is none of it.
export function pathAfter(prefix, reference) {
  const begins =
    prefix !== undefined &&
    prefix.root === reference.root &&
    prefix.path.length <= reference.path.length &&
    prefix.path.every((name, i) => name === reference.path[i]);
  return begins ? reference.path.slice(prefix.path.length) : undefined;
}

export function sameReference(a, b) {
  return pathAfter(a, b)?.length === 0;
}

// The function around a node; undefined at the top level.
export function functionAround(ts, node) {
  return ts.findAncestor(node.parent, (at) => ts.isFunctionLike(at));
}
