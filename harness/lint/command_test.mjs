// The lint from outside: what it says to a command line, to files and to folders, and how
// it ends.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { typeScriptOrSkip } from './skip.mjs';

typeScriptOrSkip();
const script = fileURLToPath(new URL('../../scripts/lint-transfer-list', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-lint-'));
after(() => rmSync(folder, { recursive: true }));

const bad = 'port.postMessage(0, [new SharedArrayBuffer(8)]);\n';
const files = {
  'bad/b.js': bad,
  'bad/a.ts': `const n: number = 1;\n${bad}`,
  'bad/node_modules/dependency/index.js': bad,
  'good/a.js': 'port.postMessage(new SharedArrayBuffer(8));\n',
  'good/notes.txt': bad,
  'none/notes.txt': bad,
  'broken/a.js': 'let a = 1;\nlet = ;\nlet b = (;\n',
  'broken/b.js': bad,
  'kept/a.js': `// lint-transfer-list-ignore: on purpose\n${bad}`,
  'deep/a.js': `const x0 = 1;\n${chain(6_000)}port.postMessage(0, [x6000]);\n`,
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, dirname(name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
mkdirSync(join(folder, 'rubbish'));
writeFileSync(join(folder, 'rubbish/a.js'), Buffer.from([0xff, 0xfe, 0x00, 0x80]));

function chain(length) {
  return Array.from({ length }, (_, i) => `const x${i + 1} = x${i};\n`).join('');
}

function lint(code, ...words) {
  const options = typeof words.at(-1) === 'object' ? words.pop() : {};
  const ran = spawnSync(script, words, { cwd: folder, encoding: 'utf8', ...options });
  assert.equal(ran.status, code, `${words}: ${ran.stdout}${ran.stderr}`);
  return ran;
}

test('clean files pass, and are counted', () => {
  assert.equal(lint(0, 'good').stdout, '1 file: 0 findings\n');
});

test('findings are in the order of the files, and those of node_modules are left out', () => {
  const { stdout, stderr } = lint(1, 'bad');
  const [first, second, summary, end] = stdout.split('\n');
  assert.ok(first.startsWith("bad/a.ts:2:22: 'new SharedArrayBuffer(8)' is a shared buffer"));
  assert.ok(second.startsWith("bad/b.js:1:22: 'new SharedArrayBuffer(8)' is a shared buffer"));
  assert.equal(summary, '2 files: 2 findings');
  assert.equal(end + stderr, '');
  assert.equal(lint(1, 'bad/b.js', './bad', 'bad/a.ts').stdout, stdout);
});

test('node_modules is looked at where it is named', () => {
  assert.match(lint(1, 'bad/node_modules').stdout, /^bad\/node_modules\/dependency\/index.js:1:22/);
});

test('a wrong command line is usage', () => {
  const wrong = [[], ['--nosuch', 'good'], [''], ['--sarif', '', 'good'], ['--stdin', 'good']];
  wrong.push(['--stdin-name', 'a.js', 'good'], ['--stdin', '--stdin-name', 'a.txt']);
  wrong.push(['--typescript', 'nosuch', 'good']);
  for (const words of wrong) {
    const { stdout, stderr } = lint(2, ...words);
    assert.equal(stdout, '');
    assert.match(stderr, /^lint-transfer-list: .* \(see --help\)\n$/);
  }
  assert.match(lint(0, '--help').stdout, /^usage: /);
  assert.match(lint(0, '--dry-run', 'good').stdout, /^would run: node .*command.mjs good\n$/);
});

test('no file to look at is no pass', () => {
  assert.match(lint(2, 'none').stderr, /^none: no JavaScript or TypeScript file in it\n$/);
  assert.match(lint(2, 'none/notes.txt').stderr, /^none\/notes.txt: not one of \.cjs/);
  assert.equal(lint(2, 'good', 'none').stdout, '1 file: 0 findings\n');
});

test('what cannot be parsed is named and counted, and hides no finding', () => {
  const { stdout, stderr } = lint(1, 'broken');
  assert.match(stderr, /^broken\/a.js:2:\d+: cannot be parsed: .* \(and \d+ more\)\n$/);
  assert.match(stdout, /^broken\/b.js:1:22: .*\n2 files: 1 finding, 1 unparsable\n$/);
  assert.match(lint(2, 'broken/a.js').stdout, /^1 file: 0 findings, 1 unparsable\n$/);
  assert.match(lint(2, 'rubbish').stderr, /^rubbish\/a.js:1:1: cannot be parsed: not UTF-8\n$/);
});

test('what cannot be read comes before all else', () => {
  assert.match(lint(5, 'nosuch', 'bad').stderr, /^nosuch: no such file or folder\n$/);
  assert.match(lint(5, 'good', '--sarif', 'nosuch/a.sarif').stderr, /nosuch/);
});

test('what is not decided does not pass', () => {
  const { stdout, stderr } = lint(4, 'deep', 'good');
  assert.match(stderr, /^deep\/a.js: UNKNOWN, /);
  assert.equal(stdout, '2 files: 0 findings, 1 undecided\n');
});

test('standard input is a file with a name', () => {
  assert.match(lint(1, '--stdin', { input: bad }).stdout, /^stdin.js:1:22: /);
  assert.match(lint(1, '--stdin', '--stdin-name', 'x/a.ts', { input: bad }).stdout, /^x\/a.ts:1:/);
  assert.equal(lint(0, '--stdin', { input: '' }).stdout, '1 file: 0 findings\n');
});

test('a suppression is counted', () => {
  assert.equal(lint(0, 'kept').stdout, '1 file: 0 findings, 1 suppressed\n');
});

test('code scanning is told findings, suppressions and failures', () => {
  lint(1, 'bad', 'broken', 'kept', '--sarif', 'all.sarif');
  const [run] = JSON.parse(readFileSync(join(folder, 'all.sarif'), 'utf8')).runs;
  const places = run.results.map(({ locations: [{ physicalLocation: at }] }) => at);
  assert.deepEqual(
    places.map(({ artifactLocation, region }) => `${artifactLocation.uri}:${region.startLine}`),
    ['bad/a.ts:2', 'bad/b.js:1', 'broken/b.js:1', 'kept/a.js:2'],
  );
  assert.deepEqual(places[1].region, { startLine: 1, startColumn: 22, endLine: 1, endColumn: 46 });
  const [{ justification }] = run.results[3].suppressions;
  assert.equal(justification, 'on purpose');
  const [invocation] = run.invocations;
  assert.equal(invocation.executionSuccessful, false);
  assert.equal(invocation.toolExecutionNotifications.length, 1);
});

test('the results as JSON', () => {
  const { results } = JSON.parse(lint(1, 'bad/b.js', '--json').stdout);
  assert.deepEqual(results[0].findings[0].start, { line: 1, column: 22 });
});

test('without node it is skipped', () => {
  const path = join(folder, 'path');
  mkdirSync(path);
  for (const name of ['dirname', 'sh']) symlinkSync(which(name), join(path, name));
  const { stderr } = lint(77, 'good', { env: { PATH: path } });
  assert.match(stderr, /^SKIPPED: no node here/);
});

function which(name) {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  assert.ok(stdout.includes(name), process.env.PATH.split(delimiter));
  return stdout.trim();
}
