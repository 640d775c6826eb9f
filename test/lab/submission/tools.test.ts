import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { gunzipSync, gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/lab/submission/crc32.ts';
import { strangeFormat } from '../../../src/lab/submission/formats.ts';
import { readModel } from '../../../src/lab/submission/model.ts';
import { plainEntries } from '../../../src/lab/submission/plain-entries.ts';
import { Refusal } from '../../../src/lab/submission/refusal.ts';
import { readSubmission } from '../../../src/lab/submission/submission.ts';
import { readTable } from '../../../src/lab/submission/table.ts';
import { bytes, csvWith, HEADER, MANIFEST, modelArchive } from './archives.ts';
import { modelJson } from './models.ts';
import { PENGUINS } from '../../support/course.ts';

/** Where an archive of several members is split. */
const FIRST = 700;

const FILES = { 'manifest.json': bytes(JSON.stringify(MANIFEST)), 'train.csv': bytes(csvWith()) };

function problemsOf(archive: Uint8Array): readonly string[] {
  const checked = readSubmission(archive, PENGUINS);
  return checked.ok ? [] : checked.problems;
}

/** Replaces names of the same length, for those that this library would not write. */
function renamed(archive: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1');
}

describe('a submission is taken as common tools pack it', () => {
  const mac = { '__MACOSX/._train.csv': bytes('x'), '__MACOSX/._manifest.json': bytes('x'), '.DS_Store': bytes('x') };
  it.each<[string, Uint8Array]>([
    ['by Finder, of files', zipSync({ ...FILES, ...mac })],
    [
      'by Finder, of a folder',
      zipSync({ birds: FILES, '__MACOSX/birds/._train.csv': bytes('x'), 'birds/.DS_Store': bytes('x') }),
    ],
    ['by Explorer', zipSync({ birds: { ...FILES, 'Thumbs.db': bytes('x'), 'desktop.ini': bytes('x') } })],
    ['with backslashes', renamed(zipSync({ birds: FILES }), 'birds/', 'birds\\')],
    ['with entries for folders', zipSync({ 'birds/': new Uint8Array(), ...{ birds: FILES } })],
    ['from within a folder', zipSync({ '.': FILES })],
    ['with a comment that looks like the end', commented('PK\x05\x06 and so on, for as long as such a record is')],
    [
      'with a comment that is the end of another archive',
      commented(`PK\x05\x06${'\0'.repeat(4)}\x01\0\x01\0${'\0'.repeat(10)}`),
    ],
    ['with a comment behind', Buffer.concat([zipSync(FILES).slice(0, -2), Buffer.from('\x05\x00hello', 'latin1')])],
    ['in the form of Zip64', zip64(FILES)],
  ])('%s', (_, archive) => {
    expect(problemsOf(archive)).toEqual([]);
  });

  it('but not with more than belongs to it', () => {
    expect(problemsOf(zipSync({ a: FILES, b: FILES })).join()).toMatch(/holds "a\/manifest.json"/);
    expect(problemsOf(zipSync({ '..': FILES })).join()).toMatch(/holds "..\/manifest.json"/);
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`._${String(at)}`, bytes('x')]));
    expect(problemsOf(zipSync({ ...FILES, ...many }))).toEqual([
      'the submission holds 202 entries; pack only what is submitted',
    ]);
  });

  it('reads the same names however they are wrapped', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,3})?$/).filter((each) => !each.endsWith('.db'));
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 2, maxLength: 5 }),
        fc.constantFrom('x/', 'x\\', './', './x/'),
        (names, around) => {
          const entries = [...names.map((each) => `${around}${each}`), '__MACOSX/x', `${around}._y`, 'x/'];
          expect(plainEntries(entries.map((each) => ({ name: each }))).map((each) => each.name)).toEqual(names);
        },
      ),
    );
  });
});

