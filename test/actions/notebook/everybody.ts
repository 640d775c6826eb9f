import type { ActionContext } from '../../../src/actions/context.ts';
import type { RuntimeResource } from '../../../src/lab/runtime-resources.ts';
import type { OthersLaunch } from '../../../src/ports/account-notebooks.ts';
import { MINE, type CatalogStage } from './catalog.ts';

export const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Bob' }];

export const STACK = 'arn:aws:cloudformation:us-east-1:222222222222:stack/SC-1/0123abcd-1111-2222-3333-444444444444';

export const NOTEBOOK = 'mlops-lab--nb-0123abcd';

/** A notebook of somebody, who may have become unknown. */
export const of = (owner: string | undefined, name: string, more: Partial<OthersLaunch> = {}): OthersLaunch => ({
  ...{ ...MINE, id: name, name },
  ...(owner !== undefined && { owner }),
  ...more,
});

/** The stage with what notebooks have left to be listed in their account, whose deletions count as changes. */
export function withReleases(stage: CatalogStage, found: readonly RuntimeResource[]) {
  const { cloud } = stage.context;
  const left = [...found];
  const releases = {
    find: () => Promise.resolve([...left]),
    delete: (resource: RuntimeResource) => {
      stage.changes.push(`delete ${resource.name}`);
      left.splice(left.indexOf(resource), 1);
      return Promise.resolve(true);
    },
  };
  const datascience = { ...cloud.datascience, releases: () => Promise.resolve(releases) };
  const context = { ...stage.context, people: PEOPLE, cloud: { ...cloud, datascience } } as unknown as ActionContext;
  return { context };
}
