// For tests: where there is no TypeScript, nothing is tested, and 77 says so.
import { loadTypeScript } from './typescript.mjs';

// ASSAY_TYPESCRIPT: the folder of another version.
export function typeScriptOrSkip() {
  const ts = loadTypeScript(process.env.ASSAY_TYPESCRIPT);
  if (ts !== null) return ts;
  console.log('SKIPPED: no TypeScript here (Debian: node-typescript)');
  process.exit(77);
}
