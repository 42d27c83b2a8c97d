// The files that the paths of a command line name, each once, in the order of their names.
//
// A folder stands for the JavaScript and TypeScript files below it, without those below a
// node_modules or .git folder in it; a link to a folder is not followed.
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, normalize } from 'node:path';
import { extensions } from './source.mjs';

const passedOver = ['.git', 'node_modules'];

// {files: [path], problems: [{path, message, isUsage}]}
export function filesOf(paths) {
  const files = new Set();
  const problems = [];
  for (const path of paths) {
    try {
      if (!statSync(path).isDirectory()) {
        if (isSource(path)) files.add(normalize(path));
        else problems.push({ path, message: `not one of ${extensions.join(' ')}`, isUsage: true });
        continue;
      }
      const before = files.size;
      const found = [...below(path)];
      for (const file of found) files.add(file);
      if (found.length === 0 && files.size === before)
        problems.push({ path, message: 'no JavaScript or TypeScript file in it', isUsage: true });
    } catch (error) {
      problems.push({ path: error.path ?? path, message: reasonOf(error), isUsage: false });
    }
  }
  return { files: [...files].sort(byBytes), problems };
}

export function reasonOf(error) {
  return error.code === 'ENOENT'
    ? 'no such file or folder'
    : `cannot be read (${error.code ?? error.message})`;
}

export function isSource(path) {
  return extensions.includes(extname(path)) && extname(path) !== basename(path);
}

function* below(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!passedOver.includes(entry.name)) yield* below(path);
    } else if (isSource(path) && (entry.isFile() || statSync(path).isFile())) {
      yield path;
    }
  }
}

function byBytes(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
