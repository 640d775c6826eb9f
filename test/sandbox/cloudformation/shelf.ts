import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import type { ResourceContext, ResourceType, Service } from '../../../src/sandbox/kernel/service.ts';
import type { Slice } from '../../../src/sandbox/kernel/world.ts';

/** What lies on the shelf: things by their id, and everything that was ever done to them. */
export interface ShelfState {
  things: Record<string, { properties: Record<string, unknown>; tags: Record<string, string> }>;
  log: string[];
}

export const SHELF: Slice<ShelfState> = { name: 'shelf', initial: () => ({ things: {}, log: [] }) };

interface ThingInput {
  Id: string;
  Properties?: Record<string, unknown>;
  Tags?: Record<string, string>;
}

/**
 * A service of its own for tests of the engine: it keeps things. `Name` is a thing's name and cannot be changed; a
 * thing with `Refuse: create|update|delete` refuses that; one with `Holds` cannot be deleted while that exists.
 */
export const shelfService: Service = {
  name: 'shelf',
  operations: {
    PutThing: ({ Id, Properties = {}, Tags = {} }: ThingInput, call) => {
      const shelf = call.cloud.world.slice(SHELF, call.account, call.region);
      if (Properties['Refuse'] === 'create') throw new AwsError('ThingRefusedException', `will not take ${Id}`);
      if (shelf.things[Id]) throw new AwsError('ThingAlreadyExistsException', `${Id} already exists`, 409);
      shelf.things[Id] = { properties: Properties, tags: Tags };
      shelf.log.push(`put ${Id}`);
      return {};
    },
    ChangeThing: ({ Id, Properties = {} }: ThingInput, call) => {
      const shelf = call.cloud.world.slice(SHELF, call.account, call.region);
      const thing = shelf.things[Id];
      if (!thing) throw new AwsError('ThingNotFoundException', `${Id} does not exist`, 404);
      if (Properties['Refuse'] === 'update') throw new AwsError('ThingRefusedException', `will not change ${Id}`);
      thing.properties = Properties;
      shelf.log.push(`change ${Id}`);
      return {};
    },
    DropThing: ({ Id }: ThingInput, call) => {
      const shelf = call.cloud.world.slice(SHELF, call.account, call.region);
      const thing = shelf.things[Id];
      if (thing?.properties['Refuse'] === 'delete') throw new AwsError('ThingInUseException', `${Id} is in use`, 409);
      if (thing) shelf.log.push(`drop ${Id}`);
      delete shelf.things[Id];
      return {};
    },
  },
  resourceTypes: { 'Test::Shelf::Thing': thingType(10), 'Test::Shelf::SlowThing': thingType(100) },
};

/** The shelf is no service of AWS, so no client has its operations. */
function onShelf({ invoke }: ResourceContext, operation: string, input: object): void {
  (invoke as (service: string, operation: string, input: object) => object)('shelf', operation, input);
}

export function thingType(seconds: number): ResourceType {
  return {
    seconds: { create: seconds, update: seconds / 2, delete: seconds / 2 },
    create(properties, context) {
      const { Name } = properties;
      const Id = typeof Name === 'string' ? Name : context.generatedName(40);
      onShelf(context, 'PutThing', { Id, Properties: properties, Tags: context.stackTags });
      return { physicalId: Id };
    },
    update(physicalId, properties, _previous, context) {
      onShelf(context, 'ChangeThing', { Id: physicalId, Properties: properties });
    },
    delete(physicalId, _properties, context) {
      onShelf(context, 'DropThing', { Id: physicalId });
    },
    ref: (physicalId) => physicalId,
    attributes: (physicalId, properties) => ({
      Arn: `arn:aws:shelf:us-east-1:111111111111:thing/${physicalId}`,
      Size: properties['Size'] ?? '0',
      Labels: ['one', 'two'],
    }),
  };
}
