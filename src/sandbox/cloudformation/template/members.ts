import { own } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import {
  DELETION_POLICIES,
  type DeletionPolicy,
  type OutputDeclaration,
  type ResourceDeclaration,
  type Template,
} from './model.ts';
import { defined } from '../../kernel/defined.ts';
import { type Fields, fieldsOf, isFields, shown, textOf } from './shape.ts';

const ALPHANUMERIC = /^[A-Za-z0-9]+$/;

const RESOURCE_MEMBERS = [
  'Type',
  'Properties',
  'Condition',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'CreationPolicy',
  'UpdatePolicy',
  'Metadata',
  'Description',
];

export function resourcesOf(section: Fields): Template['resources'] {
  const entries = Object.entries(section);
  if (entries.length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  return Object.fromEntries(entries.map(([name, resource]) => [name, resourceOf(name, resource)]));
}

function resourceOf(name: string, resource: unknown): ResourceDeclaration {
  const path = `/Resources/${name}`;
  if (!ALPHANUMERIC.test(name)) {
    throw validationError(`Template format error: Resource name ${name} is non alphanumeric.`);
  }
  if (!isFields(resource)) {
    throw validationError(`Template format error: [${path}] resource definition is malformed`);
  }
  const type = resource['Type'];
  if (typeof type !== 'string') {
    throw validationError(`Template format error: [${path}] Every Resources object must contain a Type member.`);
  }
  const unknown = Object.keys(resource).find((member) => !RESOURCE_MEMBERS.includes(member));
  if (unknown) throw validationError(`Invalid template resource property '${unknown}'`);
  return defined({
    type,
    properties: fieldsOf(resource['Properties'], `${path}/Properties`),
    condition: textOf(resource['Condition'], `${path}/Condition`),
    dependsOn: dependsOf(name, resource['DependsOn']),
    deletionPolicy: policyOf(name, 'DeletionPolicy', resource),
    updateReplacePolicy: policyOf(name, 'UpdateReplacePolicy', resource),
    description: textOf(resource['Description'], `${path}/Description`),
    metadata: resource['Metadata'],
  });
}

function dependsOf(name: string, value: unknown): string[] {
  const list = value === undefined ? [] : [value].flat();
  if (list.every((item): item is string => typeof item === 'string')) return list;
  throw validationError(`Template format error: DependsOn must be a string or list of strings for resource ${name}`);
}

function policyOf(name: string, member: string, resource: Fields): DeletionPolicy | undefined {
  const value = own(resource, member);
  const policy = DELETION_POLICIES.find((known) => known === value);
  const applies = policy !== 'RetainExceptOnCreate' || member === 'DeletionPolicy';
  if (value === undefined || (policy && applies)) return policy;
  throw validationError(`Template format error: Unrecognized ${member} ${shown(value)} for resource ${name}`);
}

const OUTPUT_MEMBERS = ['Value', 'Description', 'Condition', 'Export'];

export function outputsOf(section: Fields): Template['outputs'] {
  return Object.fromEntries(Object.entries(section).map(([name, output]) => [name, outputOf(name, output)]));
}

function outputOf(name: string, value: unknown): OutputDeclaration {
  const path = `/Outputs/${name}`;
  if (!ALPHANUMERIC.test(name))
    throw validationError(`Template format error: Output name ${name} is non alphanumeric.`);
  const output = fieldsOf(value, path);
  if (output['Value'] === undefined) {
    throw validationError(`Template format error: Every Outputs member must contain a Value object`);
  }
  const unknown = Object.keys(output).find((member) => !OUTPUT_MEMBERS.includes(member));
  if (unknown) throw validationError(`Invalid template output property '${unknown}'`);
  return {
    value: output['Value'],
    ...defined({
      description: textOf(output['Description'], `${path}/Description`),
      condition: textOf(output['Condition'], `${path}/Condition`),
      exportName: exportOf(output, path),
    }),
  };
}

function exportOf(output: Fields, path: string): unknown {
  if (output['Export'] === undefined) return undefined;
  const name = fieldsOf(output['Export'], `${path}/Export`)['Name'];
  if (name !== undefined) return name;
  throw validationError(
    `Template format error: Output ${path} is malformed. The Name field of every Export member must be specified.`,
  );
}