describe('a model is taken as common tools pack it', () => {
  const content = Uint8Array.from(modelJson());
  const file = { name: 'xgboost-model', content };
  const plain = modelArchive([file]);

  it.each<[string, Uint8Array]>([
    ['by tar on macOS', modelArchive([{ name: './._xgboost-model' }, { ...file, name: './xgboost-model' }])],
    [
      'with its folder around',
      modelArchive([
        { name: 'run-7/', type: '5', content: new Uint8Array() },
        { ...file, name: 'run-7/xgboost-model' },
      ]),
    ],
    ['filled up with zeros', Buffer.concat([plain, new Uint8Array(10_000)])],
    ['filled up with a few zeros', Buffer.concat([plain, new Uint8Array(5)])],
    ['in several members', inMembers(plain)],
  ])('%s', (_, archive) => {
    expect(readModel(archive, PENGUINS).content).toEqual(content);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['with a wrong checksum', withByte(plain, -5), /checksum is wrong/],
    ['with a wrong length', withByte(plain, -3), /checksum is wrong/],
    [
      'with a wrong checksum in its first member',
      withByte(inMembers(plain), firstMember(plain) - 5),
      /checksum is wrong/,
    ],
    [
      'in thousands of members',
      Buffer.concat(Array<Uint8Array>(2000).fill(gzipSync(new Uint8Array()))),
      /more than 1000/,
    ],
    ['with thousands of entries', modelArchive(Array<typeof file>(2000).fill(file)), /holds more than 1000 entries/],
    ['with something behind', Buffer.concat([plain, Buffer.from('garbage')]), /damaged/],
    [
      'as a zip archive',
      zipSync({ model: content }),
      /not packed with gzip: it is a zip archive; pack it with "tar czf"/,
    ],
    ['without gzip', gunzipSync(plain), /not packed with gzip: it is a tar archive/],
  ])('but not %s', (_, archive, problem) => {
    expect(() => readModel(archive, PENGUINS)).toThrow(problem);
  });
});

