// The command line of the lint: scripts/lint-transfer-list, which explains it.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.mjs';
import { filesOf, isSource, reasonOf } from './files.mjs';
import { sarifOf } from './report_sarif.mjs';
import { failuresOf, textOf } from './report_text.mjs';
import { loadTypeScript } from './typescript.mjs';

const pass = 0;
const finding = 1;
const usage = 2;
const unknown = 4;
const internal = 5;
const skipped = 77;

class UsageError extends Error {}

function optionsOf(words) {
  let parsed;
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        sarif: { type: 'string' },
        stdin: { type: 'boolean', default: false },
        'stdin-name': { type: 'string' },
        typescript: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error.message.split('.', 1)[0]);
  }
  const { values, positionals: paths } = parsed;
  const name = values['stdin-name'];
  for (const [option, value] of Object.entries(values))
    if (value === '') throw new UsageError(`--${option} is empty`);
  if (paths.includes('')) throw new UsageError('a PATH is empty');
  if (values.stdin === paths.length > 0)
    throw new UsageError(values.stdin ? '--stdin goes without PATH' : 'no PATH');
  if (name !== undefined && !values.stdin) throw new UsageError('--stdin-name goes with --stdin');
  if (name !== undefined && !isSource(name))
    throw new UsageError(`--stdin-name ${name}: no JavaScript or TypeScript`);
  return { ...values, name: name ?? 'stdin.js', paths };
}

function reportOf(ts, options) {
  if (options.stdin) return { results: [check(ts, options.name, readFileSync(0))], problems: [] };
  const { files, problems } = filesOf(options.paths);
  const results = files.map((file) => {
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      return { file, findings: [], broken: reasonOf(error) };
    }
    return check(ts, file, bytes);
  });
  return { results, problems };
}

// Of several the first that occurs of 5, 1, 2, 4, 0.
function codeOf({ results, problems }) {
  const any = (test) => results.some(test);
  if (any(({ broken }) => broken !== undefined) || problems.some(({ isUsage }) => !isUsage))
    return internal;
  if (any(({ findings }) => findings.some(({ reason }) => reason === undefined))) return finding;
  if (any(({ unparsable }) => unparsable !== undefined) || problems.length > 0) return usage;
  return any(({ undecided }) => undecided !== undefined) ? unknown : pass;
}

// Whole or not at all.
function writeWhole(path, text) {
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function main(words) {
  const options = optionsOf(words);
  const ts = loadTypeScript(options.typescript);
  if (ts === null && options.typescript !== undefined)
    throw new UsageError(
      `--typescript ${options.typescript}: no TypeScript that does (4.8 to 5.9)`,
    );
  if (ts === null) {
    console.error('SKIPPED: no TypeScript here (Debian: node-typescript; else --typescript DIR)');
    return skipped;
  }
  const report = reportOf(ts, options);
  if (options.sarif !== undefined) writeWhole(options.sarif, json(sarifOf(report)));
  for (const line of failuresOf(report)) console.error(line);
  writeFileSync(1, options.json ? json(report) : textOf(report));
  return codeOf(report);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(`lint-transfer-list: ${error.message}${isUsage ? ' (see --help)' : ''}`);
  process.exitCode = isUsage ? usage : internal;
}
