import type { ActionContext } from '../../src/actions/context.ts';
import type { StandingStack } from '../../src/actions/deploy/read.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../src/lab/accounts.ts';
import { stackName } from '../../src/lab/names.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import { resolveParameters, type Outputs } from '../../src/lab/parameters.ts';
import { STACK_IDS, STACKS, type AssetReferences, type StackId } from '../../src/lab/stacks.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import type { StackRequest, Stacks } from '../../src/ports/stacks.ts';
import { fakeContext, type Faked } from './fake-context.ts';
import { LAB } from './lab.ts';

const REFERENCES: AssetReferences = {
  productTemplateKey: 'product',
  productVersion: 'version',
  notebooksPrefix: 'notebooks',
  trainModelKey: 'train',
  getStatusKey: 'status',
  deployModelKey: 'deploy',
  evaluateModelKey: 'evaluate',
  holdoutKey: 'holdout',
  courseKey: 'courses/penguins/1/course.json',
};

function templateOf(id: StackId): string {
  const parameters = Object.keys(STACKS[id].parameters).map((name) => `  ${name}: { Type: String }\n`);
  return `Parameters:\n${parameters.join('')}Resources:\n  Topic:\n    Type: AWS::SNS::Topic # ${id}\n`;
}

/** What a package would bring along if its templates declared next to nothing. */
export const BUNDLE: Bundle = {
  ...REFERENCES,
  templates: new Map(STACK_IDS.map((id) => [STACKS[id].template, templateOf(id)])),
  assets: ['one', 'two'].map((name) => ({
    ...{ name, key: `key-of-${name}`, content: new TextEncoder().encode(name), contentType: 'text/plain' },
  })),
  training: new Uint8Array(),
};

const OUTPUTS: Outputs = Object.fromEntries(
  STACK_IDS.map((id) => [id, Object.fromEntries(STACKS[id].outputs.map((name) => [name, `${name} of ${id}`]))]),
);

