import { ACCOUNT_ROLES } from '../lab/accounts.ts';
import type { PlacedProblem } from './check.ts';
import type { LabEntry } from './lab-entry.ts';
import { readTable, type Row } from './roster-table.ts';
import { type SettingsTree, valueAt, withValue } from './settings-tree.ts';

/** A lab while its lines are read; the lines by the setting that they give. */
interface RosterLab {
  values: SettingsTree;
  readonly people: SettingsTree[];
  readonly lines: Map<string, number>;
}

/** Reads a roster: a lab by one line or several, of which each may name one of its people. */
export function readRoster(text: string, label: string): { entries: LabEntry[]; problems: PlacedProblem[] } {
  const { rows, problems } = readTable(text, label);
  const labs = new Map<string, RosterLab>();
  for (const row of rows) {
    const name = row.cells.lab;
    if (!name) {
      problems.push({
        place: `${label}:${String(row.line)}`,
        message: 'no lab is named',
        remedy: 'write its name under lab',
      });
      continue;
    }
    const lab = labs.get(name) ?? { values: { name }, people: [], lines: new Map([['name', row.line]]) };
    labs.set(name, lab);
    problems.push(...addAccounts(lab, row, label));
    addPerson(lab, row);
  }
  return { entries: [...labs.values()].map((lab) => entryOf(lab, label)), problems };
}

/** What one line says of a lab's accounts, the others repeat or leave empty. */
function addAccounts(lab: RosterLab, { cells, line }: Row, label: string): PlacedProblem[] {
  return ACCOUNT_ROLES.flatMap((role) => {
    const id = cells[role];
    const path = `accounts.${role}.id`;
    if (!id) return [];
    const known = valueAt(lab.values, path.split('.'));
    if (known === undefined) {
      lab.values = withValue(lab.values, path.split('.'), id);
      lab.lines.set(path, line);
    }
    if (typeof known !== 'string' || known === id) return [];
    const message = `"${id}" is another ${role} account of the lab than "${known}" (${label}:${String(lab.lines.get(path))})`;
    return [
      { place: `${label}:${String(line)}`, message, remedy: 'write the same id in each line of a lab, or one alone' },
    ];
  });
}

/** Whoever has an address only is called by that. */
function addPerson(lab: RosterLab, { cells, line }: Row): void {
  const { person, email } = cells;
  if (!person && !email) return;
  lab.lines.set(`people.${String(lab.people.length)}`, line);
  lab.people.push({ name: person || email, ...(email && { email }) });
}

function entryOf({ values, people, lines }: RosterLab, label: string): LabEntry {
  return {
    values: { ...values, ...(people.length > 0 && { people }) },
    source: () => 'roster',
    where: (path) => `${label}:${String(lineOf(lines, path.join('.')))}`,
    written: () => undefined,
  };
}

/** A person's line is the line of their name and address. */
function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const [place = ''] = /^people\.\d+/.exec(path) ?? [path];
  return lines.get(place) ?? lines.get('name') ?? 1;
}
