import { expect, it } from 'vitest';
import { widened } from './widened.ts';

const BUCKET = 'arn:aws:s3:::mlops-lab--assets-111111111111-us-east-1';
const SAGEMAKER = 'arn:aws:sagemaker:us-east-1:333333333333';
const ROLE = 'arn:aws:iam::222222222222:role';

it.each([
  [`${BUCKET}/data/*`, `${BUCKET}/*`],
  [`${BUCKET}/submissions/submission.zip`, `${BUCKET}/submissions/*`],
  [BUCKET, 'arn:aws:s3:::mlops-lab--*'],
  [`${ROLE}/mlops-lab--nb-*-us-east-1`, `${ROLE}/mlops-lab--*`],
  [`${ROLE}/mlops-lab--*`, `${ROLE}/*`],
  [`${SAGEMAKER}:endpoint/mlops-lab--*`, `${SAGEMAKER}:endpoint/*`],
  [`${SAGEMAKER}:endpoint/*`, `${SAGEMAKER}:*`],
  [`${SAGEMAKER}:*`, 'arn:aws:sagemaker:us-east-1:*'],
])('%s becomes %s', (pattern, wider) => {
  expect(widened(pattern)).toBe(wider);
});

it('nothing is wider than everything', () => {
  expect(widened('*')).toBeUndefined();
});
