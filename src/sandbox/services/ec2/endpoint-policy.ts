import { parsePolicy } from '../../kernel/policy/document.ts';
import { policyFault } from '../../kernel/policy/grammar.ts';
import { refuse } from './errors.ts';

/** The policy of an endpoint that was given none. Source: AWS PrivateLink guide, "Default endpoint policy". */
export const FULL_ACCESS = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

export function checkedPolicy(text: string | undefined): string {
  if (!text) return FULL_ACCESS;
  const fault = policyFault(parsePolicy(text), { resources: true });
  return fault ? refuse('InvalidPolicyDocument', `The policy document is invalid: ${fault}`) : text;
}
