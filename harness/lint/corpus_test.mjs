// Every snippet of the corpus has the findings that it says, on those lines, and no other.
import assert from 'node:assert/strict';
import test from 'node:test';
import { corpusOf, linesOf } from './corpus.mjs';
import { findingsOf } from './findings.mjs';
import { typeScriptOrSkip } from './skip.mjs';
import { Source } from './source.mjs';

const ts = typeScriptOrSkip();

for (const kind of ['bad', 'good']) {
  const corpus = corpusOf(ts, kind);
  test(`there are enough ${kind} ones`, () => assert.ok(corpus.length >= 40, `${corpus.length}`));
  for (const { name, source, expected } of corpus)
    test(name, () => {
      assert.deepEqual(source.errors(), []);
      assert.equal(expected.length > 0, kind === 'bad');
      assert.deepEqual(linesOf(findingsOf(source)), expected);
    });
}

test('a finding says what, made where, listed where, and the way out', () => {
  const text =
    'const sab = new SharedArrayBuffer(8);\nconst list = [sab];\nport.postMessage(0, list);\n';
  const [{ rule, start, end, message, related }, ...others] = findingsOf(sourceOf(ts, text));
  assert.deepEqual(others, []);
  assert.equal(rule, 'shared-buffer-in-transfer-list');
  assert.deepEqual([start, end], [place(2, 15), place(2, 18)]);
  assert.equal(
    message,
    "'sab' is a shared buffer (new SharedArrayBuffer, line 1) in the transfer list of " +
      'port.postMessage, line 3: drop it from the list, a message body shares it by reference; ' +
      'the call throws DataCloneError (HTML) or ERR_INVALID_TRANSFER_OBJECT (Node)',
  );
  assert.deepEqual(
    related.map((at) => at.start),
    [place(1, 13), place(3, 1)],
  );
});

function sourceOf(parser, text) {
  return new Source(parser, 'a.js', text);
}
function place(line, column) {
  return { line, column };
}
