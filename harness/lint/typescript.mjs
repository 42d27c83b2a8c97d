// TypeScript's parser and binder, as a module: found, not bundled.
//
// Taken from --typescript DIR where that is given, else from where Debian's
// node-typescript puts it, else from a node_modules folder above this one. Versions 4.8
// to 5.9 are known to do; 7 has no such interface.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const debian = '/usr/share/nodejs/typescript';

// The module; null where there is none. A folder that was named has to hold one.
export function loadTypeScript(folder) {
  const require = createRequire(import.meta.url);
  const places = folder === undefined ? [debian, 'typescript'] : [folder];
  for (const place of places) {
    const path = place === 'typescript' ? place : join(place, 'lib', 'typescript.js');
    if (path !== place && !existsSync(path)) continue;
    try {
      const found = require(path);
      if (isKnown(found)) return found;
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return null;
}

// The binder's flow graph is not part of TypeScript's declared interface.
function isKnown(ts) {
  return typeof ts.createProgram === 'function' && ts.FlowFlags?.ArrayMutation !== undefined;
}
