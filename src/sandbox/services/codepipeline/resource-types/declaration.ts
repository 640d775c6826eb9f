import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';

import { textual } from '../../../kernel/resource-properties.ts';
import type { Properties } from '../../../kernel/service.ts';

/** Properties that are no part of the pipeline's declaration. */
const OTHERS = ['Tags', 'RestartExecutionOnUpdate', 'DisableInboundStageTransitions'];
const NUMBERS = ['runOrder', 'timeoutInMinutes'];

/** What the properties are in the API's words: the names there begin in lower case, but for an action's configuration. */
export function declarationOf(properties: Properties, name: string): PipelineDeclaration {
  const declared = Object.entries(properties).filter(([key]) => !OTHERS.includes(key));
  return { ...(renamed(Object.fromEntries(declared)) as PipelineDeclaration), name };
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]: [string, unknown]) => {
    const name = key.charAt(0).toLowerCase() + key.slice(1);
    if (name === 'configuration') return [name, texts(member)];
    return [name, NUMBERS.includes(name) ? Number(member) : renamed(member)];
  });
  return Object.fromEntries(entries);
}

/** Configurations are maps of texts, whatever a template has there. */
function texts(configuration: unknown): Record<string, string> {
  const entries = Object.entries(configuration as Properties);
  return Object.fromEntries(entries.map(([key, value]) => [key, textual(value) ?? JSON.stringify(value)]));
}
