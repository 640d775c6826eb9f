import type { Service } from '../../kernel/service.ts';
import { deleteParameter, deleteParameters } from './delete-parameters.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './get-parameters.ts';
import { describeParameters } from './metadata.ts';
import { putParameter } from './put-parameter.ts';
import { parameterType } from './resource-types/parameter.ts';
import { parameterInventory, tagsOfParameter } from './state.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags.ts';

export const ssmService: Service = {
  name: 'ssm',
  operations: {
    AddTagsToResource: addTagsToResource,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    ListTagsForResource: listTagsForResource,
    PutParameter: putParameter,
    RemoveTagsFromResource: removeTagsFromResource,
  },
  resourceTypes: { 'AWS::SSM::Parameter': parameterType },
  inventory: (cloud, account) => parameterInventory(cloud.world, account),
  tagsOf: tagsOfParameter,
};