/** A stack as a deployment of the fake bundle leaves it. */
export function standing(id: StackId, more: Partial<StandingStack> = {}): StandingStack {
  const { account, template } = STACKS[id];
  const name = stackName(STACKS[id], LAB);
  const { values } = resolveParameters(id, { lab: LAB, outputs: OUTPUTS, assets: BUNDLE, zones: ['z-a', '', ''] });
  return {
    id: `arn:aws:cloudformation:${LAB.region}:${LAB.accounts[account].id}:stack/${name}/1`,
    name,
    status: 'CREATE_COMPLETE',
    parameters: values,
    outputs: OUTPUTS[id] ?? {},
    tags: ownerTags(LAB),
    template: BUNDLE.templates.get(template) ?? '',
    resources: [{ logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', physicalId: `topic-of-${id}` }],
    drift: [],
    ...more,
  };
}

export type Changed = Readonly<Partial<Record<StackId, Partial<StandingStack> | 'absent'>>>;

export interface FakeLabOptions {
  /** How stacks differ from those of a lab that stands as it should. */
  readonly changed?: Changed;
  /** Whether there is nothing yet. */
  readonly isEmpty?: boolean;
  /** In which status an operation leaves a stack, if not the usual one: `create pre-reqs`. */
  readonly ends?: Readonly<Record<string, string>>;
  readonly accounts?: Readonly<Partial<Record<AccountRole, Faked>>>;
  readonly more?: Partial<ActionContext>;
}

/** A lab whose stacks stand in memory, where operations on them are done at once, and the log of what was done. */
export function fakeLab({ changed = {}, isEmpty = false, ends = {}, accounts = {}, more = {} }: FakeLabOptions = {}) {
  const stacks = new Map<string, StandingStack>();
  const done: string[] = [];
  for (const id of STACK_IDS) {
    const change = changed[id] ?? (isEmpty ? 'absent' : {});
    if (change !== 'absent') stacks.set(standing(id).name, standing(id, change));
  }
  const held = { stacks, done, ends };
  const faked = ACCOUNT_ROLES.map((role): [AccountRole, Faked] => {
    const { stacks: ofStacks, objects, places, ...ports } = accounts[role] ?? {};
    const usual = usualAccount(role, held);
    return [
      role,
      {
        ...usual,
        ...ports,
        stacks: { ...usual.stacks, ...ofStacks },
        objects: { ...usual.objects, ...objects },
        places: { ...usual.places, ...places },
      },
    ];
  });
  const fake = fakeContext(Object.fromEntries(faked), { bundle: BUNDLE, ...more });
  return { ...fake, stacks, done };
}

interface Held {
  readonly stacks: Map<string, StandingStack>;
  readonly done: string[];
  readonly ends: Readonly<Record<string, string>>;
}

function usualAccount(role: AccountRole, held: Held): Faked {
  const { stacks, done } = held;
  const account = LAB.accounts[role].id;
  const byId = (id: string) => [...stacks.values()].find((stack) => stack.id === id);
  return {
    identity: () => Promise.resolve({ account, arn: `arn:aws:iam::${account}:user/ada` }),
    session: () => Promise.resolve(undefined),
    stacks: fakeStacks(held),
    objects: {
      exists: () => Promise.resolve(true),
      put: ({ bucket, key }) => Promise.resolve(void done.push(`put ${bucket}/${key}`)),
      look: () => Promise.resolve(true),
      empty: (bucket) => Promise.resolve((done.push(`empty ${bucket}`), 1)),
    },
    places: {
      zones: () => Promise.resolve(['z-a', 'z-b'].map((id) => ({ id, lacks: [] }))),
      lackedServices: () => Promise.resolve([]),
      lackedTypes: () => Promise.resolve([]),
      isDefaultGroupOpen: () => Promise.resolve(false),
      closeDefaultGroup: () => Promise.resolve(false),
      occupants: () => Promise.resolve([]),
    },
    drift: () =>
      Promise.resolve({
        of: (id) => Promise.resolve({ resources: byId(id)?.resources ?? [], drift: byId(id)?.drift ?? [] }),
      }),
    orphans: () => Promise.resolve({ of: () => Promise.resolve([]) }),
    leftovers: () => Promise.resolve({ leftovers: [], lookAlikes: [] }),
    tenants: () => Promise.resolve({ find: () => Promise.resolve([]) }),
    releases: () => Promise.resolve({ find: () => Promise.resolve([]), halt: () => Promise.resolve(0) }),
    notebooks: () => Promise.resolve({ list: () => Promise.resolve([]) }),
  };
}

function fakeStacks({ stacks, done, ends }: Held): Stacks {
  const byId = (id: string) => [...stacks.values()].find((stack) => stack.id === id || stack.name === id);
  const requests = new Map<string, StackRequest>();
  const carryOut = (operation: string, name: string, status: string, change: Partial<StandingStack> = {}) => {
    const what = `${operation} ${name}`;
    done.push(what);
    const stands = stacks.get(name) ?? standing(STACK_IDS.find((id) => standing(id).name === name) ?? 'network');
    const ended = ends[what] ?? status;
    if (ended === 'DELETE_COMPLETE') stacks.delete(name);
    else stacks.set(name, { ...stands, ...(ended === status && change), status: ended });
    return Promise.resolve({ stackId: stands.id, token: what });
  };
  const nameOf = (id: string) => byId(id)?.name ?? '';
  return {
    find: (nameOrId) => Promise.resolve(byId(nameOrId)),
    template: (id) => Promise.resolve(byId(id)?.template ?? ''),
    resources: (id) => Promise.resolve([...(byId(id)?.resources ?? [])]),
    resourcesOfType: (id, type) =>
      Promise.resolve(
        (byId(id)?.resources ?? []).filter((each) => each.resourceType === type).map((each) => each.physicalId),
      ),
    resourceIds: (id) => Promise.resolve((byId(id)?.resources ?? []).map((each) => each.physicalId)),
    create: ({ name, template, parameters, tags }) =>
      carryOut('create', name, 'CREATE_COMPLETE', { template, parameters, tags }),
    preview: ({ name }, request) => {
      const changeSet = `change set of ${name}`;
      done.push(`preview ${name}`);
      requests.set(changeSet, request);
      return Promise.resolve({ changeSet, changes: [] });
    },
    execute: (id, { changeSet }) => {
      const { template, parameters } = requests.get(changeSet) ?? { template: '', parameters: {} };
      const change = { template, parameters: { ...byId(id)?.parameters, ...parameters }, drift: [] };
      return carryOut('update', nameOf(id), 'UPDATE_COMPLETE', change);
    },
    discard: ({ changeSet }) => Promise.resolve(void done.push(`discard ${changeSet}`)),
    rollBack: ({ name }) => carryOut('roll back', name, 'UPDATE_ROLLBACK_COMPLETE'),
    delete: (id) => carryOut('delete', nameOf(id), 'DELETE_COMPLETE'),
    follow: ({ stackId }) => {
      const stack = byId(stackId);
      return Promise.resolve({ ended: stack?.status ?? 'DELETE_COMPLETE', stack });
    },
    failure: () => Promise.resolve(undefined),
  };
}
