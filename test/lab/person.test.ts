import { describe, expect, it } from 'vitest';
import { isNotebookName, usualNotebookName } from '../../src/lab/notebook.ts';
import fc from 'fast-check';
import { acceptedSessionName, isSessionName, personBehind, sessionNameOf } from '../../src/lab/person.ts';

describe('the person behind a principal', () => {
  it.each([
    ['arn:aws:iam::222222222222:user/ada', 'ada'],
    ['arn:aws:iam::222222222222:user/birds/ada', 'ada'],
    ['arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Birds_0a1b/ada@example.com', 'ada@example.com'],
    ['arn:aws:sts::222222222222:assumed-role/Admin/botocore-session-1767571200', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Admin/aws-sdk-js-1767571200123', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Admin/mlops-lab-lab', undefined],
    ['arn:aws:iam::222222222222:root', undefined],
    ['arn:aws:iam::222222222222:user/a', undefined],
  ])('%s is %s', (principal, person) => {
    expect(personBehind(principal, { name: 'lab' })).toBe(person);
  });

  it('gives a notebook its usual name', () => {
    expect(usualNotebookName('birds', 'ada+x@example.com')).toBe('birds-ada-x');
    expect(usualNotebookName('birds', undefined)).toBe('birds-notebook');
  });
});

describe("the name of a person's sessions", () => {
  it.each([
    ['Ada Lovelace', 'Ada.Lovelace'],
    ['  Ada   King-Noel ', 'Ada.King-Noel'],
    ['Jürgen Groß', 'Jurgen.Gross'],
    ['Østergård, Ægir', 'Ostergard.AEgir'],
    ['Łukasz Đorđević', 'Lukasz.Dordevic'],
    ['ada+birds@example.com', 'ada+birds@example.com'],
    ['=cmd|calc', 'cmd.calc'],
    ['-Ada; <b>Eve</b>', 'Ada.b.Eve.b'],
    ['李雷', 'person-344ce544'],
    ['韩梅梅', expect.stringMatching(/^person-[0-9a-f]{8}$/) as string],
    ['Ada Лавлейс', expect.stringMatching(/^Ada-[0-9a-f]{8}$/) as string],
    ['X', expect.stringMatching(/^person-[0-9a-f]{8}$/) as string],
    ['🐧', expect.stringMatching(/^person-[0-9a-f]{8}$/) as string],
    ['a'.repeat(70), expect.stringMatching(/^a{55}-[0-9a-f]{8}$/) as string],
  ])('%s is %s', (name, session) => {
    expect(sessionNameOf(name)).toEqual(session);
  });

  it('is one that AWS and the notebook product take, for any name, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const session = sessionNameOf(name);
        expect(session).toMatch(/^\w[\w+.@-]{1,63}$/);
        expect([sessionNameOf(session), acceptedSessionName(session)]).toEqual([session, session]);
        expect(sessionNameOf(name.normalize('NFD'))).toBe(session);
      }),
    );
  });

  it('differs for people whose names differ in letters that cannot be written', () => {
    const names = ['李雷', '李蕾', 'Ада', 'Адам', 'ελένη', 'إلهام', `${'a'.repeat(70)}b`, `${'a'.repeat(70)}c`];
    expect(new Set(names.map(sessionNameOf))).toHaveProperty('size', names.length);
  });

  it('is left alone where AWS takes it', () => {
    expect(acceptedSessionName('=a,b')).toBe('=a,b');
    expect(isSessionName('=a,b')).toBe(true);
  });
});

describe('letters that are no Latin ones with a mark', () => {
  it('are spelled in a session name', () => {
    const letters = [...'ßẞæÆœŒøØłŁđĐðÐþÞħĦŧŦı'];
    expect(letters.map((letter) => sessionNameOf(`x${letter}x`).slice(1, -1))).toEqual([
      ...['ss', 'SS', 'ae', 'AE', 'oe', 'OE', 'o', 'O', 'l', 'L', 'd', 'D'],
      ...['d', 'D', 'th', 'Th', 'h', 'H', 't', 'T', 'i'],
    ]);
  });
});

describe('the name of a notebook', () => {
  it.each<[string, boolean]>([
    ['a', true],
    ['9.a_b-C', true],
    ['a'.repeat(128), true],
    ['a'.repeat(129), false],
    ['', false],
    ['.a', false],
    ['-a', false],
    ['a b', false],
    ['a\n', false],
  ])('is what Service Catalog takes: %j: %s', (name, expected) => {
    expect(isNotebookName(name)).toBe(expected);
  });

  it('is made of team and person, where somebody is known', () => {
    expect(usualNotebookName('owls', 'ada@example.com')).toBe('owls-ada');
    expect(usualNotebookName('owls', 'Ada Lovelace+x')).toBe('owls-Ada-Lovelace-x');
    expect(usualNotebookName('owls', undefined)).toBe('owls-notebook');
  });
});
