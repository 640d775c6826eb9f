import { ifPresent } from '../../../kernel/absence.ts';

/** Deletes what may be gone already. */
export function unlessGone(remove: () => void): void {
  ifPresent(['ResourceNotFoundException'], remove);
}

/** The two ids that an association's physical id is made of. */
export function joined(physicalId: string): readonly [string, string] {
  const [one = '', other = ''] = physicalId.split('|');
  return [one, other];
}
