import { own } from '../own.ts';
import type { LabSettings } from './accounts.ts';
import { crc32 } from './submission/crc32.ts';

/** Somebody who works in a lab. */
export interface Person {
  readonly name: string;
  readonly email?: string | undefined;
}

type Named = Pick<LabSettings, 'name'>;

/** The session names that belong to no particular person. */
export function anySession(lab: Named): string {
  return `mlops-lab-${lab.name}`;
}

/** The characters that AWS accepts in a session name and a source identity (STS API reference, AssumeRole). */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const LONGEST_SESSION_NAME = 64;

/** Letters that are not a Latin one with a mark. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
};

/**
 * The session name for a person: `Jürgen Groß` becomes `Jurgen.Gross`. A name that loses letters, since they are of
 * another script or too many, has a number in its place that no other name has: `李雷` becomes `person-8d3fa2c1`. The
 * notebook product takes no other characters for its owner, and spreadsheets no other ones first.
 */
export function sessionNameOf(person: string): string {
  const spelled = [...person.normalize('NFKD')].map((letter) => own(SPELLED, letter) ?? letter).join('');
  const latin = spelled.replace(/\p{M}+/gu, '');
  const name = latin.replace(/[^\w+.@-]+/g, '.').replace(/^\W+|\.+$/g, '');
  const isWhole = !/[\p{L}\p{N}]/u.test(latin.replace(/\w/g, '')) && name.length <= LONGEST_SESSION_NAME;
  return isWhole && SESSION_NAME.test(name) ? name : numbered(name, person);
}

/** The same for whatever name is given; one that AWS takes as it is stays as it is. */
export function acceptedSessionName(name: string): string {
  return isSessionName(name) ? name : sessionNameOf(name);
}

function numbered(name: string, person: string): string {
  const number = crc32(new TextEncoder().encode(person.normalize('NFC')))
    .toString(16)
    .padStart(8, '0');
  const beginning = name.slice(0, LONGEST_SESSION_NAME - number.length - 1);
  return `${beginning.length > 1 ? beginning : 'person'}-${number}`;
}

/** By what somebody is known in AWS: the name that their sessions are given, and the address that others sign in by. */
export function identitiesOf({ name, email }: Person): string[] {
  return [...new Set([sessionNameOf(name), ...(email !== undefined && isSessionName(email) ? [email] : [])])];
}

/** The session name that is meant by a person's name, address or session name; what is none of these is one itself. */
export function sessionMeant(people: readonly Person[], text: string): string {
  const person = personNamed(people, text);
  return person ? sessionNameOf(person.name) : text;
}

/** All names that are meant by a person's name, address or session name; what is none of these is one itself. */
export function identitiesMeant(people: readonly Person[], text: string): string[] {
  const person = personNamed(people, text);
  return person ? identitiesOf(person) : [text];
}

/** Somebody by name, address or session name, as people write them. */
export function personNamed(people: readonly Person[], text: string): Person | undefined {
  const wanted = text.trim().toLowerCase();
  return people.find((person) =>
    [person.name, ...(person.email ? [person.email] : []), ...identitiesOf(person)].some(
      (known) => known.toLowerCase() === wanted,
    ),
  );
}

/** Session names that programs generate from the time, so that they differ in every run. */
const TIMED = /\d{9,}/;

export function isSessionName(name: string): boolean {
  return SESSION_NAME.test(name);
}

/** The name of a principal: the user's name or the session's. */
export function nameOf(principal: string): string {
  return principal.split('/').slice(1).at(-1) ?? '';
}

/**
 * The person behind a principal: the user's name or the session's, which the console also uses for sessions in other
 * roles. Service Catalog distinguishes people in the same role by it, and so does the ownership of notebooks.
 */
export function personBehind(principal: string, lab: Named): string | undefined {
  return personCalled(nameOf(principal), lab);
}

/** Undefined if the name belongs to nobody in particular, or will differ next time. */
export function personCalled(name: string, lab: Named): string | undefined {
  return isSessionName(name) && !TIMED.test(name) && name !== anySession(lab) ? name : undefined;
}
