import type { World } from '../kernel/world.ts';
import { partitionOf } from './template/bindings.ts';

interface Place {
  readonly account: string;
  readonly region: string;
}

export function stackArn(place: Place, name: string, world: World): string {
  return arn(place, `stack/${name}/${world.uuid()}`);
}

/** All stacks of a name, past and present: what IAM checks when a request names a stack that does not exist. */
export function anyStackArn(place: Place, name: string): string {
  return arn(place, `stack/${name}/*`);
}

export function changeSetArn(place: Place, name: string, world: World): string {
  return arn(place, `changeSet/${name}/${world.uuid()}`);
}

function arn({ account, region }: Place, resource: string): string {
  return `arn:${partitionOf(region)}:cloudformation:${region}:${account}:${resource}`;
}
