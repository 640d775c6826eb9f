import {
  ACCOUNT_NAMES,
  ADA,
  BOB,
  labRole,
  OTHERS,
  roleArn,
  SPOKE,
  STAGING,
  STRANGE,
  TOOLS,
  VISITORS,
} from '../lab/site.ts';
import { session, user, type Actor } from './actor.ts';
import { another, OF_THE_LAB } from './place.ts';
import { SERVICES } from './services.ts';
import type { Principal } from '../../../src/sandbox/kernel/principal.ts';

const scientist = labRole(SPOKE, 'DataScientist');
const notebook = labRole(SPOKE, `nb-${ADA}`);
const observer = session(labRole(TOOLS, 'observer'), 'ada');

function own(name: string, principal: Principal): Actor {
  return { name, principal, side: 'own', besides: 'nothing' };
}

/** What roles may do by their own policies. */
const BY_OWN_POLICIES: readonly Actor[] = [
  own('Ada', session(scientist, 'ada')),
  { ...own('Ada with AdministratorAccess', session(scientist, 'ada')), besides: 'every right' },
  own("Ada's notebook", session(notebook, 'SageMaker')),
  own('the launch role', session(labRole(SPOKE, 'launch'), 'servicecatalog')),
  own('an observer', observer),
  own('the flow log', session(labRole(SPOKE, 'flow-logs'))),
  own('the start rule', session(labRole(TOOLS, 'start'))),
  own('the pipeline', session(labRole(TOOLS, 'pipeline'))),
  own('TrainModel', session(labRole(TOOLS, 'fn-train'))),
  own('GetStatus', session(labRole(TOOLS, 'fn-status'))),
  own('DeployModel', session(labRole(TOOLS, 'fn-deploy'))),
  own('EvaluateModel', session(labRole(TOOLS, 'fn-evaluate'))),
  own("the pipeline's training job", session(labRole(TOOLS, 'training'), 'SageMaker')),
  own('the deploy role', session(labRole(STAGING, 'deploy'), 'mlops')),
  own('the non-production endpoint', session(labRole(STAGING, 'nonprod'), 'SageMaker')),
  own('the production endpoint', session(labRole(STAGING, 'production'), 'SageMaker')),
];

const NOTEBOOK_WITHIN_BOUNDARY: Actor = {
  name: 'a notebook, by its boundary',
  principal: session(notebook, 'SageMaker'),
  side: 'boundary',
  besides: 'every right',
};

/** Whoever comes with every right of their own, so that only what is acted upon can refuse them. */
function withEveryRight(name: string, principal: Principal): Actor {
  const { account } = principal;
  const among = account === STRANGE ? [] : [`whoever is of ${ACCOUNT_NAMES[account] ?? account}`];
  return { name, among, principal, side: 'place', besides: 'every right' };
}

const WITH_EVERY_RIGHT: readonly Actor[] = [
  withEveryRight('Ada with every right', session(scientist, 'ada')),
  withEveryRight('Bob with every right', session(scientist, 'bob')),
  withEveryRight("Ada's notebook with every right", session(notebook, 'SageMaker')),
  withEveryRight("Bob's notebook with every right", session(labRole(SPOKE, `nb-${BOB}`), 'SageMaker')),
  withEveryRight('the launch role with every right', session(labRole(SPOKE, 'launch'))),
  withEveryRight("lab-2's notebook with every right", session(labRole(SPOKE, `nb-${OTHERS}`, 'lab-2'))),
  withEveryRight('DeployModel with every right', session(labRole(TOOLS, 'fn-deploy'))),
  withEveryRight("lab-2's DeployModel with every right", session(labRole(TOOLS, 'fn-deploy', 'lab-2'))),
  withEveryRight('the deploy role with every right', session(labRole(STAGING, 'deploy'))),
  withEveryRight('the IAM user ada of the Data Scientist account', user(SPOKE, 'ada')),
  withEveryRight('a visitor called ada of the Data Scientist account', session(VISITORS, 'ada')),
  ...[TOOLS, SPOKE, STAGING].flatMap((account) => [
    withEveryRight(another('role', account, OF_THE_LAB), session(labRole(account, 'other'))),
    withEveryRight(
      `an administrator of ${ACCOUNT_NAMES[account] ?? account}`,
      session(roleArn(account, 'LabAdministrator')),
    ),
  ]),
  withEveryRight('a stranger', session(roleArn(STRANGE, 'Admin'), 'ada')),
  withEveryRight('a stranger who is the IAM user ada', user(STRANGE, 'ada')),
];

/** Whom only the policy of a thing itself can let in. */
function withoutRights(name: string, principal: Principal): Actor {
  return { name, principal, side: 'place', besides: 'nothing' };
}

const WITHOUT_RIGHTS: readonly Actor[] = [
  withoutRights('Ada without rights of her own', session(scientist, 'ada')),
  withoutRights('Bob without rights of his own', session(scientist, 'bob')),
  withoutRights('a visitor called ada without rights of her own', session(VISITORS, 'ada')),
  withoutRights('a role of the Data Scientist account without rights', session(roleArn(SPOKE, 'Nobody'), 'ada')),
];

/** Who calls from the lab's private network, through its endpoints. */
function inNetwork(name: string, principal: Principal): Actor {
  return { name, principal, side: 'network', besides: 'every right' };
}

const IN_NETWORK: readonly Actor[] = [
  inNetwork('whoever of the Data Scientist account calls from the network', session(notebook)),
  inNetwork('an observer who calls from the network', observer),
  inNetwork('whoever of the Staging account calls from the network', session(labRole(STAGING, 'other'))),
  inNetwork('a stranger who calls from the network', session(roleArn(STRANGE, 'Admin'))),
];

export const ACTORS: readonly Actor[] = [
  ...BY_OWN_POLICIES,
  NOTEBOOK_WITHIN_BOUNDARY,
  ...WITH_EVERY_RIGHT,
  ...WITHOUT_RIGHTS,
  ...SERVICES,
  ...IN_NETWORK,
];
