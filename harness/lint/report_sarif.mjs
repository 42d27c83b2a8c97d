// Findings for code scanning: SARIF 2.1.0. Columns are UTF-16 code units, as the parser's.
import { failuresOf } from './report_text.mjs';
import { rules } from './findings.mjs';

export function sarifOf(report) {
  const ids = Object.keys(rules);
  const failures = failuresOf(report);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lint-transfer-list',
            rules: ids.map((id) => ({ id, shortDescription: { text: rules[id] } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          SRCROOT: { description: { text: 'The folder that paths start from.' } },
        },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((text) => ({
              level: 'error',
              message: { text },
            })),
          },
        ],
        results: report.results.flatMap(({ file, findings }) =>
          findings.map((finding) => resultOf(file, finding, ids)),
        ),
      },
    ],
  };
}

function resultOf(file, { rule, start, end, message, related, reason }, ids) {
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: rule === 'idle-suppression' ? 'warning' : 'error',
    message: { text: message },
    locations: [locationOf(file, start, end)],
    relatedLocations: related.map((at, id) => ({
      id,
      message: { text: at.message },
      ...locationOf(file, at.start),
    })),
    suppressions: reason === undefined ? [] : [{ kind: 'inSource', justification: reason }],
  };
}

function locationOf(file, start, end) {
  const region = { startLine: start.line, startColumn: start.column };
  if (end !== undefined) Object.assign(region, { endLine: end.line, endColumn: end.column });
  return {
    physicalLocation: {
      artifactLocation: file.startsWith('/')
        ? { uri: `file://${uriOf(file)}` }
        : { uri: uriOf(file), uriBaseId: 'SRCROOT' },
      region,
    },
  };
}

function uriOf(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}
