import { LabError } from '../../errors.ts';
import type { Leftover, TeardownItem } from '../../events.ts';
import { isNotebookBucket } from '../../lab/notebook-names.ts';
import { LOOSE_KINDS, type LooseKind } from '../../lab/loose-kinds.ts';
import type { ActionContext } from '../context.ts';
import type { Failures } from './failures.ts';

/** A resource of the lab that no stack has, such as one that somebody retained, or the log group that a late line made. */
export type Loose = Leftover & { readonly kind: LooseKind };

/** What is loose among leftovers; the bucket of a notebook is not while anything of a launch stands. */
export function looseAmong({ lab }: Pick<ActionContext, 'lab'>, leftovers: readonly Leftover[]): Loose[] {
  const isLaunched = leftovers.some(isOfLaunch);
  return leftovers
    .filter(isLoose)
    .filter(({ kind, name }) => !isLaunched || kind !== 'bucket' || !isNotebookBucket(lab, name));
}

function isLoose(left: Leftover): left is Loose {
  const kinds: readonly string[] = LOOSE_KINDS;
  return !left.expected && left.within === undefined && kinds.includes(left.kind);
}

function isOfLaunch({ kind, name }: Leftover): boolean {
  return kind === 'provisioned product' || kind === 'notebook' || (kind === 'stack' && name.startsWith('SC-'));
}

export function looseItem({ account, accountId, kind, name }: Loose): TeardownItem {
  return { account, accountId, kind, name, detail: 'no stack has it' };
}

/** A late line may make a log group again. */
const TRIES = 3;

/** Deletes what is loose once the stacks are gone, and remembers what could not be deleted. */
export class LooseSweep {
  readonly #context: ActionContext;
  readonly #failures: Failures;
  readonly #tries = new Map<string, number>();
  readonly #errors = new Map<string, LabError>();

  constructor(context: ActionContext, failures: Failures) {
    this.#context = context;
    this.#failures = failures;
  }

  /** Whether anything was deleted, so that another look is worth it. */
  async sweep(leftovers: readonly Leftover[]): Promise<boolean> {
    const due = looseAmong(this.#context, leftovers).filter((left) => this.#isDue(left));
    const gone = await Promise.all(due.map((left) => this.#delete(left)));
    return gone.some(Boolean);
  }

  error(left: Leftover): LabError | undefined {
    return this.#errors.get(keyOf(left));
  }

  #isDue(left: Leftover): boolean {
    return !this.error(left) && (this.#tries.get(keyOf(left)) ?? 0) < TRIES;
  }

  async #delete(left: Loose): Promise<boolean> {
    this.#tries.set(keyOf(left), (this.#tries.get(keyOf(left)) ?? 0) + 1);
    const isGone = await this.#isDeleted(left);
    if (isGone) this.#context.ui.emit({ type: 'deleted', ...looseItem(left) });
    return isGone;
  }

  /** What fails keeps nothing else, unless nothing else can succeed either. */
  async #isDeleted(left: Loose): Promise<boolean> {
    const orphans = await this.#context.cloud[left.account].orphans();
    try {
      return await orphans.deleteLoose(left.kind, left.name);
    } catch (error) {
      if (error instanceof LabError) this.#errors.set(keyOf(left), error);
      await this.#failures.keeping([], () => Promise.reject(error));
      return false;
    }
  }
}

function keyOf({ account, kind, name }: Leftover): string {
  return `${account} ${kind} ${name}`;
}
