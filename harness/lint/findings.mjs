// The findings of one file: each expression that puts a shared buffer, or a view of one,
// into a transfer list; and each suppression that is none.
import { Analysis } from './analysis.mjs';
import { elementsOf } from './lists.mjs';
import { transferLists } from './sinks.mjs';
import { suppressionsOf } from './suppressions.mjs';
import { ofKind } from './value.mjs';

export const rules = {
  'shared-buffer-in-transfer-list':
    'A shared buffer cannot be transferred: postMessage and structuredClone throw and send nothing.',
  'idle-suppression':
    'A comment that suppresses nothing, or gives no reason, hides what comes later.',
};

// [{rule, start, end, message, related: [{start, message}], reason}], in the order of the
// text. Places are {line, column}, from 1; with a `reason` the finding is suppressed.
export function findingsOf(source) {
  const file = new Analysis(source);
  const found = new Map(); // expression -> [what is shared, the calls that list it]
  for (const { call, lists } of transferLists(file))
    for (const { node = call, values } of elementsOf(file, lists)) {
      const [value] = ofKind(values, 'shared', 'view');
      if (value === undefined) continue;
      if (!found.has(node)) found.set(node, { value, calls: new Set() });
      found.get(node).calls.add(call);
    }
  const findings = [...found].map(([node, { value, calls }]) =>
    describe(source, node, value, [...calls]),
  );
  return suppressed(findings, suppressionsOf(source)).sort(byPlace);
}

function byPlace(a, b) {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}

function describe(source, node, value, calls) {
  const made = source.start(value.made);
  const [call] = calls;
  const listed = source.start(call);
  const others = calls.length === 1 ? '' : ` and ${calls.length - 1} more`;
  const what = value.kind === 'view' ? 'a view of a shared buffer' : 'a shared buffer';
  const name = short(source, call.expression);
  return {
    rule: 'shared-buffer-in-transfer-list',
    start: source.start(node),
    end: source.end(node),
    message:
      `'${short(source, node)}' is ${what} (${value.how}, line ${made.line}) in the transfer list ` +
      `of ${name}, line ${listed.line}${others}: drop it from the list, a message body shares it ` +
      'by reference; the call throws DataCloneError (HTML) or ERR_INVALID_TRANSFER_OBJECT (Node)',
    related: [
      { start: made, message: `shared: ${value.how}` },
      ...calls.map((at) => ({
        start: source.start(at),
        message: 'the transfer list is used here',
      })),
    ],
  };
}

function short(source, node) {
  const lines = node.getText(source.tree).split('\n');
  const text = lines.map((line) => line.trim()).join(' ');
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

// The findings with the reasons of their suppressions, and a finding for each suppression
// that has no reason or no finding.
function suppressed(findings, suppressions) {
  const idle = [];
  for (const { start, end, reason } of suppressions) {
    const meant = findings.filter((finding) =>
      [start.line, start.line + 1].includes(finding.start.line),
    );
    if (meant.length > 0 && reason !== '') {
      for (const finding of meant) finding.reason = reason;
      continue;
    }
    const message =
      reason === '' ? 'the suppression gives no reason' : 'there is nothing to suppress here';
    idle.push({ rule: 'idle-suppression', start, end, message, related: [] });
  }
  return [...findings, ...idle];
}
