import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packSubmission, readSubmission } from '../../../src/lab/submission/submission.ts';
import { bomb, bytes, csvWith, MANIFEST, modelArchive } from './archives.ts';
import { modelJson } from './models.ts';
import { readModel } from '../../../src/lab/submission/model.ts';
import { PENGUINS } from '../../support/course.ts';

const MODEL = modelArchive([{ name: 'xgboost-model', content: modelJson() }]);

function problemsOf(archive: Uint8Array): readonly string[] {
  const checked = readSubmission(archive, PENGUINS);
  return checked.ok ? [] : checked.problems;
}

function archiveOf(files: Zippable): Uint8Array {
  return zipSync({ 'manifest.json': bytes(JSON.stringify(MANIFEST)), ...files });
}

describe('a submission', () => {
  it('of data is read with its columns in the order of the features', () => {
    const archive = packSubmission(MANIFEST, { kind: 'data', bytes: bytes(csvWith()) });
    expect(readSubmission(archive, PENGUINS)).toMatchObject({
      ok: true,
      submission: { kind: 'data', manifest: MANIFEST, table: { rows: { 0: [3000, 39.1, 18.7, 180, 1, 0, 0] } } },
    });
  });

  it('of a model is read with the model as it will be served', () => {
    const manifest = { ...MANIFEST, kind: 'model' } as const;
    const checked = readSubmission(packSubmission(manifest, { kind: 'model', bytes: MODEL }), PENGUINS);
    expect(checked).toEqual({ ok: true, submission: { kind: 'model', manifest, model: readModel(MODEL, PENGUINS) } });
  });

  it('has the same bytes whenever it is packed', () => {
    const content = { kind: 'data', bytes: bytes(csvWith()) } as const;
    expect(packSubmission(MANIFEST, content)).toEqual(packSubmission(MANIFEST, content));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['is no zip archive', bytes('train.csv'), /not a zip archive/],
    ['is empty', new Uint8Array(), /not a zip archive/],
    ['is cut short', archiveOf({ 'train.csv': bytes(csvWith()) }).subarray(200), /damaged/],
    ['is too large', new Uint8Array(20_000_001), /has 20.1 MB; at most 20 MB/],
    ['has no manifest', zipSync({ 'train.csv': bytes(csvWith()) }), /holds no manifest.json/],
    ['has no content', archiveOf({}), /holds no train.csv or model.tar.gz/],
    ['has both contents', archiveOf({ 'train.csv': bytes('a'), 'model.tar.gz': MODEL }), /holds both/],
    ['has its content in a folder', archiveOf({ data: { 'train.csv': bytes('a') } }), /holds "data\/train.csv"/],
    ['reaches out of its folder', archiveOf({ '../train.csv': bytes('a') }), /holds "..\/train.csv"/],
    [
      'has another file',
      archiveOf({ 'train.csv': bytes('a'), 'notes.txt': bytes('a') }),
      /holds "notes.txt"; pack only/,
    ],
    ['has a manifest that is no JSON', archiveOf({ 'manifest.json': bytes('{'), 'train.csv': bytes('a') }), /not JSON/],
    ['has a long manifest', archiveOf({ 'manifest.json': new Uint8Array(65_000), 'train.csv': bytes('a') }), /64 kB/],
    ['calls data a model', archiveOf({ 'model.tar.gz': MODEL }), /kind is "data", but .* holds model.tar.gz/],
    ['is not text', archiveOf({ 'train.csv': Uint8Array.of(0x61, 0xff, 0x00) }), /not UTF-8/],
  ])('that %s is refused', (_, archive, problem) => {
    expect(problemsOf(archive).join('\n')).toMatch(problem);
  });

  it('tells the problems of the manifest and of the data at once', () => {
    const problems = problemsOf(archiveOf({ 'manifest.json': bytes('{"version":1}'), 'train.csv': bytes('a,b\n1,2') }));
    expect(problems).toContain('manifest.json: name is missing; it must be text');
    expect(problems).toContain('train.csv has no column body_mass_g');
  });

  it('that says the same file twice, or hides one behind a password, is refused', () => {
    const archive = archiveOf({ 'train.csv': bytes(csvWith()), trainxcsv: bytes(csvWith()) });
    const twice = Buffer.from(Buffer.from(archive).toString('latin1').replaceAll('trainxcsv', 'train.csv'), 'latin1');
    expect(problemsOf(twice)).toEqual(['the submission holds train.csv more than once']);
    const encrypted = Buffer.from(archiveOf({ 'train.csv': bytes(csvWith()) }));
    const entry = encrypted.lastIndexOf('PK\x01\x02');
    encrypted.writeUInt16LE(1, entry + 8);
    expect(problemsOf(encrypted)).toEqual(['train.csv is encrypted; pack it without a password']);
    const linked = Buffer.from(archiveOf({ 'train.csv': bytes('/etc/passwd') }));
    linked.writeUInt16LE(0o120777, linked.lastIndexOf('PK\x01\x02') + 40);
    expect(problemsOf(linked)).toEqual(['train.csv is a link to a file; pack the file itself']);
  });

  it('whose content was changed after packing is refused by its checksum', () => {
    const archive = Buffer.from(archiveOf({ 'train.csv': [bytes(csvWith()), { level: 0 }] }));
    archive.write('3', archive.indexOf('39.1'));
    archive.write('7', archive.indexOf('39.1') + 1);
    expect(problemsOf(archive)).toEqual(['train.csv is damaged: its checksum is wrong; pack it again']);
  });
});

