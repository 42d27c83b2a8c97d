// The values of a variable or a property at one place of the program: backwards along the
// binder's flow graph, from the place to the assignments that reach it.
//
// An assignment ends the way back; a condition on it narrows what lies behind; where
// ways meet, the values of all count. At the beginning of a function stand its parameters;
// a variable of an outer function may have any value that the file gives it.
import { valuesAssigned } from './assignment.mjs';
import { valuesOfDeclaration } from './expressions.mjs';
import { membersAlong } from './members.mjs';
import {
  functionAround,
  pathAfter,
  referenceOf,
  sameReference,
  targetOf,
  unwrapped,
} from './names.mjs';
import { narrowing } from './narrowing.mjs';

// Of the property at the end of `path`, where that is not empty.
export function valuesAtReference(file, node, path = []) {
  const { root, path: before } = referenceOf(file.source, node);
  const reference = { root, path: [...before, ...path] };
  const declared = valuesOfDeclaration(file, reference.root);
  if (declared !== undefined && !isThis(file, node))
    return membersAlong(file, declared, reference.path);
  const flow = unwrapped(file.ts, node).flowNode;
  const container = functionAround(file.ts, node);
  const values =
    flow === undefined
      ? everyValue(file, reference)
      : new Walk(file, reference).values(flow, container);
  return [...values, ...addedToSets(file, reference)];
}

function isThis({ ts }, node) {
  while (node.expression !== undefined) node = node.expression;
  return node.kind === ts.SyntaxKind.ThisKeyword;
}

class Walk {
  constructor(file, reference) {
    Object.assign(this, { file, reference });
    this.labels = new Map(); // where ways meet: the values from there
  }

  // `container`: the function that `flow` is in; undefined at the top level.
  values(flow, container) {
    const { FlowFlags: flags } = this.file.ts;
    const found = [];
    for (; flow !== undefined; flow = flow.antecedent) {
      this.file.spend();
      if (flow.flags & flags.Unreachable) break;
      if (flow.flags & flags.Label) return found.concat(this.#label(flow, container));
      if (flow.flags & flags.Start) return found.concat(this.#start(flow, container));
      if (flow.flags & flags.Assignment) {
        const assigned = this.#assigned(flow.node);
        if (assigned !== null) return found.concat(assigned);
      } else if (flow.flags & flags.Condition) {
        const holds = (flow.flags & flags.TrueCondition) !== 0;
        const narrow = narrowing(this.file, this.reference, flow.node, holds);
        if (narrow !== null) return found.concat(narrow(this.values(flow.antecedent, container)));
      } else if (flow.flags & flags.ArrayMutation) {
        found.push(...additionBy(this.file, this.reference, flow.node));
      }
    }
    return found;
  }

  #label(flow, container) {
    if (!this.labels.has(flow)) {
      this.labels.set(flow, []); // on the way round a loop nothing new is found
      const ways = flow.antecedents ?? [flow.antecedent ?? []].flat();
      this.labels.set(
        flow,
        ways.flatMap((way) => this.values(way, container)),
      );
    }
    return this.labels.get(flow);
  }

  // The values that an assignment gives to the reference; null where it is to another. What
  // `||=` may leave as it was comes along another way.
  #assigned(target) {
    const { file, reference } = this;
    const rest = pathAfter(targetOf(file.source, target), reference);
    return rest === undefined ? null : membersAlong(file, valuesAssigned(file, target), rest);
  }

  #start(flow, container) {
    const { file, reference } = this;
    const { root } = reference;
    const home = functionAround(file.ts, root);
    if (
      home === container &&
      !file.ts.isClassLike(root) &&
      !file.ts.isObjectLiteralExpression(root)
    ) {
      if (!isParameter(file.ts, root)) return unassigned(file, reference);
      return [
        ...membersAlong(file, valuesAssigned(file, root), reference.path),
        ...elsewhere(file, reference),
      ];
    }
    // A function expression sees what held where it was made, unless it changes later.
    const around = flow.node?.flowNode;
    if (around === undefined || changes(file, root)) return everyValue(file, reference);
    const outer = functionAround(file.ts, flow.node);
    return [...this.values(around, outer), ...elsewhere(file, reference)];
  }
}

// Before its first assignment a variable is what its type says, such as a `declare const`.
function unassigned(file, { root, path }) {
  const { ts } = file;
  if (!ts.isVariableDeclaration(root) || root.initializer !== undefined) return [];
  return membersAlong(file, valuesAssigned(file, root), path);
}

function isParameter(ts, declaration) {
  while (ts.isBindingElement(declaration)) declaration = declaration.parent.parent;
  return ts.isParameter(declaration);
}

function changes(file, root) {
  const { ts } = file;
  if (ts.isClassLike(root) || ts.isObjectLiteralExpression(root)) return true;
  return file.uses.of('assignments', root).some(({ path }) => path.length === 0);
}

// What any place of the file puts there.
function everyValue(file, reference) {
  const { ts } = file;
  const { root, path } = reference;
  if (ts.isClassLike(root) || ts.isObjectLiteralExpression(root)) {
    const [self] = file.valuesOfOwner(root);
    return [...membersAlong(file, [self], path), ...elsewhere(file, reference)];
  }
  const targets = file.uses.of('assignments', root).filter((use) => use.path.length === 0);
  const values = [root, ...targets.map(({ target }) => target)].flatMap((target) =>
    valuesAssigned(file, target),
  );
  return [...membersAlong(file, values, path), ...elsewhere(file, reference)];
}

// What other places put into the properties of a variable, and into its lists.
function elsewhere(file, reference) {
  const { root, path } = reference;
  const assigned = file.uses.of('assignments', root).flatMap((use) => {
    const rest = use.path.length > 0 ? pathAfter({ root, path: use.path }, reference) : undefined;
    return rest === undefined ? [] : membersAlong(file, valuesAssigned(file, use.target), rest);
  });
  const added = file.uses
    .of('additions', root)
    .filter((use) => sameReference({ root, path: use.path }, { root, path }))
    .flatMap(({ node }) => listOfAddition(file, node));
  return [...assigned, ...added];
}

// The binder's graph knows what lists are added to, and not sets.
function addedToSets(file, { root, path }) {
  return file.uses
    .of('additions', root)
    .filter((use) => use.isSet && sameReference({ root, path: use.path }, { root, path }))
    .flatMap(({ node }) => listOfAddition(file, node));
}

function additionBy(file, reference, node) {
  const { ts } = file;
  const changed = ts.isCallExpression(node) ? node.expression.expression : node.left.expression;
  const to = referenceOf(file.source, changed);
  return to !== undefined && sameReference(to, reference) ? listOfAddition(file, node) : [];
}

// `list.push(a, ...b)`, `set.add(a)` or `list[i] = a`.
function listOfAddition(file, node) {
  const { ts } = file;
  if (ts.isCallExpression(node)) return file.list(node.arguments);
  return node.right === undefined ? [] : file.list([node.right]);
}
