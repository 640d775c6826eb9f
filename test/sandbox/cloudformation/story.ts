import { settle, stage, things, type Stage } from './stage.ts';

/** What is asked of the stack `shop`, one operation after the other. */
export type Requests = readonly (readonly [operation: string, input: object])[];

/** A cloud in which these were asked for, one after the other, and each was brought to its end; and the stack's id. */
export function after(requests: Requests): { made: Stage; id: string } {
  const made = stage();
  let id = 'shop';
  for (const [operation, input] of requests) {
    made.call(operation, { StackName: id, ...input });
    id = made.describe(id).StackId ?? id;
    settle(made.cloud);
  }
  return { made, id };
}

export const create = (resources: Parameters<typeof things>[0], input: object = {}) =>
  ['CreateStack', { TemplateBody: things(resources), ...input }] as const;
export const update = (resources: Parameters<typeof things>[0], input: object = {}) =>
  ['UpdateStack', { TemplateBody: things(resources), ...input }] as const;
