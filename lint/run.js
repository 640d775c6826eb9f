// The rules that are this project's own, over what is shipped. All others, and whether types are right, oxlint checks.
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import { layers } from './layers.js';
import { ownNames } from './own-names.js';

const ROOT = resolve(import.meta.dirname, '..');
/** Where the functions are that dictionaries are read and written by. */
const OWN = 'src/own.ts';

const program = programOf(resolve(import.meta.dirname, 'tsconfig.json'));
const checker = program.getTypeChecker();
const modules = new Set(program.getRootFileNames());
const complaints = program
  .getSourceFiles()
  .filter(({ fileName }) => modules.has(fileName))
  .flatMap(complaintsOf);
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log(`${modules.size} modules keep to their layers, and to own names`);

/** @param {string} path @returns {ts.Program} */
function programOf(path) {
  const config = ts.getParsedCommandLineOfConfigFile(path, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic });
  if (!config) throw new Error(`no settings in ${path}`);
  const { fileNames, options } = config;
  const host = ts.createCompilerHost(options);
  // Comments say nothing that the rules ask for.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  return ts.createProgram(fileNames, options, host);
}

/** @param {ts.Diagnostic} diagnostic @returns {never} */
function onUnRecoverableConfigFileDiagnostic({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** @param {ts.SourceFile} source @returns {string[]} */
function complaintsOf(source) {
  const file = relative(ROOT, source.fileName).replaceAll('\\', '/');
  const findings = [...layers(file, source), ...(file === OWN ? [] : ownNames(source, checker))];
  return findings.map(({ node, says }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return `${file}:${line + 1}:${character + 1}: ${says}`;
  });
}
