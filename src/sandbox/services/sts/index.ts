import type { Service } from '../../kernel/service.ts';
import { assumeRole } from './assume-role.ts';
import { getAccessKeyInfo, getCallerIdentity } from './identity.ts';
import { getSessionToken } from './session-token.ts';

export const stsService: Service = {
  name: 'sts',
  operations: {
    GetCallerIdentity: getCallerIdentity,
    GetAccessKeyInfo: getAccessKeyInfo,
    AssumeRole: assumeRole,
    GetSessionToken: getSessionToken,
  },
};
