import { zipSync } from 'fflate';
import type { Course } from '../course/types.ts';
import { parseManifest, type Manifest, type ParsedManifest } from './manifest.ts';
import { plainEntries } from './plain-entries.ts';
import { readModel, type Model } from './model.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';
import { readTable, type Table } from './table.ts';
import { megabytes } from './unpack.ts';
import { unpackEntry, zipEntries, type ZipEntry } from './zip.ts';

export type Submission =
  | { readonly kind: 'data'; readonly manifest: Manifest; readonly table: Table }
  | { readonly kind: 'model'; readonly manifest: Manifest; readonly model: Model };

export type Checked =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The files that a submission may contain besides its manifest; it contains one of them. */
export const CONTENTS = { data: 'train.csv', model: 'model.tar.gz' } as const;

/** The content of a submission before it is packed. */
export interface Content {
  readonly kind: Manifest['kind'];
  readonly bytes: Uint8Array;
}

const MANIFEST = 'manifest.json';

/** How much of a submission is read, since anybody may have put it together. */
export const LIMITS = { archive: 20_000_000, unpacked: 50_000_000, manifest: 64_000, entries: 100 } as const;

/** The earliest time that a zip archive can hold, used for every file so that the same content gives the same bytes. */
const TIME = new Date(1980, 0, 1);

export function packSubmission(manifest: Manifest, { kind, bytes }: Content): Uint8Array {
  const json = new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`);
  return zipSync({ [MANIFEST]: json, [CONTENTS[kind]]: bytes }, { level: 6, mtime: TIME, os: 3, attrs: 0o644 << 16 });
}

/** Reads and checks a submission. Never throws, and never uses more memory than the limits allow. */
export function readSubmission(archive: Uint8Array, course: Course): Checked {
  try {
    return check(archive, course);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.message] };
    throw error;
  }
}

function check(archive: Uint8Array, course: Course): Checked {
  const { archive: most } = LIMITS;
  if (archive.length > most) {
    throw new Refusal(`the submission has ${megabytes(archive.length)}; at most ${megabytes(most)} are allowed`);
  }
  const entries = plainEntries(zipEntries(archive, LIMITS.entries));
  const problems = [...new Set(entryProblems(entries))];
  if (problems.length > 0) return { ok: false, problems };
  const [manifest, content] = [entries.find(isManifest), entries.find((entry) => !isManifest(entry))];
  return manifest && content ? checkContents(manifest, content, course) : incomplete(manifest);
}

function incomplete(manifest: ZipEntry | undefined): Checked {
  const missing = manifest ? `${CONTENTS.data} or ${CONTENTS.model}` : MANIFEST;
  return { ok: false, problems: [`the submission holds no ${missing}`] };
}

function entryProblems(entries: readonly ZipEntry[]): string[] {
  const allowed: readonly string[] = [MANIFEST, ...Object.values(CONTENTS)];
  const names = entries.map(({ name }) => name);
  const both = Object.values(CONTENTS).every((name) => names.includes(name));
  return [
    ...entries.flatMap(({ name, encrypted, isLink }, at) => {
      if (!allowed.includes(name)) return [`the submission holds ${shown(name)}; pack only ${allowed.join(', ')}`];
      if (names.indexOf(name) !== at) return [`the submission holds ${name} more than once`];
      if (isLink) return [`${name} is a link to a file; pack the file itself`];
      return encrypted ? [`${name} is encrypted; pack it without a password`] : [];
    }),
    ...(both
      ? [`the submission holds both ${CONTENTS.data} and ${CONTENTS.model}; submit them one after the other`]
      : []),
  ];
}

function checkContents(manifest: ZipEntry, content: ZipEntry, course: Course): Checked {
  const parsed = parseManifest(unpackEntry(manifest, LIMITS.manifest), course);
  const kind = content.name === CONTENTS.data ? 'data' : 'model';
  if (parsed.ok && parsed.manifest.kind !== kind) {
    const found = `${MANIFEST}: kind is "${parsed.manifest.kind}", but the submission holds ${content.name}`;
    return { ok: false, problems: [`${found}; write "${kind}"`] };
  }
  const bytes = unpackEntry(content, LIMITS.unpacked);
  return kind === 'data' ? checkData(parsed, bytes, course) : checkTrained(parsed, bytes, course);
}

function checkData(manifest: ParsedManifest, bytes: Uint8Array, course: Course): Checked {
  const table = readTable(bytes, course);
  if (manifest.ok && table.ok) {
    return { ok: true, submission: { kind: 'data', manifest: manifest.manifest, table: table.table } };
  }
  return { ok: false, problems: [...problemsOf(manifest), ...problemsOf(table)] };
}

function checkTrained(manifest: ParsedManifest, archive: Uint8Array, course: Course): Checked {
  // What is wrong with a model of another course is of no use to anybody.
  if (!manifest.ok) return manifest;
  return { ok: true, submission: { kind: 'model', manifest: manifest.manifest, model: readModel(archive, course) } };
}

function problemsOf(parsed: { readonly ok: true } | { readonly ok: false; readonly problems: readonly string[] }) {
  return parsed.ok ? [] : parsed.problems;
}

function isManifest({ name }: ZipEntry): boolean {
  return name === MANIFEST;
}
