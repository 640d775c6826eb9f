import type { DriftedResource, StackResource } from '../../lab/drift.ts';
import { own } from '../../own.ts';
import type { Drift } from '../../ports/drift.ts';
import type { Stacks } from '../../ports/stacks.ts';
import type { ClientSetup } from '../clients.ts';
import { translated, whyUnread, type CallSite } from '../errors.ts';
import type { Condition, Reader, Readers } from './reader.ts';
import { SERVICES } from './services.ts';
import { slots } from '../../lab/slots.ts';

/** Enough to finish within a second, and no more than a person's console requests. */
const AT_ONCE = 8;

/** Types that exist as long as the resource they are part of, and that no call looks up. */
const PART_OF: Readonly<Record<string, string>> = { 'AWS::SNS::TopicPolicy': 'AWS::SNS::Topic' };

/** Types that exist only within CloudFormation. */
const NOWHERE_ELSE = 'AWS::CloudFormation::WaitConditionHandle';

/** Why something could not be read. */
interface Unread {
  readonly unread: string;
}

type Finding = Condition | Unread;

/**
 * Looks up each resource of a stack. CloudFormation's own drift detection takes minutes and does not cover all types.
 */
export function awsDrift(setup: ClientSetup, site: CallSite, stacks: Stacks): Drift {
  const inTurn = slots(AT_ONCE);
  const read = <T>(call: () => Promise<T>) => inTurn(() => translated(site, call));
  const services = new Map<string, Promise<Readers>>();
  const readerOf = async (type: string): Promise<Reader | undefined> => {
    const service = type.split('::')[1] ?? '';
    const load = own(SERVICES, service);
    if (!load) return undefined;
    const readers = services.get(service) ?? load().then((make) => make(setup));
    services.set(service, readers);
    return own(await readers, type);
  };
  return {
    of: async (stackId) => {
      const resources = (await stacks.resources(stackId)).filter(({ resourceType }) => resourceType !== NOWHERE_ELSE);
      const types = new Set(resources.map(({ resourceType }) => resourceType));
      const found = new Map<StackResource, Finding>();
      await Promise.all(
        [...types].map(async (type) => {
          if (Object.hasOwn(PART_OF, type)) return;
          const ofType = resources.filter(({ resourceType }) => resourceType === type);
          const findings = await findingsOf(await readerOf(type), ofType, read);
          ofType.forEach((resource, index) => found.set(resource, findings[index] ?? NO_READER));
        }),
      );
      const finding = (resource: StackResource) => found.get(resource) ?? ofWhole(resource, found);
      return { resources, drift: resources.flatMap((resource) => drifted(resource, finding(resource))) };
    },
  };
}

type Read = <T>(call: () => Promise<T>) => Promise<T>;

const NO_READER: Unread = { unread: 'resources of this type cannot be looked up' };

async function findingsOf(
  reader: Reader | undefined,
  resources: readonly StackResource[],
  read: Read,
): Promise<readonly Finding[]> {
  if (!reader) return resources.map(() => NO_READER);
  const ids = resources.map(({ physicalId }) => physicalId);
  if ('one' in reader) return Promise.all(ids.map((id) => orUnread(() => read(() => reader.one(id)))));
  const present = await orUnread(() => read(() => reader.all(ids)));
  return ids.map((id) => ('unread' in present ? present : present.has(id) ? 'present' : 'deleted'));
}

/** A resource that cannot be read counts neither as existing nor as gone. */
async function orUnread<T>(call: () => Promise<T>): Promise<T | Unread> {
  try {
    return await call();
  } catch (error) {
    return { unread: whyUnread(error) };
  }
}

function ofWhole({ resourceType }: StackResource, found: ReadonlyMap<StackResource, Finding>): Finding {
  const whole = [...found].find(([resource]) => resource.resourceType === own(PART_OF, resourceType));
  return whole?.[1] ?? NO_READER;
}

function drifted(resource: StackResource, finding: Finding): DriftedResource[] {
  if (finding === 'present') return [];
  if (typeof finding === 'string') return [{ ...resource, drift: finding }];
  return [{ ...resource, drift: 'unread', reason: finding.unread }];
}
