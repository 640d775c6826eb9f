import { own, put } from '../own.ts';
import type { LabSettings } from './accounts.ts';
import { deployExternalId, objectUrl } from './names.ts';
import type { ZoneSlots } from './zones.ts';
import { STACKS, type AssetReferences, type ParameterSource, type StackId } from './stacks.ts';

export type Outputs = Readonly<Partial<Record<StackId, Readonly<Record<string, string>>>>>;

export interface ParameterInputs {
  readonly lab: LabSettings;
  /** The outputs known so far, by stack. */
  readonly outputs: Outputs;
  readonly assets: AssetReferences;
  /** Chosen before the network stack is planned. */
  readonly zones?: ZoneSlots | undefined;
}

export interface ResolvedParameters {
  readonly values: Readonly<Record<string, string>>;
  /** Parameters whose source does not exist yet, with the stack that will provide it. */
  readonly missing: readonly { readonly parameter: string; readonly stack: StackId; readonly output: string }[];
}

/** The values of a stack's template parameters, as far as they are known. */
export function resolveParameters(id: StackId, inputs: ParameterInputs): ResolvedParameters {
  const values: Record<string, string> = {};
  const missing: ResolvedParameters['missing'][number][] = [];
  for (const [parameter, source] of Object.entries(STACKS[id].parameters)) {
    const value = valueOf(source, inputs);
    if (typeof value === 'string') put(values, parameter, value);
    else missing.push({ parameter, ...value });
  }
  return { values, missing };
}

function valueOf(source: ParameterSource, inputs: ParameterInputs): string | { stack: StackId; output: string } {
  const { lab, outputs, assets } = inputs;
  switch (source.from) {
    case 'setting':
      return lab[source.setting];
    case 'zone':
      return zoneOf(source.subnet, inputs);
    case 'pipelineSetting':
      return String(lab.pipeline[source.setting] ?? '');
    case 'catalogSetting':
      return lab.catalog[source.setting];
    case 'hardening':
      return String(lab.hardening[source.setting]);
    case 'account':
      return lab.accounts[source.account].id;
    case 'derived':
      return source.value === 'deployExternalId' ? deployExternalId(lab) : lab.pipeline.executionMode.toUpperCase();
    case 'output':
      return own(outputs[source.stack], source.output) ?? { stack: source.stack, output: source.output };
    case 'asset': {
      const bucket = outputs.prerequisites?.AssetBucketName;
      if (!bucket) return { stack: 'prerequisites', output: 'AssetBucketName' };
      if (source.asset !== 'productTemplateUrl') return assets[source.asset];
      return objectUrl(bucket, assets.productTemplateKey, lab.region);
    }
  }
}

function zoneOf(subnet: 1 | 2 | 3, { zones }: ParameterInputs): string {
  if (!zones) throw new Error('a stack with a network was planned before its zones were decided');
  return zones[subnet - 1] ?? '';
}
