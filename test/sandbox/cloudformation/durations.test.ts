import { expect, it } from 'vitest';

import { after, create, update, type Requests } from './story.ts';

const EXPRESS = { DeploymentConfig: { Mode: 'EXPRESS' } };
const A = { Name: 'a' };
const SLOW = { Name: 'slow', Type: 'Test::Shelf::SlowThing' };

/** The events of the last of some operations, each with the whole seconds since it began. */
function timed(requests: Requests): string[] {
  const { made, id } = after(requests);
  const began = made.events(id).findLastIndex((event) => /^shop (CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event));
  const records = made.eventRecords(id).slice(began);
  const times = records.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
  return records.map(
    ({ LogicalResourceId, ResourceStatus }, at) =>
      `${String(Math.round(((times[at] ?? 0) - (times[0] ?? 0)) / 1000))} ${LogicalResourceId} ${ResourceStatus}`,
  );
}

it.each<[string, Requests, string[]]>([
  [
    'an update changes a resource in its time, and cleans up only after that',
    [create({ A, Old: { Name: 'old' } }), update({ A: { ...A, Size: 2 } })],
    [
      '0 shop UPDATE_IN_PROGRESS',
      '2 A UPDATE_IN_PROGRESS',
      '7 A UPDATE_COMPLETE',
      '7 shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      '7 Old DELETE_IN_PROGRESS',
      '12 Old DELETE_COMPLETE',
      '14 shop UPDATE_COMPLETE',
    ],
  ],
  [
    'a replacement takes as long as a creation',
    [create({ A }), update({ A: { ...SLOW } })],
    [
      '0 shop UPDATE_IN_PROGRESS',
      '2 A UPDATE_IN_PROGRESS',
      '2 A UPDATE_IN_PROGRESS',
      '102 A UPDATE_COMPLETE',
      '102 shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      '102 A DELETE_IN_PROGRESS',
      '107 A DELETE_COMPLETE',
      '109 shop UPDATE_COMPLETE',
    ],
  ],
  [
    'a deletion takes its time, and waits for what depends on a resource',
    [create({ A, B: { Name: 'b', DependsOn: 'A' } }), ['DeleteStack', {}]],
    [
      '0 shop DELETE_IN_PROGRESS',
      '2 B DELETE_IN_PROGRESS',
      '7 B DELETE_COMPLETE',
      '7 A DELETE_IN_PROGRESS',
      '12 A DELETE_COMPLETE',
      '14 shop DELETE_COMPLETE',
    ],
  ],
  [
    'express mode takes a second for what takes longer',
    [create({ SLOW }, EXPRESS)],
    [
      '0 shop CREATE_IN_PROGRESS',
      '2 SLOW CREATE_IN_PROGRESS',
      '2 SLOW CREATE_IN_PROGRESS',
      '3 SLOW CREATE_COMPLETE',
      '5 shop CREATE_COMPLETE',
    ],
  ],
  [
    'express mode tries every five seconds for a minute what depends on something',
    [create({ A, Bad: { Refuse: 'create', DependsOn: 'A' } }, EXPRESS)],
    [
      '0 shop CREATE_IN_PROGRESS',
      '2 A CREATE_IN_PROGRESS',
      '2 A CREATE_IN_PROGRESS',
      '3 A CREATE_COMPLETE',
      '3 Bad CREATE_IN_PROGRESS',
      '63 Bad CREATE_FAILED',
      '63 shop CREATE_FAILED',
    ],
  ],
  [
    'a creation whose time is over is rolled back to the minute',
    [create({ SLOW, After: { DependsOn: 'SLOW' } }, { TimeoutInMinutes: 1 })],
    [
      '0 shop CREATE_IN_PROGRESS',
      '2 SLOW CREATE_IN_PROGRESS',
      '2 SLOW CREATE_IN_PROGRESS',
      '60 SLOW CREATE_FAILED',
      '60 shop ROLLBACK_IN_PROGRESS',
      '62 SLOW DELETE_IN_PROGRESS',
      '112 SLOW DELETE_COMPLETE',
      '114 shop ROLLBACK_COMPLETE',
    ],
  ],
  [
    'a deletion that was refused is tried again for what is left',
    [
      create({ A: { ...A, Refuse: 'delete' }, B: { Name: 'b' } }),
      ['DeleteStack', {}],
      ['DeleteStack', { RetainResources: ['A'] }],
    ],
    ['0 shop DELETE_IN_PROGRESS', '2 A DELETE_SKIPPED', '4 shop DELETE_COMPLETE'],
  ],
])('%s', (_, requests, events) => {
  expect(timed(requests)).toEqual(events);
});
