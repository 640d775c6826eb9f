import { UNLISTED } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import type { Remains } from '../../ports/cloud.ts';
import type { ClientSetup } from '../clients.ts';
import { translated, whyUnread } from '../errors.ts';
import { namedAmong, namedStacks, otherHolders } from '../holders.ts';
import { stackRecord } from '../stack-record.ts';
import type { AwsStacks } from '../stacks.ts';
import { left, type Candidate, type Found, type Listers } from './candidate.ts';
import { leftCatalog } from './catalog.ts';
import { leftIdentities } from './identities.ts';
import { leftNetwork } from './network.ts';
import { leftLogs } from './logs.ts';
import { leftNotebooks } from './notebooks.ts';
import { judge, type Asked, type Verdict } from './owners.ts';
import { leftPipeline } from './pipeline.ts';
import { leftReleases } from './releases.ts';
import { leftStacks } from './stacks.ts';
import { leftStores } from './stores.ts';

/**
 * Every kind that the templates can create, each listed by its own service: the tagging index lags and is incomplete.
 */
const LISTERS: Listers = {
  ...leftStores,
  ...leftLogs,
  ...leftIdentities,
  ...leftCatalog,
  ...leftNetwork,
  ...leftNotebooks,
  ...leftReleases,
  ...leftPipeline,
};

/** Everything in one account that belongs to the lab, and what only looks like it. `stacks` are those of the account. */
export function leftoversIn(
  setup: ClientSetup,
  stacks: AwsStacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<Remains> {
  const { inTurn = (look) => look() } = setup;
  // Its clients are of a dozen services, and nobody else's: they go when the look is over.
  return inTurn(() => lookFor({ ...setup }, stacks, lab, role));
}

async function lookFor(setup: ClientSetup, stacks: AwsStacks, lab: LabSettings, role: AccountRole): Promise<Remains> {
  const accountId = lab.accounts[role].id;
  const site = { accountId, region: setup.region };
  const listed = stacks.all();
  // Where all of them may not be listed, one may be read by its name.
  const named = await listed.then(
    (all) => namedAmong(all, lab, role),
    () => namedStacks(stacks, lab, role),
  );
  const others = await otherHolders(setup, named, lab, role);
  const asked: Asked = { lab, others, site, record: stackRecord(setup, stacks, named, lab, role) };
  const listers: Listers = { stacks: async (_, sought) => leftStacks(await listed, sought), ...LISTERS };
  const judged = await Promise.all(
    Object.entries(listers).map(([what, list]) =>
      orUnlisted(what, async () => {
        const candidates = await translated(site, () => list(setup, { ...lab, role }));
        return (await Promise.all(candidates.map((each) => judgeOne(each, asked)))).flat();
      }),
    ),
  );
  const all = judged.flat();
  const those = (wanted: Verdict) =>
    all.flatMap(({ verdict, found }) => (verdict === wanted ? [{ account: role, accountId, ...found }] : []));
  return {
    leftovers: those('own'),
    lookAlikes: those('alike').map(({ account, kind, name }) => ({ account, accountId, kind, name })),
  };
}

interface Judged {
  readonly verdict: Verdict;
  readonly found: Found;
}

/** A resource whose owner cannot be found out may be the lab's, and is billed if so: it gets a line. */
function judgeOne(candidate: Candidate, asked: Asked): Promise<Judged[]> {
  const { kind, name, reason, expected, deletedOn } = candidate;
  return orUnlisted(`${kind} ${name}`, async () => {
    const verdict = await judge(candidate, asked);
    const within = verdict === 'own' ? await holder(candidate, asked) : undefined;
    return [
      {
        verdict,
        found: {
          kind,
          name,
          reason,
          expected,
          ...(deletedOn && { deletedOn }),
          ...(within !== undefined && { within }),
        },
      },
    ];
  });
}

/** A stack is in none, and an interface keeps its network: neither goes with what contains it. */
function holder({ kind, id, name }: Candidate, { record, site }: Asked): Promise<string | undefined> {
  if (kind === 'stack' || kind === 'network interface') return Promise.resolve(undefined);
  return translated(site, () => record.holder(id ?? name));
}

/** What cannot be listed may still exist, and must not hide anything else. */
async function orUnlisted(what: string, list: () => Promise<Judged[]>): Promise<Judged[]> {
  try {
    return await list();
  } catch (error) {
    return [{ verdict: 'own', found: left(UNLISTED, what, `cannot be listed: ${whyUnread(error)}`) }];
  }
}
