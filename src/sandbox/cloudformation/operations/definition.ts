import type { Capability, Parameter, Tag } from '@aws-sdk/client-cloudformation';

import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { blueprintOf } from '../engine/blueprint/blueprint.ts';
import { keepTemplate, templateBody } from '../kept-texts.ts';
import type { Stack, StackDefinition } from '../state.ts';
import { refuseWithoutCapabilities } from '../template/capabilities.ts';
import { parameterValues } from '../template/parameters.ts';
import { parseTemplate } from '../template/parse.ts';
import { checkRules } from '../template/rules.ts';
import { type TemplateSource, templateText } from './template-source.ts';
import { checkTypes } from './types-in-template.ts';

/** What the requests have in common that say what a stack is to be. */
export interface DefinitionInput extends TemplateSource {
  readonly Parameters?: Parameter[] | undefined;
  readonly Tags?: Tag[] | undefined;
  readonly Capabilities?: Capability[] | undefined;
  readonly NotificationARNs?: string[] | undefined;
}

/** Reads and checks what a request says a stack is to be; `previous` is what it is now. */
export function definitionFrom(
  input: DefinitionInput,
  call: Call,
  stack: Pick<Stack, 'name' | 'id'>,
  previous?: StackDefinition,
): StackDefinition {
  const { world } = call.cloud;
  const text = templateText(input, call, previous && (() => templateBody(world, previous)));
  const parsed = parseTemplate(text);
  checkTypes(parsed, call);
  const parameters = parameterValues(parsed.parameters, {
    given: input.Parameters,
    ...(previous && { previous: previous.parameters }),
    ssmParameter: (name) => ssmParameter(name, call),
  });
  const definition = {
    ...(parsed.description !== undefined && { description: parsed.description }),
    parameters,
    tags: input.Tags ? tagsOf(input.Tags, call) : (previous?.tags ?? {}),
    capabilities: input.Capabilities ?? [],
    notificationArns: input.NotificationARNs ?? previous?.notificationArns ?? [],
  };
  const blueprint = blueprintOf(parsed, definition, {
    account: call.account,
    region: call.region,
    stackName: stack.name,
    stackId: stack.id,
  });
  checkRules(parsed.rules, blueprint.parameters);
  refuseWithoutCapabilities(parsed, input.Capabilities);
  return { ...definition, template: keepTemplate(world, text) };
}

/** Services put tags of AWS's own on the stacks they make: Service Catalog's AutoTags. */
function tagsOf(tags: readonly Tag[], { via }: Call): Record<string, string> {
  if (tags.length > 50) throw validationError('Number of tags exceeds the maximum allowed, 50');
  if (via === undefined && tags.some(({ Key }) => Key?.toLowerCase().startsWith('aws:'))) {
    throw validationError('aws: prefixed tag key names are not allowed for external use.');
  }
  return tagMap(tags);
}

function ssmParameter(name: string, call: Call): string {
  try {
    const { Parameters } = call.invoke('ssm', 'GetParameters', { Names: [name] }, { via: 'cloudformation' });
    const value = Parameters?.[0]?.Value;
    if (value !== undefined) return value;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
  }
  throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
}
