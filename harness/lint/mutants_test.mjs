// The corpus notices wherever the lint is broken in one place (mutants.mjs).
//
// A mutant is the lint's own files in a scratch folder, one of them edited; the corpus is
// parsed once for all. A snippet notices it by other findings, or by an error.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after } from 'node:test';
import { corpusOf, linesOf } from './corpus.mjs';
import { mutants } from './mutants.mjs';
import { typeScriptOrSkip } from './skip.mjs';

const ts = typeScriptOrSkip();
const snippets = ['bad', 'good'].flatMap((kind) => corpusOf(ts, kind));
const corpus = new Map(snippets.map((snippet) => [snippet.name, snippet]));
const own = fileURLToPath(new URL('.', import.meta.url));
const texts = new Map(
  readdirSync(own)
    .filter((name) => name.endsWith('.mjs') && !isOfTests(name))
    .map((name) => [name, readFileSync(join(own, name), 'utf8')]),
);
const scratch = mkdtempSync(join(tmpdir(), 'assay-lint-'));
after(() => rmSync(scratch, { recursive: true }));

function isOfTests(name) {
  return name.endsWith('_test.mjs') || name === 'mutants.mjs';
}

async function lintWith(name, file, text) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  for (const [each, whole] of texts)
    writeFileSync(join(folder, each), each === file ? text : whole);
  return (await import(join(folder, 'findings.mjs'))).findingsOf;
}

function isRight(findingsOf, { source, expected }) {
  try {
    return String(linesOf(findingsOf(source))) === String(expected);
  } catch {
    return false;
  }
}

test('the lint as it is holds', async () => {
  const findingsOf = await lintWith('as-it-is');
  const wrong = [...corpus.values()].filter((snippet) => !isRight(findingsOf, snippet));
  assert.deepEqual(
    wrong.map(({ name }) => name),
    [],
  );
});

for (const [i, { file, from, to, snippet }] of mutants.entries())
  test(`${snippet} notices ${file}: ${from} -> ${to}`, async () => {
    const text = texts.get(file);
    assert.equal(text.split(from).length - 1, 1, 'the mutant does not fit the file');
    const findingsOf = await lintWith(
      `mutant-${i}`,
      file,
      text.replace(from, () => to),
    );
    assert.equal(isRight(findingsOf, corpus.get(snippet)), false, 'the snippet does not notice it');
  });
