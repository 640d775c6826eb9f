import { may, type Rule } from './rule.ts';

/** What SageMaker needs for whatever it runs. */
export function runningBuiltInImage(who: string): Rule[] {
  return [
    may(who, {
      what: 'ecr:GetAuthorizationToken',
      on: 'no resource',
      why: 'signing in to the registry of images knows no resources',
    }),
    may(who, {
      what: 'ecr:BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer',
      on: 'the built-in image',
      why: 'AWS’s own image of XGBoost and no other code',
    }),
  ];
}
