import { describe, expect, it } from 'vitest';
import { completed } from '../../../src/actions/notebook/ask.ts';
import type { Offer, OfferedParameter } from '../../../src/ports/notebooks.ts';
import { askedUi } from '../asked-ui.ts';

const TEAM: OfferedParameter = {
  key: 'TeamName',
  type: 'String',
  default: 'research',
  allowed: [],
  pattern: '[a-z]+',
  rule: 'lower-case letters.',
};
const SIZE: OfferedParameter = { key: 'NotebookSize', type: 'String', default: 'small', allowed: ['small', 'large'] };

function offering(...parameters: readonly OfferedParameter[]): Offer {
  return { productId: 'p', version: '1', artifactId: 'a', pathId: 'l', parameters, tagOptions: {} };
}

const ATTENDED = { yes: false, dryRun: false, express: false };
const REQUEST = { name: 'mine', costCenter: 'research', parameters: { IdleMinutes: '30' } };
const ANSWERS = { '--team': 'owls', '--size': 'large' };

describe('a launch that somebody can be asked about', () => {
  it('is completed by the team and the size, each with the default of the product', async () => {
    const { ui, questions } = askedUi(ANSWERS);
    expect(await completed(ui, ATTENDED, REQUEST, offering(TEAM, SIZE))).toEqual({
      ...REQUEST,
      parameters: { IdleMinutes: '30', TeamName: 'owls', NotebookSize: 'large' },
    });
    const [team, size] = questions;
    expect(team).toMatchObject({ flag: '--team', default: 'research' });
    expect(size).toMatchObject({
      default: 'small',
      choices: [
        { value: 'small', name: 'small' },
        { value: 'large', name: 'large' },
      ],
    });
    if (!team || !('validate' in team)) throw new Error('a team is checked while it is typed');
    expect([team.validate('owls'), team.validate('O-1')]).toEqual([true, 'It has to be lower-case letters.']);
  });

  it('is not asked about what it says, nor about what the product does not leave open', async () => {
    const said = { ...REQUEST, parameters: { TeamName: 'bees', NotebookSize: 'small' } };
    const all = askedUi({});
    expect(await completed(all.ui, ATTENDED, said, offering(TEAM, SIZE))).toEqual(said);
    expect(await completed(all.ui, ATTENDED, REQUEST, offering())).toEqual(REQUEST);
    expect(await completed(all.ui, ATTENDED, REQUEST, offering({ ...SIZE, allowed: [] }))).toEqual(REQUEST);
    expect(all.questions).toEqual([]);
  });

  it('has no default where the product has none', async () => {
    const { ui, questions } = askedUi(ANSWERS);
    const bare = [TEAM, SIZE].map(({ default: _, ...rest }) => rest);
    await completed(ui, ATTENDED, REQUEST, offering(...bare));
    expect(questions.map((question) => 'default' in question)).toEqual([false, false]);
  });

  it('has nothing of what was left empty', async () => {
    const { ui } = askedUi({ '--team': '', '--size': '' });
    expect(await completed(ui, ATTENDED, REQUEST, offering(TEAM, SIZE))).toEqual(REQUEST);
  });
});

describe('a launch that nobody can be asked about', () => {
  it.each([
    ['since nobody is there', undefined, ATTENDED],
    ['since all is agreed to', ANSWERS, { ...ATTENDED, yes: true }],
  ])('stays as it is, %s', async (_, answers, options) => {
    const { ui, questions } = askedUi(answers);
    expect(await completed(ui, options, REQUEST, offering(TEAM, SIZE))).toBe(REQUEST);
    expect(questions).toEqual([]);
  });
});
