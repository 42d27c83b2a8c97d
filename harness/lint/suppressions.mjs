// Comments that say that a transfer list is wrong on purpose, as in a test of the error:
//
//   port.postMessage(sab, [sab]); // lint-transfer-list-ignore: shows the error
//
// on the line of the finding or on the line before it. The reason is obligatory.
const marker = 'lint-transfer-list-ignore';

// [{start, end, reason}], in the order of the text; `reason` may be empty.
export function suppressionsOf(source) {
  const { text } = source.tree;
  const found = [];
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1))
    if (isComment(source, at)) found.push(suppressionAt(source, at));
  return found;
}

function suppressionAt(source, at) {
  const { text } = source.tree;
  const after = text.slice(at + marker.length).split('\n', 1)[0];
  const [said] = after.split('*/', 1);
  const reason = said.startsWith(':') ? said.slice(1).trim() : '';
  return { start: source.place(at), end: source.place(at + marker.length), reason };
}

// Not the text of a program: it stands before a token and not in one.
function isComment(source, offset) {
  let node = source.tree;
  for (;;) {
    const inner = node
      .getChildren(source.tree)
      .find(({ pos, end }) => pos <= offset && offset < end);
    if (inner === undefined) return offset < node.getStart(source.tree);
    node = inner;
  }
}
