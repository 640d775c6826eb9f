import { ADA, labRole, roleArn, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { session, type Actor, type Side } from '../world/actor.ts';
import type { Principal } from '../../../src/sandbox/kernel/principal.ts';

/** Somebody who is held by everything at once that holds anybody. */
export interface Person extends Omit<Actor, 'side'> {
  readonly sides: readonly Side[];
}

const AT_LARGE: readonly Side[] = ['own', 'place'];
const IN_A_NOTEBOOK: readonly Side[] = ['own', 'boundary', 'place', 'network'];

function person(name: string, principal: Principal, sides = AT_LARGE, besides: Person['besides'] = 'nothing'): Person {
  return { name, principal, sides, besides };
}

const scientist = labRole(SPOKE, 'DataScientist');
const notebook = session(labRole(SPOKE, `nb-${ADA}`), 'SageMaker');

function administrator(account: string): Principal {
  return session(roleArn(account, 'LabAdministrator'), 'admin');
}

export const PEOPLE: readonly Person[] = [
  person('Ada', session(scientist, 'ada')),
  person('Ada with AdministratorAccess', session(scientist, 'ada'), AT_LARGE, 'every right'),
  person("Ada's notebook", notebook, IN_A_NOTEBOOK),
  person("Ada's notebook with AdministratorAccess", notebook, IN_A_NOTEBOOK, 'every right'),
  person(
    "a stranger's keys in Ada's notebook",
    session(roleArn(STRANGE, 'Admin')),
    ['place', 'network'],
    'every right',
  ),
  person('the launch role', session(labRole(SPOKE, 'launch'), 'servicecatalog')),
  person('TrainModel', session(labRole(TOOLS, 'fn-train'))),
  person('DeployModel', session(labRole(TOOLS, 'fn-deploy'))),
  person("the pipeline's training job", session(labRole(TOOLS, 'training'), 'SageMaker')),
  person('an observer', session(labRole(TOOLS, 'observer'), 'ada')),
  person('the deploy role', session(labRole(STAGING, 'deploy'), 'mlops')),
  person('the non-production endpoint', session(labRole(STAGING, 'nonprod'), 'SageMaker')),
  person(
    "lab-2's DeployModel with AdministratorAccess",
    session(labRole(TOOLS, 'fn-deploy', 'lab-2')),
    ['place'],
    'every right',
  ),
  person('an administrator of the Tools account', administrator(TOOLS), ['place'], 'every right'),
  person('an administrator of the Data Scientist account', administrator(SPOKE), ['place'], 'every right'),
  person('an administrator of the Staging account', administrator(STAGING), ['place'], 'every right'),
  person('a stranger', session(roleArn(STRANGE, 'Admin'), 'ada'), ['place'], 'every right'),
];
