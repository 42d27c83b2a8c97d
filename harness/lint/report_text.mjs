// Findings for a terminal: file:line:column: message, then one line that counts.

export function textOf({ results }) {
  const lines = results.flatMap(({ file, findings }) =>
    findings
      .filter(({ reason }) => reason === undefined)
      .map(({ start, message }) => `${file}:${start.line}:${start.column}: ${message}`),
  );
  return [...lines, summaryOf(results)].map((line) => `${line}\n`).join('');
}

export function summaryOf(results) {
  const findings = results.flatMap((result) => result.findings);
  const suppressed = findings.filter(({ reason }) => reason !== undefined).length;
  const count = (what) => results.filter((result) => result[what] !== undefined).length;
  const parts = [
    `${counted(results.length, 'file')}: ${counted(findings.length - suppressed, 'finding')}`,
    suppressed > 0 && `${suppressed} suppressed`,
    count('unparsable') > 0 && `${count('unparsable')} unparsable`,
    count('undecided') > 0 && `${count('undecided')} undecided`,
    count('broken') > 0 && `${count('broken')} unread`,
  ];
  return parts.filter(Boolean).join(', ');
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

// What is no finding and must not be passed over.
export function failuresOf({ results, problems }) {
  return [
    ...problems.map(({ path, message }) => `${path}: ${message}`),
    ...results.flatMap(({ file, unparsable, undecided, broken }) => {
      if (unparsable !== undefined) return [`${file}:${syntax(unparsable)}`];
      if (undecided !== undefined) return [`${file}: UNKNOWN, ${undecided}`];
      return broken === undefined ? [] : [`${file}: ${broken}`];
    }),
  ];
}

function syntax({ line, column, message, more }) {
  return `${line}:${column}: cannot be parsed: ${message}${more > 0 ? ` (and ${more} more)` : ''}`;
}
