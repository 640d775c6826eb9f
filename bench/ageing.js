// What a sandbox's age costs: each figure is the median of the last operations over that of the first ones, in one run.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryStorage } from '../dist/sandbox/storage.js';
import { openSandbox } from '../dist/sandbox/sandbox.js';
import { packSubmission } from '../dist/lab/submission/submission.js';

const TOOLS = '111111111111';
const LIMIT = 2;
const STACK = JSON.stringify({
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'value' } } },
});

/** In a folder that `init` made: `submissions` to their verdict, `objects` in a bucket, `stacks`. */
export function ageing(folder, { submissions, objects, stacks }) {
  const lab = open(folder);
  const figures = [
    ...grown('submission', submissions, 10, (number) => release(lab, number)),
    ...buckets(lab, objects),
    ...grown('stack', stacks, 20, (number) => {
      lab.call('cloudformation', 'CreateStack', { StackName: `bench-${number}`, TemplateBody: STACK });
      lab.settle();
    }),
  ];
  lab.close();
  return [...figures, ...loading(folder)];
}

function buckets(lab, objects) {
  const Bucket = 'mlops-lab-bench';
  lab.call('s3', 'CreateBucket', { Bucket });
  const key = (number) => `objects/${number % 100}/${number}`;
  const Body = Buffer.from('content');
  const read = (number) => lab.call('s3', 'GetObject', { Bucket, Key: key(number) });
  const few = 200;
  const put = (number) => lab.call('s3', 'PutObject', { Bucket, Key: key(number), Body });
  const writes = timed(few, put);
  const reads = timed(few, read);
  const rest = timed(objects - few, (number) => put(number + few));
  return [
    ...ratios('object, written', writes, rest.slice(-few)),
    ...ratios('object, read', reads, timed(few, (number) => read(objects - 1 - number))),
  ];
}

function release(lab, number) {
  lab.call('s3', 'PutObject', { Bucket: `mlops-lab-lab-submissions-${TOOLS}-us-east-1`, Key: 'submissions/submission.zip', Body: archive(number) });
  lab.settle();
}
