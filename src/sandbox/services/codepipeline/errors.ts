import { AwsError } from '../../kernel/aws-error.ts';

export function invalidStructure(message: string): never {
  throw new AwsError('InvalidStructureException', message);
}

export function invalidStage(message: string): never {
  throw new AwsError('InvalidStageDeclarationException', message);
}

export function invalidAction(message: string): never {
  throw new AwsError('InvalidActionDeclarationException', message);
}

export function invalid(message: string): never {
  throw new AwsError('ValidationException', message);
}

export function notImplemented(what: string): never {
  throw new AwsError('NotImplemented', `the sandbox does not implement ${what} of CodePipeline`, 501);
}
