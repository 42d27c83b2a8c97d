// One file under the lint: its source, and the values of its expressions, each found once.
//
// An expression that depends on itself, as in a loop, adds nothing to itself; what was
// found under that assumption is kept only where it is complete. The effort is bounded:
// beyond it the file is not decided, and says so (Undecided).
import { valuesAssigned } from './assignment.mjs';
import { orDeclared, partOfList, valuesOfExpression } from './expressions.mjs';
import { instanceOf, objectLiteral } from './members.mjs';
import { Uses } from './uses.mjs';
import { list } from './value.mjs';

const effort = 2_000_000; // steps; a hundred times what a large file takes

export class Undecided extends Error {}

export class Analysis {
  #known = new Map(); // expression -> values
  #open = new Map(); // expression being looked at -> its depth
  #lowest = Infinity; // the depth of the outermost that was met again
  #spent = 0;
  openTypes = new Set(); // declarations of types being looked at
  #uses;

  constructor(source) {
    this.source = source;
    this.ts = source.ts;
  }

  get uses() {
    this.#uses ??= new Uses(this.source);
    return this.#uses;
  }

  spend() {
    if (++this.#spent > effort) throw new Undecided('more steps than the lint takes');
  }

  values(node) {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#open.has(node)) {
      this.#lowest = Math.min(this.#lowest, this.#open.get(node));
      return [];
    }
    this.spend();
    const depth = this.#open.size;
    const outer = this.#lowest;
    this.#lowest = Infinity;
    this.#open.set(node, depth);
    const values = distinct(valuesOfExpression(this, node));
    this.#open.delete(node);
    if (this.#lowest >= depth) this.#known.set(node, values);
    this.#lowest = Math.min(outer, this.#lowest >= depth ? Infinity : this.#lowest);
    return values;
  }

  assigned(target) {
    return valuesAssigned(this, target);
  }
  valuesOfOwner(owner) {
    return this.ts.isClassLike(owner) ? [instanceOf(this, owner)] : [objectLiteral(this, owner)];
  }
  list(nodes) {
    return [list(nodes.map((node) => partOfList(this.ts, node)))];
  }

  // What a class extends, and what that extends.
  basesOf(node, seen = new Set([node])) {
    const { ExtendsKeyword } = this.ts.SyntaxKind;
    const clause = node.heritageClauses?.find(({ token }) => token === ExtendsKeyword);
    const bases = clause === undefined ? [] : this.values(clause.types[0].expression);
    const isNewClass = (base) => base.kind === 'callable' && !seen.has(base.node);
    return bases.flatMap((base) =>
      isNewClass(base) ? [base, ...this.basesOf(base.node, seen.add(base.node))] : [base],
    );
  }

  // The expressions that a function returns.
  resultNodes(node) {
    const { ts } = this;
    if (node.body === undefined) return [];
    if (!ts.isBlock(node.body)) return [node.body];
    const found = [];
    const visit = (at) => {
      if (ts.isReturnStatement(at) && at.expression !== undefined) found.push(at.expression);
      if (!ts.isFunctionLike(at) && !ts.isClassLike(at)) ts.forEachChild(at, visit);
    };
    visit(node.body);
    return found;
  }

  results(node) {
    const values = this.resultNodes(node).flatMap((result) => this.values(result));
    return orDeclared(this, values, node.type ?? this.ts.getJSDocReturnType(node));
  }

  // The one thing that a function does is to return this; else undefined.
  onlyResult(node) {
    const { ts } = this;
    if (node.body === undefined || !ts.isBlock(node.body)) return node.body;
    const [statement, ...others] = node.body.statements;
    return others.length === 0 && statement !== undefined && ts.isReturnStatement(statement)
      ? statement.expression
      : undefined;
  }
}

function distinct(values) {
  const seen = new Map(); // what -> kinds
  return values.filter((value) => {
    const what = value.made ?? value.node ?? value.name ?? value;
    const kinds = seen.get(what) ?? new Set();
    const isNew = !kinds.has(value.kind);
    seen.set(what, kinds.add(value.kind));
    return isNew;
  });
}
