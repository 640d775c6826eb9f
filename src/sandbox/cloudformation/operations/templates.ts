import type {
  GetTemplateInput,
  GetTemplateOutput,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ParameterDeclaration,
  ResourceIdentifierSummary,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { findChangeSet } from '../change-sets/find.ts';
import { templateBody } from '../kept-texts.ts';
import { resourceSpec } from '../spec/resource-spec.ts';
import { capabilitiesReason, requiredCapabilities } from '../template/capabilities.ts';
import type { ParameterDeclaration as Declared, Template } from '../template/model.ts';
import { isNoEcho } from '../template/parameter-declarations.ts';
import { parseTemplate } from '../template/parse.ts';
import { requireStack } from './find-stack.ts';
import { templateText } from './template-source.ts';
import { checkTypes } from './types-in-template.ts';

export function getTemplate(input: GetTemplateInput, call: Call): GetTemplateOutput {
  const { definition } =
    input.ChangeSetName === undefined
      ? requireStack(input.StackName, call).stack
      : findChangeSet(input, call).changeSet;
  return { TemplateBody: templateBody(call.cloud.world, definition), StagesAvailable: ['Original', 'Processed'] };
}

export function validateTemplate(input: ValidateTemplateInput, call: Call): ValidateTemplateOutput {
  call.about('*');
  const template = parseTemplate(templateText(input, call));
  checkTypes(template, call);
  return {
    Parameters: Object.entries(template.parameters).map(([key, declared]) => declarationOf(key, declared)),
    ...described(template),
    ...capabilitiesOf(template),
    DeclaredTransforms: [],
  };
}

export function getTemplateSummary(input: GetTemplateSummaryInput, call: Call): GetTemplateSummaryOutput {
  const text = summarized(input, call);
  const template = parseTemplate(text);
  return {
    Parameters: Object.entries(template.parameters).map(([key, declared]) => fullDeclarationOf(key, declared)),
    ...described(template),
    ...capabilitiesOf(template),
    ResourceTypes: [...new Set(Object.values(template.resources).map(({ type }) => type))],
    ...(template.version !== undefined && { Version: template.version }),
    ...(template.metadata !== undefined && { Metadata: JSON.stringify(template.metadata) }),
    DeclaredTransforms: [],
    ResourceIdentifierSummaries: identifiersOf(template),
  };
}

function summarized(input: GetTemplateSummaryInput, call: Call): string {
  if (input.StackName !== undefined) {
    return templateBody(call.cloud.world, requireStack(input.StackName, call).stack.definition);
  }
  call.about('*');
  return templateText(input, call);
}

function described({ description }: Template) {
  return description === undefined ? {} : { Description: description };
}

function declarationOf(key: string, declared: Declared) {
  return {
    ParameterKey: key,
    ...(declared.Default !== undefined && { DefaultValue: String(declared.Default) }),
    NoEcho: isNoEcho(declared),
    ...(declared.Description !== undefined && { Description: declared.Description }),
  };
}

function fullDeclarationOf(key: string, declared: Declared): ParameterDeclaration {
  return {
    ...declarationOf(key, declared),
    ParameterType: declared.Type,
    ParameterConstraints: declared.AllowedValues ? { AllowedValues: declared.AllowedValues.map(String) } : {},
  };
}

function capabilitiesOf(template: Template) {
  const required = requiredCapabilities(template);
  return required ? { Capabilities: [required.capability], CapabilitiesReason: capabilitiesReason(required) } : {};
}

function identifiersOf({ resources }: Template): ResourceIdentifierSummary[] {
  const types = [...new Set(Object.values(resources).map(({ type }) => type))];
  return types.map((type) => ({
    ResourceType: type,
    LogicalResourceIds: Object.keys(resources).filter((logicalId) => own(resources, logicalId)?.type === type),
    ResourceIdentifiers: [...(resourceSpec(type)?.identifier ?? [])],
  }));
}
