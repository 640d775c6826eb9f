import type { DeleteParameterRequest, DeleteParametersRequest, DeleteParametersResult } from '@aws-sdk/client-ssm';

import type { Call } from '../../kernel/service.ts';
import { parameterNotFound } from './errors.ts';
import { parameterArn, parametersOf } from './state.ts';

export function deleteParameter(input: DeleteParameterRequest, call: Call): object {
  if (!isDeleted(input.Name ?? '', call)) throw parameterNotFound();
  return {};
}

export function deleteParameters(input: DeleteParametersRequest, call: Call): DeleteParametersResult {
  const names = input.Names ?? [];
  const deleted = names.filter((name) => isDeleted(name, call));
  return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
}

function isDeleted(name: string, call: Call): boolean {
  call.about(parameterArn(call, name));
  const parameters = parametersOf(call);
  if (!Object.hasOwn(parameters, name)) return false;
  return delete parameters[name];
}