describe('what unpacks to too much', () => {
  it('is given up, whatever size the archive claims', () => {
    expect(problemsOf(bomb())).toEqual(['train.csv unpacks to more than 50 MB']);
  });

  it('is given up also within a model', () => {
    const archive = archiveOf({
      'manifest.json': bytes(JSON.stringify({ ...MANIFEST, kind: 'model' })),
      'model.tar.gz': [gzipSync(Buffer.alloc(60_000_000)), { level: 0 }],
    });
    expect(problemsOf(archive)).toEqual(['model.tar.gz unpacks to more than 50 MB']);
  });
});

describe('reading a submission', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => !readSubmission(any, PENGUINS).ok));
  });

  it('never throws, wherever a sound one was damaged', () => {
    const manifest = { ...MANIFEST, kind: 'model' } as const;
    const sound = [
      packSubmission(MANIFEST, { kind: 'data', bytes: bytes(csvWith()) }),
      packSubmission(manifest, { kind: 'model', bytes: MODEL }),
    ];
    const damage = fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...sound), damage, (archive, changes) => {
        const damaged = archive.slice();
        for (const [at, byte] of changes) damaged[at % damaged.length] = byte;
        expect(readSubmission(damaged, PENGUINS)).toHaveProperty('ok');
      }),
    );
  });

  it('gives back what was packed', () => {
    const number = fc.double({ min: -3.4e38, max: 3.4e38, noNaN: true });
    const flag = fc.constantFrom(0, 1);
    const mass = fc.double({ min: 1, max: 10_000, noNaN: true });
    const row = fc.tuple(mass, number, number, number, flag, flag, flag);
    const name = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,62}$/);
    fc.assert(
      fc.property(fc.array(row, { minLength: 50, maxLength: 60 }), name, (rows, called) => {
        const csv = csvWith({}, 0) + rows.map((each) => `\n${each.join(',')}`).join('');
        const manifest = { ...MANIFEST, name: called };
        const checked = readSubmission(packSubmission(manifest, { kind: 'data', bytes: bytes(csv) }), PENGUINS);
        // A number has no sign where it is nothing.
        const read = rows.map((each) => each.map((value) => value + 0));
        expect(checked).toEqual({ ok: true, submission: { kind: 'data', manifest, table: { rows: read } } });
      }),
      { numRuns: 30 },
    );
  });
});
