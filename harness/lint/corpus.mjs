// The snippets that the lint is held to: in `bad` each line says in a comment how many
// findings it has, a word `finding` for each; in `good` there are none.
import { readFileSync, readdirSync } from 'node:fs';
import { Source } from './source.mjs';

const folder = new URL('./corpus/', import.meta.url);

// [{name, source, expected: [line]}], parsed; a line stands once for each finding.
export function corpusOf(ts, kind) {
  return readdirSync(new URL(kind, folder))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(`${kind}/${file}`, folder), 'utf8');
      const expected = text.split('\n').flatMap((line, i) => {
        const [, comment = ''] = kind === 'bad' ? line.split(/\/\/(?=[^/]*$)/) : [];
        return Array(comment.split('finding').length - 1).fill(i + 1);
      });
      return { name: `${kind}/${file}`, source: new Source(ts, file, text), expected };
    });
}

export function linesOf(findings) {
  return findings.filter(({ reason }) => reason === undefined).map(({ start }) => start.line);
}
