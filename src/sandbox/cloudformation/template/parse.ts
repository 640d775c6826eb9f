import { validationError } from '../../kernel/aws-error.ts';
import { checkLimits } from './limits.ts';
import type { Template } from './model.ts';
import { outputsOf, resourcesOf } from './members.ts';
import { parametersOf } from './parameter-declarations.ts';
import { checkReferences } from './references.ts';
import { rulesOf } from './rules.ts';
import { defined } from '../../kernel/defined.ts';
import { type Fields, fieldsOf, isFields, refuseNulls, textOf } from './shape.ts';
import { readTemplateText } from './text.ts';

/** Reads and checks a template; what it needs no parameter values for. Throws ValidationError in AWS's words. */
export function parseTemplate(body: string): Template {
  const known = recent.get(body);
  if (known) return known;
  const template = checked(readTemplateText(body));
  const [oldest] = recent.keys();
  if (oldest !== undefined && recent.size >= 50) recent.delete(oldest);
  recent.set(body, template);
  return template;
}

/** Parsing is pure and the engine asks again at every step; a template of the lab takes milliseconds to read. */
const recent = new Map<string, Template>();

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Rules',
  'Resources',
  'Outputs',
];
const LANGUAGE_OF_MACROS = ['Transform', 'Hooks'];

function checked(root: unknown): Template {
  if (!isFields(root)) throw validationError('Template format error: unsupported structure.');
  checkSections(root);
  refuseNulls(root);
  const template: Template = {
    ...defined({
      description: textOf(root['Description'], '/Description'),
      version: versionOf(root),
      metadata: root['Metadata'],
    }),
    parameters: parametersOf(fieldsOf(root['Parameters'], '/Parameters')),
    mappings: mappingsOf(fieldsOf(root['Mappings'], '/Mappings')),
    conditions: fieldsOf(root['Conditions'], '/Conditions'),
    rules: rulesOf(fieldsOf(root['Rules'], '/Rules')),
    resources: resourcesOf(fieldsOf(root['Resources'], '/Resources')),
    outputs: outputsOf(fieldsOf(root['Outputs'], '/Outputs')),
  };
  checkLimits(template);
  checkReferences(template);
  return template;
}

function checkSections(root: Fields): void {
  const unsupported = Object.keys(root).filter((name) => LANGUAGE_OF_MACROS.includes(name));
  if (unsupported.length > 0) {
    throw validationError(`the sandbox does not implement template section [${unsupported.join(', ')}]`);
  }
  const unknown = Object.keys(root).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
}

function versionOf(root: Fields): string | undefined {
  const version = textOf(root['AWSTemplateFormatVersion'], '/AWSTemplateFormatVersion');
  if (version === undefined || version === '2010-09-09') return version;
  throw validationError(`Template format error: ${version} is not a supported value for AWSTemplateFormatVersion.`);
}

function mappingsOf(section: Fields): Template['mappings'] {
  for (const [name, mapping] of Object.entries(section)) {
    for (const [key, members] of Object.entries(fieldsOf(mapping, `/Mappings/${name}`))) {
      if (!isFields(members)) {
        throw validationError(`Template format error: Every Mappings attribute must be a String or a List. [${key}]`);
      }
    }
  }
  return section as Template['mappings'];
}
