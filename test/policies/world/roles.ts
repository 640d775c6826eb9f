import { ADA, BOB, labRole, OTHERS, roleArn, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { ownedBy } from './owners.ts';
import { another, anyOf, OF_THE_LAB, type Context, type Place } from './place.ts';

function role(name: string, arn: string, context: Context = {}, among: readonly string[] = []): Place {
  const account = arn.split(':')[4] ?? '';
  const ofLab = /\/mlops-lab--(?!other)/.test(arn) ? ['any role of the lab'] : [];
  return { name, among: [anyOf('role', account), ...ofLab, ...among], arn, account, kind: 'role', context };
}

function ofNotebook(name: string, digits: string, context?: Context): Place {
  return role(name, labRole(SPOKE, `nb-${digits}`), context, ["any notebook's role"]);
}

/** Roles, to be assumed, handed on and changed. */
export const ROLES: readonly Place[] = [
  ofNotebook("Ada's notebook role", ADA, ownedBy('ada')),
  ofNotebook("Bob's notebook role", BOB, ownedBy('bob')),
  ofNotebook("nobody's notebook role", '00000000'),
  role("lab-2's notebook role", labRole(SPOKE, `nb-${OTHERS}`, 'lab-2')),
  role('the DataScientist role', labRole(SPOKE, 'DataScientist')),
  role('the launch role', labRole(SPOKE, 'launch')),
  role("the flow logs' role", labRole(SPOKE, 'flow-logs')),
  role('the observer role', labRole(TOOLS, 'observer')),
  role("lab-2's observer role", labRole(TOOLS, 'observer', 'lab-2')),
  role('the training role', labRole(TOOLS, 'training')),
  role("TrainModel's role", labRole(TOOLS, 'fn-train')),
  role("GetStatus's role", labRole(TOOLS, 'fn-status')),
  role("DeployModel's role", labRole(TOOLS, 'fn-deploy')),
  role("EvaluateModel's role", labRole(TOOLS, 'fn-evaluate')),
  role("the pipeline's role", labRole(TOOLS, 'pipeline')),
  role("the start rule's role", labRole(TOOLS, 'start')),
  role('the deploy role', labRole(STAGING, 'deploy')),
  role("lab-2's deploy role", labRole(STAGING, 'deploy', 'lab-2')),
  role("non-production's role", labRole(STAGING, 'nonprod')),
  role("production's role", labRole(STAGING, 'production')),
  ...[TOOLS, SPOKE, STAGING].map((account) => role(another('role', account, OF_THE_LAB), labRole(account, 'other'))),
  ...[TOOLS, SPOKE, STAGING, STRANGE].map((account) => role(another('role', account), roleArn(account, 'Other'))),
];
