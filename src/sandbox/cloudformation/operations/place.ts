import type { Call } from '../../kernel/service.ts';
import { type CloudFormationState, STATE } from '../state.ts';

export function stateOf({ cloud, account, region }: Call): CloudFormationState {
  return cloud.world.slice(STATE, account, region);
}
