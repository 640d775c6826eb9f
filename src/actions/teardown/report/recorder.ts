import type { LabEvent, TeardownItem } from '../../../events.ts';
import { ACCOUNT_ROLES } from '../../../lab/accounts.ts';
import { ownerOf } from '../../../lab/owner.ts';
import type { ActionContext } from '../../context.ts';
import type { Outcome } from '../../outcome.ts';
import type { Caller, DeletedItem, DeletedResource, EventOf, TeardownReport } from './report.ts';

/** Notes what a run tells, with the time, for its report. */
export class Recorder {
  readonly #context: ActionContext;
  readonly #began: string;
  readonly #callers = new Map<string, Caller>();
  readonly #planned: TeardownItem[] = [];
  readonly #deleted: DeletedItem[] = [];
  readonly #resources: DeletedResource[] = [];

  constructor(context: ActionContext) {
    this.#context = context;
    this.#began = this.#now();
  }

  /** The context of a run that is noted. */
  listening(): ActionContext {
    const { ui } = this.#context;
    const emit = (event: LabEvent): void => {
      this.#note(event);
      ui.emit(event);
    };
    return { ...this.#context, ui: { ...ui, emit } };
  }

  report(
    status: TeardownReport['status'],
    { leftovers = [], lookAlikes = [], only }: Partial<Outcome>,
  ): TeardownReport {
    const { lab } = this.#context;
    return {
      format: 1,
      lab: lab.name,
      owner: ownerOf(lab),
      region: lab.region,
      began: this.#began,
      ended: this.#now(),
      status,
      ...(only && { only }),
      callers: ACCOUNT_ROLES.flatMap((role) => this.#callers.get(role) ?? []),
      deleted: this.#deleted,
      resources: this.#resources,
      left: leftovers.filter(({ expected }) => !expected),
      kept: leftovers.filter((each) => each.kept === true),
      keys: leftovers.flatMap(({ account, accountId, name, deletedOn }) =>
        deletedOn === undefined ? [] : [{ account, accountId, key: name, deletedOn }],
      ),
      lookAlikes,
    };
  }

  #now(): string {
    return new Date(this.#context.clock.now()).toISOString();
  }

  #note(event: LabEvent): void {
    switch (event.type) {
      case 'account': {
        const { account, accountId, principal } = event;
        this.#callers.set(account, { account, accountId, principal });
        break;
      }
      case 'teardown-plan':
        this.#planned.push(...event.items);
        break;
      case 'deleted':
        this.#gone(event);
        break;
      case 'notebook-finished':
        if (event.operation === 'terminate' && event.outcome === 'succeeded') this.#ended(event.name);
        break;
      case 'stack-finished':
        this.#stackFinished(event);
        break;
      case 'resource':
        this.#resource(event);
        break;
      default:
    }
  }

  /** As planned, or as told where it came up since. */
  #gone(item: Pick<TeardownItem, 'account' | 'accountId' | 'kind' | 'name'>): void {
    const { account, accountId, kind, name } = item;
    const isIt = (each: TeardownItem) => each.account === account && each.kind === kind && each.name === name;
    if (this.#deleted.some(isIt)) return;
    const planned = this.#planned.find(isIt);
    this.#deleted.push({ account, accountId, kind, name, detail: '', ...planned, at: this.#now() });
  }

  /** A notebook goes with its bucket, which the plan names behind it. */
  #ended(name: string): void {
    const at = this.#planned.findIndex((each) => each.kind === 'provisioned product' && each.name === name);
    const [product, next] = this.#planned.slice(Math.max(at, 0));
    if (at < 0 || !product) return;
    this.#gone(product);
    if (next?.kind === 'bucket' && next.owner !== undefined) this.#gone(next);
  }

  #stackFinished({ account, accountId, operation, outcome, stackName }: EventOf<'stack-finished'>): void {
    if (operation === 'delete' && outcome === 'succeeded') {
      this.#gone({ account, accountId, kind: 'stack', name: stackName });
    }
  }

  #resource(event: EventOf<'resource'>): void {
    const { account, accountId, stackName, resourceType: type, physicalId: id, status, time } = event;
    if (status !== 'DELETE_COMPLETE' || !id || type === 'AWS::CloudFormation::Stack') return;
    this.#resources.push({ account, accountId, stack: stackName, type, id, at: time });
    if (type === 'AWS::S3::Bucket') this.#gone({ account, accountId, kind: 'bucket', name: id });
  }
}
