import { z } from 'zod';
import { ACCOUNT_ROLES } from '../lab/accounts.ts';
import { courseSchema } from '../lab/course/schema.ts';
import { own } from '../own.ts';
import { flagName, SETTING_FLAGS, type SettingFlag } from './flags.ts';
import { PREFACE, SECTIONS_AFTER } from './reference-text.ts';
import { fileSchema, settingsSchema } from './schema.ts';

interface DescribedSetting {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly properties?: Readonly<Record<string, DescribedSetting>>;
}

/** Generates docs/mlops-lab.schema.json, for editors and for programs that write the file. */
export function jsonSchemaText(): string {
  return schemaText(fileSchema, 'Settings of an MLOps lab, or of a class of them (mlops-lab.yaml)');
}

/** Generates docs/course.schema.json. */
export function courseSchemaText(): string {
  return schemaText(courseSchema, 'What a lab teaches (course.yaml)');
}

function schemaText(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', override: withoutEmptyDefault });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

/** Generates docs/configuration.md. */
export function configurationReference(): string {
  const root = z.toJSONSchema(settingsSchema, { io: 'input' }) as DescribedSetting;
  const sections = SETTING_FLAGS.filter(describesItsKind).map((setting) => settingSection(setting, root));
  return [PREFACE, overview(), '## Every setting', ...sections, SECTIONS_AFTER].join('\n\n').trimEnd() + '\n';
}

/** The three accounts have the same settings, so those of one stand for all. */
function describesItsKind({ path }: SettingFlag): boolean {
  return !path.startsWith('accounts.') || path.startsWith(`accounts.${ACCOUNT_ROLES[0]}.`);
}

/** An optional map is no default worth showing in an editor. */
function withoutEmptyDefault({ jsonSchema }: { jsonSchema: { default?: unknown } }): void {
  if (typeof jsonSchema.default === 'object') delete jsonSchema.default;
}

function described(root: DescribedSetting, path: string): DescribedSetting {
  return path.split('.').reduce<DescribedSetting>((holder, key) => own(holder.properties, key) ?? {}, root);
}

function overview(): string {
  const rows = SETTING_FLAGS.map(({ path, flag, env }) => `| \`${path}\` | \`${flagName({ flag })}\` | \`${env}\` |`);
  return ['| in the file | flag | environment |', '| --- | --- | --- |', ...rows].join('\n');
}

function settingSection({ path, flag, env }: SettingFlag, root: DescribedSetting): string {
  const setting = described(root, path);
  const facts = [
    `Flag \`${forAnyAccount(flag)}\`, environment \`${forAnyAccount(env)}\`.`,
    setting.default === undefined ? '' : `Default \`${setting.default}\`.`,
    setting.examples ? `For example \`${setting.examples.map(shown).join('`, `')}\`.` : '',
    setting.pattern ? `Must match \`${setting.pattern}\`.` : '',
    setting.enum ? `One of \`${setting.enum.join('`, `')}\`.` : '',
  ];
  return [`### \`${forAnyAccount(path)}\``, setting.description ?? '', facts.filter(Boolean).join(' ')].join('\n\n');
}

/** As it is written in the file. */
function shown(example: unknown): string {
  return Array.isArray(example) ? `[${example.join(', ')}]` : String(example);
}

function forAnyAccount(text: string): string {
  const [role] = ACCOUNT_ROLES;
  return text
    .replace(`accounts.${role}`, 'accounts.<account>')
    .replace(`--${role}-`, '--<account>-')
    .replace(`MLOPS_LAB_${role.toUpperCase()}_`, 'MLOPS_LAB_<ACCOUNT>_');
}
