import type { Tags } from '../../kernel/tags.ts';
import type { Slice, World } from '../../kernel/world.ts';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Proves that who confirms has read what was sent to the endpoint. */
  readonly token: string;
  confirmed: boolean;
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  policy: string;
  /** Those that can be set, apart from the policy. */
  readonly attributes: Record<string, string>;
  tags: Tags;
}

/** What was published, and to whom it went: `pending` endpoints are not sent anything until they are confirmed. */
export interface Message {
  readonly id: string;
  readonly topicArn: string;
  readonly publishedAt: number;
  readonly subject?: string;
  readonly recipients: readonly {
    readonly protocol: string;
    readonly endpoint: string;
    readonly status: 'delivered' | 'pending';
    readonly text: string;
  }[];
}

interface SnsState {
  /** By ARN. */
  readonly topics: Record<string, Topic>;
  /** By ARN. */
  readonly subscriptions: Record<string, Subscription>;
  /** The last ones, the oldest first. */
  messages: Message[];
}

interface Place {
  readonly account: string;
  readonly region: string;
}

const SNS: Slice<SnsState> = { name: 'sns', initial: () => ({ topics: {}, subscriptions: {}, messages: [] }) };

export function snsState(world: World, { account, region }: Place): SnsState {
  return world.slice(SNS, account, region);
}

/** The part of the world that an ARN of SNS is about: topics can be used from other accounts. */
export function snsStateOf(world: World, arn: string): SnsState {
  const [, , , region = '', account = ''] = arn.split(':');
  return snsState(world, { account, region });
}

export function subscriptionsOf(world: World, topicArn: string): Subscription[] {
  return Object.values(snsStateOf(world, topicArn).subscriptions).filter((one) => one.topicArn === topicArn);
}

export function snsInventory(world: World, account: string): string[] {
  return [...world.each(SNS)]
    .filter((slice) => slice.account === account)
    .flatMap(({ value }) => [...Object.keys(value.topics), ...Object.keys(value.subscriptions)]);
}
