import { describe, expect, it } from 'vitest';
import { completeSettings } from '../../src/config/complete.ts';
import { DEFAULT_CATALOG } from '../../src/lab/catalog.ts';
import { DEFAULT_HARDENING } from '../../src/lab/hardening.ts';
import type { Ui } from '../../src/ports/ui.ts';
import { PENGUINS, USUAL_PIPELINE } from '../support/course.ts';
import { FULL_FILE, load } from './working-folder.ts';

const SANDBOX = {
  region: 'us-east-1',
  accounts: {
    tools: { id: '111111111111' },
    datascience: { id: '222222222222' },
    staging: { id: '333333333333' },
  },
};

describe('without a terminal', () => {
  it('names everything that is missing at once', async () => {
    const loaded = await load('accounts:\n  datascience: { id: "222222222222" }\n');
    await expect(completeSettings(loaded, new ScriptedUi([], false))).rejects.toMatchObject({
      exitCode: 2,
      message:
        '3 settings are missing, and there is no terminal to ask on: region, accounts.tools.id, accounts.staging.id',
      hints: [
        {
          say:
            'give --region, --tools-account, --staging-account, ' +
            'or set MLOPS_LAB_REGION, MLOPS_LAB_TOOLS_ACCOUNT, MLOPS_LAB_STAGING_ACCOUNT, or write them in mlops-lab.yaml',
        },
      ],
    });
  });

  it('asks nothing when nothing is missing', async () => {
    const { settings } = await completeSettings(await load(FULL_FILE), new ScriptedUi([], false));
    expect(settings.accounts.tools).toEqual({ id: '111111111111', profile: 'lab-tools' });
  });

  it('asks nothing in the sandbox', async () => {
    const loaded = await load(undefined, { sandboxDefaults: SANDBOX, flags: { stagingAccount: '444444444444' } });
    const { settings } = await completeSettings(loaded, new ScriptedUi([], false));
    expect(settings).toEqual({
      name: 'lab',
      region: 'us-east-1',
      network: { zones: 1 },
      catalog: DEFAULT_CATALOG,
      hardening: DEFAULT_HARDENING,
      pipeline: USUAL_PIPELINE,
      course: 'penguins',
      taught: PENGUINS,
      accounts: { ...SANDBOX.accounts, staging: { id: '444444444444' } },
    });
  });
});

describe('what a model is held to', () => {
  const complete = async (env: Record<string, string>) =>
    completeSettings(await load(undefined, { sandboxDefaults: SANDBOX, env }), new ScriptedUi([], false));

  it('is what the course says, unless the settings say otherwise', async () => {
    const { settings } = await complete({ MLOPS_LAB_METRIC: 'rmse', MLOPS_LAB_THRESHOLD: '350' });
    expect(settings.pipeline).toMatchObject({ metric: 'rmse', threshold: 350, plausibility: PENGUINS.plausibility });
  });

  it('is nothing for a metric without a threshold that would mean anything', async () => {
    await expect(complete({ MLOPS_LAB_METRIC: 'rmse' })).rejects.toMatchObject({
      exitCode: 2,
      message: 'MLOPS_LAB_METRIC: pipeline.metric: "rmse" has no threshold',
      hints: [{ say: 'give pipeline.threshold too: what rmse may be at most, in grams' }],
    });
  });
});

it('a role of the sandbox is in the account that was chosen', async () => {
  const roleArn = 'arn:aws:iam::111111111111:role/LabAdministrator';
  const sandboxDefaults = { accounts: { tools: { id: '111111111111', roleArn } } };
  const file = 'accounts: { tools: { id: "012345678901", profile: lab-tools } }';
  expect((await load(file, { sandboxDefaults })).settings.accounts.tools).toEqual({
    id: '012345678901',
    profile: 'lab-tools',
    roleArn: 'arn:aws:iam::012345678901:role/LabAdministrator',
  });
});

describe('on a terminal', () => {
  it('asks for what is missing, in order, and for the way into accounts that are new', async () => {
    const ui = new ScriptedUi([
      ...['eu-west-1', '111111111111', 'profile', 'lab-tools'],
      ...['222222222222', 'role', 'arn:aws:iam::222222222222:role/Admin', ''],
      ...['333333333333', 'current'],
    ]);
    const { settings, origin } = await completeSettings(await load('name: course-7\n'), ui);
    expect(settings).toEqual({
      name: 'course-7',
      region: 'eu-west-1',
      network: { zones: 1 },
      catalog: DEFAULT_CATALOG,
      hardening: DEFAULT_HARDENING,
      pipeline: USUAL_PIPELINE,
      course: 'penguins',
      taught: PENGUINS,
      accounts: {
        tools: { id: '111111111111', profile: 'lab-tools' },
        datascience: { id: '222222222222', roleArn: 'arn:aws:iam::222222222222:role/Admin' },
        staging: { id: '333333333333' },
      },
    });
    expect(origin.get('region')?.source).toBe('answer');
    expect(ui.asked).toMatchInlineSnapshot(`
      [
        "Region of the lab",
        "Id of the Tools account",
        "How is the Tools account reached?",
        "Profile for the Tools account",
        "Id of the Data Scientist account",
        "How is the Data Scientist account reached?",
        "Role in the Data Scientist account",
        "External id",
        "Id of the Staging account",
        "How is the Staging account reached?",
      ]
    `);
  });

  it('refuses an answer that does not fit the others, with the reason', async () => {
    const loaded = await load(FULL_FILE.replace('id: "111111111111", ', ''));
    const ui = new ScriptedUi(['1111', '333333333333', '111111111111']);
    await completeSettings(loaded, ui);
    expect(ui.refused).toEqual([
      '"1111" has 4 digits, and an account id has 12; give the 12 digits of the account id, such as 111111111111',
      expect.stringMatching(
        /^"333333333333" is already the tools account \(your answer\); give each of the three accounts its own id$/,
      ),
    ]);
    expect(ui.asked).toEqual(['Id of the Tools account']);
  });

  it('suggests the region of the shell, and does not take it unasked', async () => {
    const { missing } = await load(undefined, { env: { AWS_REGION: 'eu-north-1' } });
    expect(missing[0]).toMatchObject({ path: 'region', default: 'eu-north-1' });
  });
});

/** Answers in turn; an answer that is refused is followed by the next one, as a person would. */
class ScriptedUi implements Pick<Ui, 'interactive' | 'ask' | 'choose'> {
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  readonly interactive: boolean;
  readonly #answers: string[];

  constructor(answers: readonly string[], interactive = true) {
    this.#answers = [...answers];
    this.interactive = interactive;
  }

  ask: Ui['ask'] = ({ message, validate }) => {
    this.asked.push(message);
    for (let answer = this.#answers.shift(); answer !== undefined; answer = this.#answers.shift()) {
      const verdict = validate?.(answer) ?? true;
      if (verdict === true) return Promise.resolve(answer);
      this.refused.push(verdict);
    }
    return Promise.reject(new Error(`nobody answers ${message}`));
  };

  choose: Ui['choose'] = ({ message, choices }) => {
    this.asked.push(message);
    const answer = this.#answers.shift();
    const chosen = choices.find(({ value }) => value === answer);
    return chosen ? Promise.resolve(chosen.value) : Promise.reject(new Error(`${answer} is no choice`));
  };
}
