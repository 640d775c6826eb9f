import type { Call } from '../../kernel/service.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import { type Tag, tagMap } from '../../kernel/tags.ts';

/** What of a request policies can ask about. */
interface AskedAbout {
  readonly Tags?: readonly Tag[] | undefined;
  readonly TemplateURL?: string | undefined;
  readonly RoleARN?: string | undefined;
  readonly ChangeSetName?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
  readonly ResourceTypes?: readonly string[] | undefined;
}

/** Condition keys of a request. Source: Service authorization reference, "AWS CloudFormation". */
export function noteConditions(input: AskedAbout, call: Call): void {
  const { TemplateURL, RoleARN, ChangeSetName, StackPolicyURL, ResourceTypes } = input;
  if (TemplateURL !== undefined) call.condition('cloudformation:TemplateUrl', TemplateURL);
  if (RoleARN !== undefined) call.condition('cloudformation:RoleArn', RoleARN);
  if (ChangeSetName !== undefined) call.condition('cloudformation:ChangeSetName', ChangeSetName);
  if (StackPolicyURL !== undefined) call.condition('cloudformation:StackPolicyUrl', StackPolicyURL);
  if (ResourceTypes !== undefined) call.condition('cloudformation:ResourceTypes', ResourceTypes);
  noteRequestTags(call, tagMap(input.Tags));
}

interface Tagging {
  /** The operation as `cloudformation:CreateAction` calls it. */
  readonly by: 'CreateStack' | 'UpdateStack' | 'CreateChangeSet';
  /** ARN of the stack. */
  readonly stack: string;
}

/**
 * Tags of a stack take permissions of their own: to put them on, and where the stack may have others, to take those off.
 * Source: Service authorization reference, "AWS CloudFormation", TagResource and UntagResource.
 */
export function expectTagging({ Tags }: AskedAbout, { by, stack }: Tagging, call: Call): void {
  if (!Tags?.length) return;
  const actions = by === 'CreateStack' ? ['TagResource'] : ['TagResource', 'UntagResource'];
  for (const action of actions) {
    const context = { 'cloudformation:CreateAction': by };
    call.requires({ action: `cloudformation:${action}`, resource: stack, context });
  }
}