describe('any table', () => {
  const piece = fc.constantFrom(
    ',',
    ';',
    '\t',
    '|',
    '"',
    '\n',
    '\r',
    '\r\n',
    ' ',
    '1',
    '-2.5e3',
    '39,1',
    'x',
    '\u0000',
    '\u202E',
  );

  it('of any pieces is read or refused', () => {
    const lines = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.boolean(), (parts, isHeaded) => {
        const csv = `${isHeaded ? `${HEADER}\n` : ''}${parts.join('')}`;
        expect(readTable(bytes(csv), PENGUINS).ok).toBe(false);
      }),
    );
  });

  it('that repeats a piece a million times is refused in bounded work', () => {
    fc.assert(
      fc.property(piece, piece, fc.boolean(), (one, other, isHeaded) => {
        const csv = `${isHeaded ? `${HEADER}\n` : ''}${`${one}${other}`.repeat(500_000)}`;
        expect(readTable(bytes(csv), PENGUINS).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('any archive of a model', () => {
  it('is read or refused wherever it was damaged, outside of gzip and within', () => {
    const model = gunzipSync(modelArchive([{ name: 'xgboost-model', content: modelJson() }]));
    const damage = fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.boolean(), (changes, isWithin) => {
        const archive = isWithin ? gzipSync(damaged(model, changes)) : damaged(gzipSync(model), changes);
        try {
          readModel(archive, PENGUINS);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
    );
  });
});

function damaged(sound: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = sound.slice();
  for (const [at, byte] of changes) copy[at % copy.length] = byte;
  return copy;
}

describe('what goes by the name of another kind is told as what it is', () => {
  const workbook = zipSync({ '[Content_Types].xml': bytes('<x/>'), 'xl/workbook.xml': bytes('<x/>') });
  const spreadsheet = zipSync({ mimetype: [bytes('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }] });
  const OTHERS: readonly (readonly [string, Uint8Array])[] = [
    ['an Excel workbook (.xlsx)', workbook],
    ['a spreadsheet (.ods)', spreadsheet],
    ['a Parquet file', bytes('PAR1\0')],
    ['a PDF', bytes('%PDF-1.7')],
    ['packed with gzip', gzipSync(FILES['train.csv'])],
    ['a workbook of old Excel versions (.xls)', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)],
    ['a web page, which a browser may have saved instead of the file', bytes('\n<!DOCTYPE html><html>')],
  ];

  it.each(OTHERS)('%s', (format, content) => {
    expect(strangeFormat(content)).toBe(format);
    const zip = zipSync({ ...FILES, 'train.csv': content });
    expect(problemsOf(zip)).toEqual([`train.csv is ${format}, whatever its name says; save it as text in UTF-8`]);
  });

  // As libmagic knows them, or whoever defined the format: longer than what is looked at.
  it.each<readonly [string, string]>([
    ['50 41 52 31 15 04', 'a Parquet file'],
    ['25 50 44 46 2d 31 2e 37', 'a PDF'],
    ['d0 cf 11 e0 a1 b1 1a e1', 'a workbook of old Excel versions (.xls)'],
    ['1f 8b 08 00', 'packed with gzip'],
    ['28 b5 2f fd 24', 'packed with Zstandard'],
    ['42 5a 68 39 31 41', 'packed with bzip2'],
    ['fd 37 7a 58 5a 00', 'packed with xz'],
    ['37 7a bc af 27 1c', 'a 7z archive'],
    ['52 61 72 21 1a 07 01 00', 'a RAR archive'],
    ['89 48 44 46 0d 0a 1a 0a', 'an HDF5 file'],
    ['93 4e 55 4d 50 59 01 00', 'an array of NumPy (.npy)'],
    ['41 52 52 4f 57 31 00 00', 'an Arrow file'],
    ['46 45 41 31 00', 'a Feather file'],
    ['53 51 4c 69 74 65 20 66 6f 72 6d 61 74 20 33 00', 'a SQLite database'],
    ['52 44 58 33 0a', 'a data file of R'],
    ['89 50 4e 47 0d 0a 1a 0a', 'a picture'],
    ['ff d8 ff e0 00 10', 'a picture'],
    ['7b 5c 72 74 66 31', 'a document in RTF'],
    ['80 02 7d', 'a pickle'],
    ['80 03 7d', 'a pickle'],
    ['80 04 95', 'a pickle'],
    ['80 05 95', 'a pickle'],
  ])('by its signature: %s', (signature, format) => {
    const file = Buffer.from(signature.replaceAll(' ', ''), 'hex');
    expect(strangeFormat(file)).toBe(format);
    expect(strangeFormat(Buffer.concat([bytes('x'), file]))).toBeUndefined();
  });

  it.each<readonly [string, string]>([
    ['PK\x03\x04', 'a zip archive'],
    ['PK\x03\x04 [Content_Types].xml', 'an Excel workbook (.xlsx)'],
    ['PK\x03\x04 xl/', 'an Excel workbook (.xlsx)'],
    ['PK\x03\x04 axl/', 'a zip archive'],
    [`${'x'.repeat(257)}ustar`, 'a tar archive'],
    ['<html>', 'a web page, which a browser may have saved instead of the file'],
    [' <!doctype  HTML>', 'a web page, which a browser may have saved instead of the file'],
  ])('by how it begins: %j', (beginning, format) => {
    const content = (text: string) => Buffer.from(`${text} and more`, 'latin1');
    expect(strangeFormat(content(beginning))).toBe(format);
    expect(strangeFormat(content(`x${beginning}`))).toBeUndefined();
  });

  it('in place of a whole submission', () => {
    expect(problemsOf(bytes('%PDF-1.7'))).toEqual(['the submission is not a zip archive: it is a PDF']);
    expect(problemsOf(workbook).join()).toContain('holds "[Content_Types].xml"');
  });

  it('but no table is', () => {
    expect(strangeFormat(FILES['train.csv'])).toBeUndefined();
  });
});

/** Both members together hold what the one of the archive holds. */
function inMembers(archive: Uint8Array): Uint8Array {
  const content = gunzipSync(archive);
  return Buffer.concat([gzipSync(content.subarray(0, FIRST)), gzipSync(content.subarray(FIRST))]);
}

function firstMember(archive: Uint8Array): number {
  return gzipSync(gunzipSync(archive).subarray(0, FIRST)).length;
}

/** With another byte at the place, counted from the end if it is negative. */
function withByte(archive: Uint8Array, at: number): Uint8Array {
  const changed = Buffer.from(archive);
  const place = (at + archive.length) % archive.length;
  changed[place] = (changed[place] ?? 0) ^ 0x55;
  return changed;
}

/** As programs write archives whose size they do not know beforehand: every number is in the extra fields. */
function zip64(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(content.length), 4);
    extra.writeBigUInt64LE(BigInt(packed.length), 12);
    extra.writeBigUInt64LE(BigInt(Buffer.concat(locals).length), 20);
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02');
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(crc32(content), 16);
    head.writeUInt32LE(0xffffffff, 20);
    head.writeUInt32LE(0xffffffff, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt16LE(extra.length, 30);
    head.writeUInt32LE(0xffffffff, 42);
    entries.push(head, Buffer.from(name), extra);
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04');
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name), packed);
  }
  return Buffer.concat([...locals, ...entries, ...zip64Ends(entries, Buffer.concat(locals).length)]);
}

function zip64Ends(entries: readonly Buffer[], start: number): Buffer[] {
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06');
  record.writeBigUInt64LE(BigInt(entries.length / 3), 32);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07');
  locator.writeBigUInt64LE(BigInt(start + Buffer.concat(entries).length), 8);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\x05\x06');
  end.writeUInt16LE(0, 20);
  return [record, locator, end];
}

function commented(comment: string): Buffer {
  const zip = Buffer.from(zipSync(FILES));
  zip.writeUInt16LE(comment.length, zip.length - 2);
  return Buffer.concat([zip, Buffer.from(comment, 'latin1')]);
}
