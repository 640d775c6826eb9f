import { roleId } from '../lab/identifiers.ts';
import { labRole, SPOKE } from '../lab/site.ts';
import type { Context } from './place.ts';

const SCIENTIST = labRole(SPOKE, 'DataScientist').split('/').at(-1) ?? '';

/** The user id of a person's sessions in the role DataScientist, by which their things are known as theirs. */
export function ownerId(person: string): string {
  return `${roleId(SCIENTIST)}:${person}`;
}

export function ownedBy(person: string): Context {
  return { 'aws:ResourceTag/mlops-lab:owner': ownerId(person) };
}
