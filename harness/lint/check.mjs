// One text under the lint: what is found in it, or why nothing can be said.
import { Undecided } from './analysis.mjs';
import { findingsOf } from './findings.mjs';
import { Source } from './source.mjs';

// {file, findings, unparsable, undecided, broken}: `unparsable` has the first error of
// syntax, `undecided` and `broken` a message; findings are empty with any of them.
export function check(ts, file, bytes) {
  const nothing = { file, findings: [] };
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ...nothing, unparsable: { line: 1, column: 1, message: 'not UTF-8', more: 0 } };
  }
  try {
    const source = new Source(ts, file, text);
    const [error, ...others] = source.errors();
    if (error !== undefined) return { ...nothing, unparsable: { ...error, more: others.length } };
    return { ...nothing, findings: findingsOf(source) };
  } catch (error) {
    if (error instanceof Undecided) return { ...nothing, undecided: error.message };
    if (error instanceof RangeError)
      return { ...nothing, undecided: 'nested deeper than the lint follows' };
    return { ...nothing, broken: error.stack };
  }
}
