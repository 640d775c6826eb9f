import { describe, expect, it } from 'vitest';
import { ownership, ownerTags, type Evidence, type Ownership } from '../../src/lab/owner.ts';
import { LAB } from '../support/rehearsal.ts';

const OWN = ownerTags(LAB);
const OTHER = { 'mlops-lab:deployment': 'lab/444444444444/us-east-1' };

describe('whose a resource is', () => {
  it.each<[string, Evidence, Ownership]>([
    ['found by a name that only the lab gives, with its tag', { tags: OWN }, 'own'],
    ['made by the lab, with its tag', { tags: OWN, made: true }, 'own'],
    ['with its tag, and made by nobody knows whom', { tags: OWN, made: false }, 'copied'],
    ['with the tag of another lab', { tags: OTHER, made: true }, 'foreign'],
    ['with no tag of a lab', { tags: { team: 'a' }, made: true }, 'unmarked'],
    ['of a kind without tags, made by the lab', { made: true, others: [] }, 'own'],
    ['of such a kind, where another lab has the name, too', { made: true, others: ['lab/4'] }, 'foreign'],
    ['of such a kind, that only has a name', { made: false, others: [] }, 'unmarked'],
  ])('%s', (_, evidence, expected) => {
    expect(ownership(LAB, evidence)).toBe(expected);
  });
});
