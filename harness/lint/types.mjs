// The values that a type promises: TypeScript's annotations, and JSDoc's in JavaScript.
//
// A type that names SharedArrayBuffer, alone or in a union, counts; ArrayBufferLike, which
// every `buffer` has by default, does not.
import { viewClasses } from './construction.mjs';
import { instanceOf } from './members.mjs';
import { declarationOf, nameOf } from './names.mjs';
import { list, ofKind, record, shared, view } from './value.mjs';

export function annotationOf(ts, declaration) {
  return declaration.type ?? ts.getJSDocType(declaration);
}

export function valuesOfType(file, type) {
  const kinds = file.ts.SyntaxKind;
  switch (type?.kind) {
    case kinds.UnionType:
    case kinds.IntersectionType:
      return type.types.flatMap((part) => valuesOfType(file, part));
    case kinds.ParenthesizedType:
    case kinds.TypeOperator:
    case kinds.OptionalType:
    case kinds.JSDocTypeExpression:
    case kinds.JSDocNullableType:
    case kinds.JSDocNonNullableType:
    case kinds.JSDocOptionalType:
      return valuesOfType(file, type.type);
    case kinds.ArrayType:
      return typedList(file, [type.elementType]);
    case kinds.JSDocVariadicType:
    case kinds.RestType:
      return typedList(file, [type.type]);
    case kinds.TupleType:
      return typedList(
        file,
        type.elements.map((element) => element.type ?? element),
      );
    case kinds.TypeLiteral:
      return [recordOf(file, [type])];
    case kinds.TypeReference:
      return ofName(file, type);
    default:
      return [];
  }
}

function typedList(file, types) {
  return [list(types.map((type) => ({ typed: valuesOfType(file, type) })))];
}

const lists = ['Array', 'Iterable', 'ReadonlyArray', 'ReadonlySet', 'Set'];
const wrappers = [
  'Awaited',
  'NonNullable',
  'Partial',
  'Promise',
  'PromiseLike',
  'Readonly',
  'Required',
];

function ofName(file, type) {
  const { ts } = file;
  if (!ts.isIdentifier(type.typeName)) return [];
  const declaration = declarationOf(file.source, type.typeName);
  if (declaration !== undefined) return ofDeclaration(file, declaration);
  const name = type.typeName.text;
  if (name === 'SharedArrayBuffer') return [shared(type, 'its type')];
  const [argument] = type.typeArguments ?? [];
  if (argument === undefined) return [];
  if (viewClasses.includes(name))
    return ofKind(valuesOfType(file, argument), 'shared').map(({ made, how }) => view(made, how));
  if (lists.includes(name)) return typedList(file, [argument]);
  return wrappers.includes(name) ? valuesOfType(file, argument) : [];
}

// A type that is made of itself adds nothing to itself.
function ofDeclaration(file, declaration) {
  if (file.openTypes.has(declaration)) return [];
  file.openTypes.add(declaration);
  const values = ofOpenDeclaration(file, declaration);
  file.openTypes.delete(declaration);
  return values;
}

function ofOpenDeclaration(file, declaration) {
  const { ts } = file;
  if (ts.isTypeAliasDeclaration(declaration)) return valuesOfType(file, declaration.type);
  if (ts.isJSDocTypedefTag(declaration)) return valuesOfType(file, declaration.typeExpression);
  if (ts.isTypeParameterDeclaration(declaration)) return valuesOfType(file, declaration.constraint);
  if (ts.isInterfaceDeclaration(declaration)) return [recordOf(file, [declaration])];
  return ts.isClassLike(declaration) ? [instanceOf(file, declaration)] : [];
}

function recordOf(file, declarations) {
  const { ts, source } = file;
  return record((name) =>
    declarations
      .flatMap(({ members }) => [...members])
      .filter((member) => ts.isPropertySignature(member) && nameOf(source, member.name) === name)
      .flatMap((member) => valuesOfType(file, member.type)),
  );
}
