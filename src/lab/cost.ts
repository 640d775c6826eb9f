import table from '../../data/prices.json' with { type: 'json' };
import { own } from '../own.ts';
import type { LabSettings } from './accounts.ts';
import type { Releasing } from './pipeline.ts';
import { NOTEBOOK_INSTANCE_TYPES, NOTEBOOK_SIZES } from './notebook.ts';
import type { StackId } from './stacks.ts';
import { ZONE_NEEDS } from './zones.ts';

/** The prices of an estimate, and what it leaves out. */
interface Basis {
  /** The region and the day of the prices. */
  readonly region: string;
  readonly date: string;
  /** What comes on top. */
  readonly without: readonly string[];
}

/** About what a lab costs, in US dollars an hour. */
export interface Cost extends Basis {
  /** While nobody works. */
  readonly idle: number;
  /** With so many notebooks of the smallest size running. */
  readonly inClass: { readonly notebooks: number; readonly instanceType: string; readonly hourly: number };
}

/** About what stands costs, in US dollars an hour. */
export interface StandingCost extends Basis {
  readonly hourly: number;
}

/** What a notebook costs while it runs, in US dollars an hour. */
export interface NotebookCost {
  readonly size: (typeof NOTEBOOK_SIZES)[number];
  readonly instanceType: string;
  readonly hourly: number;
}

interface Prices {
  readonly interfaceEndpoint: number;
  readonly key: number;
  readonly notebook: Readonly<Record<string, number>>;
  readonly endpoint: Readonly<Record<string, number>>;
}

const USUAL_REGION = 'us-east-1';
const REGIONS: Readonly<Record<string, Prices>> = table.regions;

/** The stacks with a key (templates: `AWS::KMS::Key`). */
const WITH_KEY: readonly StackId[] = ['prerequisites', 'selfService', 'staging'];
const [SMALLEST] = NOTEBOOK_INSTANCE_TYPES;
const NOTEBOOKS = 20;
/** Non-production and production. */
const ENDPOINTS = 2;

const WITHOUT = [
  'training and predictions',
  'data, logs and volumes',
  'releases beyond the free minutes of CodePipeline',
  'taxes and discounts',
];

/** What is billed: stacks of a lab, in so many zones of its network. */
export interface Billed {
  readonly stacks: readonly StackId[];
  readonly zones: number;
}

interface Settings extends Pick<LabSettings, 'region'> {
  readonly pipeline: Releasing;
}

/** What stacks cost while nobody works, and with a class. */
export function costOf(lab: Settings, billed: Billed): Cost {
  const { prices, ...basis } = basisOf(lab);
  const idle = idleCost(lab, billed, prices);
  const hourly = rounded(idle + NOTEBOOKS * (prices.notebook[SMALLEST] ?? 0));
  return { idle: rounded(idle), inClass: { notebooks: NOTEBOOKS, instanceType: SMALLEST, hourly }, ...basis };
}

/** What stacks cost with the notebooks that run. */
export function standingCost(
  lab: Settings,
  billed: Billed,
  running: readonly { readonly instanceType: string; readonly notebooks: number }[],
): StandingCost {
  const { prices, ...basis } = basisOf(lab);
  const ofNotebooks = running.map(
    ({ instanceType, notebooks }) => notebooks * (own(prices.notebook, instanceType) ?? 0),
  );
  return { hourly: rounded(ofNotebooks.reduce((sum, each) => sum + each, idleCost(lab, billed, prices))), ...basis };
}

/** Each size of notebook, by the prices of the same region as the lab's. */
export function notebookCosts(lab: Settings): NotebookCost[] {
  const { prices } = basisOf(lab);
  return NOTEBOOK_INSTANCE_TYPES.map((instanceType, index) => ({
    size: NOTEBOOK_SIZES[index] ?? NOTEBOOK_SIZES[0],
    instanceType,
    hourly: rounded(own(prices.notebook, instanceType) ?? 0),
  }));
}

function basisOf({ region: wanted, pipeline: { endpointInstanceType: type } }: Settings): Basis & { prices: Prices } {
  const region = Object.hasOwn(REGIONS, wanted) ? wanted : USUAL_REGION;
  const prices = own(REGIONS, region);
  if (!prices) throw new Error(`there are no prices of ${region}`);
  const isUnknown = type !== undefined && own(prices.endpoint, type) === undefined;
  return { prices, region, date: table.date, without: [...(isUnknown ? [`endpoints on ${type}`] : []), ...WITHOUT] };
}

/** Interface endpoints are billed by zone, whether or not they are used. */
function idleCost({ pipeline }: Settings, { stacks, zones }: Billed, prices: Prices): number {
  const type = pipeline.endpointInstanceType;
  const endpoint = type === undefined ? 0 : (own(prices.endpoint, type) ?? 0);
  return (
    (stacks.includes('network') ? ZONE_NEEDS.services.length * zones * prices.interfaceEndpoint : 0) +
    WITH_KEY.filter((id) => stacks.includes(id)).length * prices.key +
    (stacks.includes('pipeline') ? ENDPOINTS * endpoint : 0)
  );
}

/** To two digits: nobody knows it better. */
function rounded(dollars: number): number {
  return Number(dollars.toPrecision(2));
}
