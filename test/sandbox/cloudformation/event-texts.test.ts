import { describe, expect, it } from 'vitest';

import { things } from './stage.ts';
import { after, create, update, type Requests } from './story.ts';

/** What the latest events say: whose they are, the status, the id of a resource, and the reason without its ids. */
function latest(count: number, requests: Requests): string[] {
  const { made, id } = after(requests);
  return made
    .eventRecords(id)
    .slice(-count)
    .map((event) => {
      const physicalId = event.PhysicalResourceId === id ? '' : (event.PhysicalResourceId ?? '?');
      const reason = event.ResourceStatusReason?.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'ID') ?? '-';
      return `${event.LogicalResourceId} ${event.ResourceStatus} (${physicalId}) ${reason}`;
    });
}

const A = { Name: 'a' };
const HELD = { Name: 'held', Refuse: 'delete' };
const IN_USE =
  'Resource handler returned message: "held is in use (Service: Shelf, Status Code: 409, Request ID: ID)" (RequestToken: ID, HandlerErrorCode: ResourceConflict)';

describe('events say why', () => {
  it.each<[string, Requests, string[]]>([
    [
      'a stack is created',
      [create({ A })],
      [
        'shop CREATE_IN_PROGRESS () User Initiated',
        'A CREATE_IN_PROGRESS () -',
        'A CREATE_IN_PROGRESS (a) Resource creation Initiated',
        'A CREATE_COMPLETE (a) -',
        'shop CREATE_COMPLETE () -',
      ],
    ],
    [
      'a resource is replaced',
      [create({ A }), update({ A: { Name: 'b', Type: 'Test::Shelf::SlowThing' } })],
      [
        'shop UPDATE_IN_PROGRESS () User Initiated',
        'A UPDATE_IN_PROGRESS (a) Requested update requires the creation of a new physical resource; hence creating one.',
        'A UPDATE_IN_PROGRESS (b) Resource creation Initiated',
        'A UPDATE_COMPLETE (b) -',
        'shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS () -',
        'A DELETE_IN_PROGRESS (a) -',
        'A DELETE_COMPLETE (a) -',
        'shop UPDATE_COMPLETE () -',
      ],
    ],
    [
      'an update is rolled back',
      [create({ A }), update({ A: { ...A, Size: 1 }, Held: { ...HELD, Refuse: 'create', DependsOn: 'A' } })],
      [
        'shop UPDATE_ROLLBACK_IN_PROGRESS () The following resource(s) failed to create: [Held]. ',
        'A UPDATE_IN_PROGRESS (a) -',
        'A UPDATE_COMPLETE (a) -',
        'shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS () -',
        'Held DELETE_COMPLETE () -',
        'shop UPDATE_ROLLBACK_COMPLETE () -',
      ],
    ],
    [
      'a rollback fails',
      [create({ Held: HELD, Bad: { Refuse: 'create', DependsOn: 'Held' } })],
      [
        'shop ROLLBACK_IN_PROGRESS () The following resource(s) failed to create: [Bad]. Rollback requested by user.',
        'Bad DELETE_COMPLETE () -',
        'Held DELETE_IN_PROGRESS (held) -',
        `Held DELETE_FAILED (held) ${IN_USE}`,
        'shop ROLLBACK_FAILED () The following resource(s) failed to delete: [Held]. ',
      ],
    ],
    [
      'a creation that failed is deleted',
      [create({ A, Bad: { Refuse: 'create', DependsOn: 'A' } }, { OnFailure: 'DELETE' })],
      [
        'shop DELETE_IN_PROGRESS () The following resource(s) failed to create: [Bad]. Delete requested by user.',
        'Bad DELETE_COMPLETE () -',
        'A DELETE_IN_PROGRESS (a) -',
        'A DELETE_COMPLETE (a) -',
        'shop DELETE_COMPLETE () -',
      ],
    ],
    [
      'a rollback ends although it leaves something behind',
      [
        create({ A }),
        update({ A, Held: HELD, Other: { Name: 'other' }, Bad: { Refuse: 'create', DependsOn: ['Held', 'Other'] } }),
      ],
      [
        'Held DELETE_IN_PROGRESS (held) -',
        `Held DELETE_FAILED (held) ${IN_USE}`,
        'Other DELETE_COMPLETE (other) -',
        'shop UPDATE_ROLLBACK_COMPLETE () -',
      ],
    ],
    [
      'a deletion fails again, which has nothing more to do with what was left or is gone',
      [
        create({ A, Held: HELD, Kept: { Name: 'kept', DeletionPolicy: 'Retain' } }),
        ['DeleteStack', {}],
        ['DeleteStack', {}],
      ],
      [
        'shop DELETE_IN_PROGRESS () User Initiated',
        'Held DELETE_IN_PROGRESS (held) -',
        `Held DELETE_FAILED (held) ${IN_USE}`,
        'shop DELETE_FAILED () The following resource(s) failed to delete: [Held]. ',
      ],
    ],
    [
      'a creation takes too long',
      [create({ Slow: { Name: 's', Type: 'Test::Shelf::SlowThing' } }, { TimeoutInMinutes: 1, DisableRollback: true })],
      [
        'Slow CREATE_FAILED (s) Resource creation cancelled',
        'shop CREATE_FAILED () Stack creation time exceeded the specified timeout. The following resource(s) failed to create: [Slow]. ',
      ],
    ],
    [
      'a resource is left behind by force',
      [create({ Held: HELD }), ['DeleteStack', {}], ['DeleteStack', { DeletionMode: 'FORCE_DELETE_STACK' }]],
      [
        'shop DELETE_IN_PROGRESS () User Initiated',
        'Held DELETE_IN_PROGRESS (held) -',
        `Held DELETE_SKIPPED (held) ${IN_USE}`,
        'shop DELETE_COMPLETE () -',
      ],
    ],
  ])('%s', (_, requests, texts) => {
    expect(latest(texts.length, requests)).toEqual(texts);
  });

  it('and show properties as they were asked for, secrets masked', () => {
    const secret = things(
      { A: { ...A, Key: { 'Fn::Sub': '${Q}=${P}' } }, B: { Of: { Ref: 'A' } } },
      { Parameters: { P: { Type: 'String', NoEcho: true, Default: 'hush' }, Q: { Type: 'String', Default: 'key' } } },
    );
    const { made, id } = after([['CreateStack', { TemplateBody: secret }]]);
    const shown = (who: string) =>
      made.eventRecords(id).flatMap((event) => (event.LogicalResourceId === who ? [event.ResourceProperties] : []));
    expect(new Set(shown('A'))).toEqual(new Set(['{"Name":"a","Key":"key=****"}']));
    expect(new Set(shown('B'))).toEqual(new Set(['{"Of":"a"}']));
    expect(new Set(shown('shop'))).toEqual(new Set([undefined]));
  });
});
