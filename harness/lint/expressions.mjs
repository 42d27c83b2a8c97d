// The values of an expression, by its form.
import { valuesOfCall } from './calls.mjs';
import { valuesOfNew } from './construction.mjs';
import { valuesAtReference } from './flow.mjs';
import { instanceOf, memberOf, objectLiteral } from './members.mjs';
import { declarationOf, isAccess, nameOf, ownerOfThis, referenceOf } from './names.mjs';
import { valuesOfType } from './types.mjs';
import { callable, global, imported, list, member, other, yes } from './value.mjs';

// Analysis.values asks, and keeps what it is told.
export function valuesOfExpression(file, node) {
  const { ts } = file;
  const kinds = ts.SyntaxKind;
  switch (node.kind) {
    case kinds.Identifier:
      return valuesOfName(file, node);
    case kinds.PropertyAccessExpression:
    case kinds.ElementAccessExpression:
      return valuesOfAccess(file, node);
    case kinds.ThisKeyword:
      return valuesOfThis(file, node);
    case kinds.ParenthesizedExpression:
      return orDeclared(file, file.values(node.expression), ts.getJSDocType(node));
    case kinds.AsExpression:
    case kinds.TypeAssertionExpression:
      return orDeclared(file, file.values(node.expression), node.type);
    case kinds.NonNullExpression:
    case kinds.SatisfiesExpression:
    case kinds.AwaitExpression:
      return file.values(node.expression);
    case kinds.ConditionalExpression:
      return [...file.values(node.whenTrue), ...file.values(node.whenFalse)];
    case kinds.BinaryExpression:
      return valuesOfBinary(file, node);
    case kinds.ArrayLiteralExpression:
      return [list(node.elements.map((part) => partOfList(ts, part)))];
    case kinds.ObjectLiteralExpression:
      return [objectLiteral(file, node)];
    case kinds.CallExpression:
      return valuesOfCall(file, node);
    case kinds.NewExpression:
      return valuesOfNew(file, node);
    case kinds.ArrowFunction:
    case kinds.FunctionExpression:
    case kinds.ClassExpression:
      return [callable(node)];
    case kinds.TrueKeyword:
      return [yes];
    case kinds.BigIntLiteral:
    case kinds.FalseKeyword:
    case kinds.NoSubstitutionTemplateLiteral:
    case kinds.NullKeyword:
    case kinds.NumericLiteral:
    case kinds.StringLiteral:
    case kinds.TemplateExpression:
      return [other];
    default:
      return [];
  }
}

export function partOfList(ts, part) {
  return ts.isSpreadElement(part) ? { spread: part.expression } : { node: part };
}

const unknown = ['global', 'imported', 'member'];

// A type says what a value is where nothing else does.
export function orDeclared(file, values, type) {
  const isKnown = values.some(({ kind }) => !unknown.includes(kind));
  return isKnown || type === undefined ? values : [...values, ...valuesOfType(file, type)];
}

function valuesOfName(file, node) {
  const declaration = declarationOf(file.source, node);
  if (declaration !== undefined) return valuesAtReference(file, node);
  return [node.text === 'undefined' ? other : global(node.text)];
}

function valuesOfAccess(file, node) {
  const found = referenceOf(file.source, node)
    ? valuesAtReference(file, node)
    : memberOf(file, file.values(node.expression), nameOf(file.source, node));
  const name = nameOf(file.source, node);
  return found.length > 0 || name === undefined ? found : [member(name)];
}

function valuesOfThis(file, node) {
  const { ts, source } = file;
  const owner = ownerOfThis(source, node);
  if (owner === undefined) return [global('globalThis')];
  if (ts.isClassLike(owner)) return [instanceOf(file, owner)];
  return ts.isObjectLiteralExpression(owner) ? [objectLiteral(file, owner)] : [];
}

function valuesOfBinary(file, node) {
  const kinds = file.ts.SyntaxKind;
  switch (node.operatorToken.kind) {
    case kinds.EqualsToken:
    case kinds.CommaToken:
    case kinds.AmpersandAmpersandToken: // what is false is no buffer
    case kinds.AmpersandAmpersandEqualsToken:
      return file.values(node.right);
    case kinds.BarBarToken:
    case kinds.QuestionQuestionToken:
    case kinds.BarBarEqualsToken:
    case kinds.QuestionQuestionEqualsToken:
      return [...file.values(node.left), ...file.values(node.right)];
    default:
      return [];
  }
}

// What a declaration that is no variable stands for; undefined where it is one.
export function valuesOfDeclaration(file, declaration) {
  const { ts } = file;
  if (ts.isFunctionLike(declaration) || ts.isClassLike(declaration)) return [callable(declaration)];
  if (ts.isImportSpecifier(declaration))
    return [imported((declaration.propertyName ?? declaration.name).text)];
  if (ts.isNamespaceImport(declaration) || ts.isImportEqualsDeclaration(declaration))
    return [imported('*')];
  if (ts.isImportClause(declaration)) return [imported('default')];
  return undefined;
}
