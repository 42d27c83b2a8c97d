// One file, parsed and bound: its syntax tree, its names, its flow graph; and what is
// asked of them again and again.
//
// Nothing else is read: no library, no imported file, no configuration.
import { extname } from 'node:path';

export const extensions = ['.cjs', '.cts', '.js', '.jsx', '.mjs', '.mts', '.ts', '.tsx'];

export class Source {
  constructor(ts, name, text) {
    this.ts = ts;
    this.name = name;
    const path = `/source${extname(name)}`;
    const target = ts.ScriptTarget.Latest;
    this.tree = ts.createSourceFile(path, text, target, true);
    const host = {
      fileExists: (file) => file === path,
      getCanonicalFileName: (file) => file,
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => '/lib.d.ts',
      getNewLine: () => '\n',
      getSourceFile: (file) => (file === path ? this.tree : undefined),
      readFile: () => undefined,
      useCaseSensitiveFileNames: () => true,
      writeFile: () => {},
    };
    const options = { allowJs: true, noLib: true, noResolve: true, target, types: [] };
    this.checker = ts.createProgram({ rootNames: [path], options, host }).getTypeChecker();
  }

  // What is wrong with its syntax: [{line, column, message}].
  errors() {
    return this.tree.parseDiagnostics.map(({ start, messageText }) => ({
      ...this.place(start),
      message: this.ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
  }

  // {line, column} of an offset, from 1.
  place(offset) {
    const { line, character } = this.tree.getLineAndCharacterOfPosition(offset);
    return { line: line + 1, column: character + 1 };
  }
  start(node) {
    return this.place(node.getStart(this.tree));
  }
  end(node) {
    return this.place(node.getEnd());
  }

  // Every node below `root`, in the order of the text.
  *nodes(root = this.tree) {
    const waiting = [root];
    while (waiting.length > 0) {
      const node = waiting.pop();
      yield node;
      const children = [];
      this.ts.forEachChild(node, (child) => void children.push(child));
      waiting.push(...children.reverse());
    }
  }
}
