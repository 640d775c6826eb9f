import type { ActionContext } from '../../../src/actions/context.ts';
import type { LabEvent } from '../../../src/events.ts';
import type { AccountNotebooks, OthersLaunch } from '../../../src/ports/account-notebooks.ts';
import type { CatalogRecord, Launched, Notebooks, NotebookState, Offer, Parts } from '../../../src/ports/notebooks.ts';
import type { ChoiceQuestion, Confirmation, Secret, TextQuestion } from '../../../src/ports/ui.ts';
import { releaseStage } from '../../support/release-stage.ts';

export const MINE: Launched = { id: 'pp-1', name: 'mine', status: 'AVAILABLE', recordId: 'rec-1', stack: 'stack-1' };

export const OFFER: Offer = {
  ...{ productId: 'p', version: 'v3', artifactId: 'a', pathId: 'l', tagOptions: {} },
  parameters: ['TeamName', 'Owner'].map((key) => ({ key, type: 'String', allowed: [] })),
};

export const ended = (kind: CatalogRecord['kind'], state: CatalogRecord['state'] = 'succeeded'): CatalogRecord => ({
  ...{ id: 'rec', kind, state },
  errors: state === 'failed' ? [`no ${kind}`] : [],
});

export const PARTS: Parts = { notebook: 'nb', bucket: 'b', parameters: {}, outputs: {} };

export const is = (status: NotebookState['status'], more: Partial<NotebookState> = {}): NotebookState => ({
  status,
  ...more,
});

/** One answer after the other; the last is given again. */
export function inTurn<T>(first: T, ...others: readonly T[]): () => Promise<T> {
  const answers = [first, ...others];
  return () => Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) as T);
}

/** What the catalog of a lab answers, as far as it is not the usual. */
export type Answers = Partial<Omit<Notebooks, 'terminate'> & AccountNotebooks>;

export interface CatalogStage {
  readonly context: ActionContext;
  readonly events: LabEvent[];
  /** What was changed, in its order. */
  readonly changes: string[];
  readonly revealed: Secret[];
  readonly questions: (Confirmation | TextQuestion | ChoiceQuestion)[];
  /** The requests that were looked at. */
  readonly records: string[];
  /** Whose notebooks were asked for. */
  readonly reached: (string | undefined)[];
}

export interface CatalogStageOptions {
  readonly alone?: boolean;
  readonly confirms?: boolean;
  /** Why no browser opens. */
  readonly browser?: string | undefined;
}

/** A catalog in memory with one notebook, whose changes take effect at once. */
export function catalogStage(answers: Answers = {}, options: CatalogStageOptions = {}): CatalogStage {
  const stage = releaseStage({ alone: options.alone ?? false });
  const [changes, revealed]: [string[], Secret[]] = [[], []];
  const [questions, reached]: [CatalogStage['questions'], (string | undefined)[]] = [[], []];
  const records: string[] = [];
  const catalog = { ...catalogOf(), ...answers };
  const change = <Given, Answer>(what: string, work: (given: Given) => Answer) => ({
    [what]: (given: Given) => {
      changes.push(`${what} ${nameOf(given)}`);
      return work(given);
    },
  });
  const notebooks = {
    ...catalog,
    ...change('launch', catalog.launch),
    ...change('start', catalog.start),
    ...change('stop', catalog.stop),
    ...change('empty', catalog.empty),
    ...change('terminate', catalog.terminate),
    ...change('forget', catalog.forget),
    ...change('deleteResource', catalog.deleteResource),
    record: (id: string) => {
      records.push(id);
      return catalog.record(id);
    },
    deleteStack: (launched: Launched, how: { readonly keepsBucket: boolean }) => {
      changes.push(`deleteStack ${launched.name}${how.keepsBucket ? ' without its bucket' : ''}`);
      return catalog.deleteStack(launched, how);
    },
  };
  const { cloud } = stage.context;
  const ui = {
    ...stage.context.ui,
    reveal: (secret: Secret) => void revealed.push(secret),
    confirm: (question: Confirmation) => {
      questions.push(question);
      return Promise.resolve(options.confirms ?? true);
    },
    ask: (question: TextQuestion) => {
      questions.push(question);
      return Promise.resolve(options.confirms === false ? '' : stage.context.lab.name);
    },
  };
  const context = {
    ...stage.context,
    ...{ command: 'notebook', ui },
    browser: { open: () => Promise.resolve(options.browser) },
    cloud: {
      ...cloud,
      notebooks: (_lab: unknown, as?: string) => {
        reached.push(as);
        return Promise.resolve(notebooks);
      },
      datascience: {
        ...cloud.datascience,
        notebooks: () => Promise.resolve(notebooks),
        releases: () => Promise.resolve({ find: () => Promise.resolve([]) }),
        session: () => Promise.resolve(undefined),
      },
    },
  } as unknown as ActionContext;
  return { ...stage, context, changes, revealed, questions, records, reached };
}

function nameOf(given: unknown): string {
  if (typeof given === 'string') return given;
  const { name, id } = given as { readonly name?: string; readonly id?: string };
  return name ?? id ?? '';
}

function catalogOf() {
  let status: NotebookState['status'] = 'InService';
  const list: readonly OthersLaunch[] = [MINE];
  const becomes = (next: typeof status) => () => Promise.resolve(void (status = next));
  return {
    person: () => Promise.resolve('ada'),
    offer: () => Promise.resolve(OFFER),
    list: () => Promise.resolve([...list]),
    launch: () => Promise.resolve('rec'),
    terminate: (): Promise<string | undefined> => Promise.resolve('rec'),
    forget: (): Promise<string | undefined> => Promise.resolve('rec'),
    record: (id: string) => Promise.resolve({ ...ended('launch'), id }),
    parts: () => Promise.resolve(PARTS),
    failure: () => Promise.resolve(undefined),
    state: (): Promise<NotebookState | undefined> => Promise.resolve({ status }),
    start: becomes('InService'),
    stop: becomes('Stopped'),
    empty: () => Promise.resolve(0),
    content: () => Promise.resolve(undefined),
    presignedUrl: (notebook: string) => Promise.resolve(`https://${notebook}.example`),
    remains: () => Promise.resolve([]),
    deleteStack: () => Promise.resolve(undefined),
    deleteResource: () => Promise.resolve(true),
  };
}
