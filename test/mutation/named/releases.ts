import type { NamedMutant } from './mutant.ts';

export const RELEASES: readonly NamedMutant[] = [
  {
    slip: 'a failing release is its own predecessor',
    file: 'lambda-code/deploy-model/configuration.ts',
    before: 'if (endpoint && endpoint.serving !== release.name) return endpoint.serving ?? NONE;',
    after: 'if (endpoint) return endpoint.serving ?? NONE;',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'what was served before is what was served before the first time',
    file: 'lambda-code/deploy-model/configuration.ts',
    before: 'if (endpoint && endpoint.serving !== release.name) return endpoint.serving ?? NONE;',
    after: '',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'a configuration that is there keeps its note of what was served before',
    file: 'lambda-code/deploy-model/configuration.ts',
    before: 'sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [note] }), options),',
    after: 'Promise.resolve([sagemaker, AddTagsCommand, arn, options]),',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'a first endpoint that failed stays',
    file: 'lambda-code/job/put-back-step.ts',
    before: "return isFirst ? 'delete' : ifThere(previous, 'delete');",
    after: "return isFirst ? 'done' : ifThere(previous, 'delete');",
    killedBy: ['lambda-code/job/put-back-step.test.ts'],
  },
  {
    slip: 'a first endpoint that serves what failed stays',
    file: 'lambda-code/job/put-back-step.ts',
    before: "return isFirst ? 'delete' : wayBack(endpoint, previous);\n    case 'OutOfService':",
    after: "return isFirst ? 'done' : wayBack(endpoint, previous);\n    case 'OutOfService':",
    killedBy: ['lambda-code/job/put-back-step.test.ts'],
  },
  {
    slip: 'a first endpoint that is out of service stays',
    file: 'lambda-code/job/put-back-step.ts',
    before: "case 'UpdateRollbackFailed':\n      return isFirst ? 'delete' : wayBack(endpoint, previous);",
    after: "case 'UpdateRollbackFailed':\n      return isFirst ? 'done' : wayBack(endpoint, previous);",
    killedBy: ['lambda-code/job/put-back-step.test.ts'],
  },
  {
    slip: 'what somebody else released meanwhile is taken back',
    file: 'lambda-code/job/put-back-step.ts',
    before: "if (endpoint.serving !== released) return 'kept';",
    after: '',
    killedBy: ['lambda-code/job/put-back-step.test.ts'],
  },
  {
    slip: 'a copied model is compared by its length only',
    file: 'lambda-code/deploy-model/model.ts',
    before:
      'const isThere = copy?.ContentLength === original.ContentLength && copy?.Metadata?.[ORIGINAL] === bare(original.ETag);',
    after: 'const isThere = copy?.ContentLength === original.ContentLength;',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'a copied model is compared by its original only',
    file: 'lambda-code/deploy-model/model.ts',
    before:
      'const isThere = copy?.ContentLength === original.ContentLength && copy?.Metadata?.[ORIGINAL] === bare(original.ETag);',
    after: 'const isThere = copy?.Metadata?.[ORIGINAL] === bare(original.ETag);',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'a model that is there is believed whatever it is',
    file: 'lambda-code/deploy-model/model.ts',
    before:
      'const isThere = copy?.ContentLength === original.ContentLength && copy?.Metadata?.[ORIGINAL] === bare(original.ETag);',
    after: 'const isThere = copy !== undefined;',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'the configuration that an endpoint is brought to is ignored',
    file: 'lambda-code/deploy-model/next-step.ts',
    before: 'return (endpoint.pending ?? endpoint.serving) === configuration',
    after: 'return endpoint.serving === configuration',
    killedBy: ['lambda-code/deploy-model/next-step.test.ts'],
  },
  {
    slip: 'the configuration that an endpoint begins with is ignored',
    file: 'lambda-code/deploy-model/next-step.ts',
    before: 'return (endpoint.pending ?? endpoint.serving) === configuration',
    after: 'return endpoint.pending === configuration',
    killedBy: ['lambda-code/deploy-model/next-step.test.ts'],
  },
];
