import { throttled } from '../kernel/faults.ts';

/**
 * CloudFormation's limits are not published; users report about five DescribeStacks calls a second for an account and
 * region (aws-sam-cli#2671). The sandbox allows that rate after a burst, for reads, so that a client that polls
 * too eagerly is throttled here before it is throttled there.
 */
const PER_SECOND = 5;
const BURST = 40;
const LIMITED = /^(Describe|List|Get)/;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by account and region, in virtual time. */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();

  /** Throws the throttling error if the caller has used up its share. */
  check(now: number, account: string, region: string, service: string, operation: string): void {
    if (service !== 'cloudformation' || !LIMITED.test(operation)) return;
    const bucket = this.#bucket(`${account}/${region}`, now);
    if (bucket.tokens < 1) throw throttled();
    bucket.tokens -= 1;
  }

  #bucket(key: string, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? { tokens: BURST, at: now };
    bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1000) * PER_SECOND);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
