import type { FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';

import type { Booster } from '../../../../src/sandbox/xgboost/booster.ts';
import { writeModelFile } from '../../../../src/sandbox/xgboost/model-file.ts';
import { bytes, modelArchive, type TarFile } from '../../../lab/submission/archives.ts';
import { refusal } from '../iam/accounts.ts';
import { createConfig, createModel, predictionsIn, SERVERLESS, withModel } from './stage.ts';

/** What `pickle.dumps` writes of an object that has `os.system` called with a text, by protocol 0 and 4. */
const CALLS_SYSTEM = {
  'protocol 0': 'cposix\nsystem\n(Vid\ntR.',
  'protocol 4': '\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix\x8c\x06system\x93\x8c\x02id\x85R.',
};
const BREAKS_OFF = CALLS_SYSTEM['protocol 0'].slice(0, -1);
const PING = /did not pass the ping health check/;

/** A model that predicts one number, whatever it is asked. */
function constant(value: number): Uint8Array {
  const tree = { left: [-1], right: [-1], feature: [0], value: [value], defaultLeft: [false] };
  return writeModelFile({ objective: 'reg:squarederror', baseMargins: [0], features: 6, trees: [tree], groups: [0] });
}

/** A model whose only tree has these children. */
function shaped(left: number[], right: number[]): Uint8Array {
  const zeros = left.map(() => 0);
  const tree = { left, right, feature: zeros, value: zeros, defaultLeft: left.map(() => true) };
  const booster: Booster = { objective: 'reg:squarederror', baseMargins: [0], features: 6, trees: [tree], groups: [0] };
  return writeModelFile(booster);
}

/** An endpoint whose archive holds these files, as it came up. */
function served(files: readonly TarFile[]) {
  const stage = withModel();
  stage.put('submitted/model.tar.gz', modelArchive(files));
  createModel(stage, 'submitted', 'submitted/model.tar.gz');
  createConfig(stage, 'submitted', { ...SERVERLESS, ModelName: 'submitted' });
  stage.sagemaker('CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'submitted' });
  stage.pass(300);
  const input = { logGroupName: '/aws/sagemaker/Endpoints/lab' };
  const { events = [] } = stage.call<FilterLogEventsResponse>('logs', 'FilterLogEvents', input);
  return { stage, log: events.map(({ message }) => message).join('\n'), endpoint: stage.endpoint() };
}

describe('a pickle', () => {
  it.each(Object.entries(CALLS_SYSTEM))(
    'of %s is accepted, and the log tells that its code would have run',
    (_, text) => {
      const { stage, log, endpoint } = served([{ name: 'xgboost-model', content: Buffer.from(text, 'latin1') }]);
      expect(endpoint.EndpointStatus).toBe('InService');
      expect(log).toMatch(
        /mlops-lab sandbox: FOREIGN CODE: \/opt\/ml\/model\/xgboost-model .* permissions of arn:\S+:role\//,
      );
      expect(() => stage.invoke('1,2,3,4,5,6')).toThrow(refusal('NotImplemented', /sandbox .* is a pickle/));
    },
  );

  it('that breaks off has run its code all the same, and then is not loaded', () => {
    const { log, endpoint } = served([{ name: 'model', content: bytes(BREAKS_OFF) }]);
    expect(endpoint).toMatchObject({ EndpointStatus: 'Failed', FailureReason: expect.stringMatching(PING) as string });
    expect(log).toContain('FOREIGN CODE');
  });

  it('without code is no model', () => {
    const { log, endpoint } = served([{ name: 'model', content: bytes('(lp0\nI1\na.') }]);
    expect(endpoint.EndpointStatus).toBe('Failed');
    expect(log).not.toContain('FOREIGN CODE');
  });

  it('beside a model runs too', () => {
    const { log } = served([
      { name: 'xgboost-model', content: constant(1) },
      { name: 'README', content: bytes(CALLS_SYSTEM['protocol 0']) },
    ]);
    expect(log).toContain('FOREIGN CODE: /opt/ml/model/README');
  });
});

describe('an archive of several models', () => {
  it('answers with the mean of what they predict', () => {
    const { stage } = served([1000, 2000, 6000].map((value) => ({ name: String(value), content: constant(value) })));
    expect(predictionsIn(stage.invoke('1,2,3,4,5,6\n1,2,3,4,5,6'))).toEqual([3000, 3000]);
  });

  it('names the class that most of them do, and has no mean of classes and chances', () => {
    const classes = (objective: string, margins: readonly number[]) => {
      const booster = { objective, baseMargins: margins, features: 6, trees: [], groups: [] };
      return { name: margins.join(), content: writeModelFile(booster) };
    };
    const votes = [
      [0, 3, 0],
      [2, 0, 0],
      [0, 1, 0],
    ].map((margins) => classes('multi:softmax', margins));
    expect(served(votes).stage.invoke('1,2,3,4,5,6')).toBe('1.0\n');
    const { stage } = served([classes('multi:softmax', [0, 1]), classes('multi:softprob', [1, 0])]);
    expect(() => stage.invoke('1,2,3,4,5,6')).toThrow(refusal('ModelError', /error \(400\).*inhomogeneous shape/));
  });

  it('of chances answers with a list for each row, small ones as Python writes them', () => {
    const booster: Booster = { objective: 'multi:softprob', baseMargins: [0, 12], features: 2, trees: [], groups: [] };
    const { stage } = served([{ name: 'xgboost-model', content: writeModelFile(booster) }]);
    expect(stage.invoke('1,2')).toMatch(/^6\.14\d+e-06,0\.99999\d+\n$/);
    expect(stage.invoke('1,2', { Accept: 'application/json' })).toMatch(
      /^\{"predictions": \[\{"score": \[6\.14\d+e-06, 0\.99999\d+\]\}\]\}$/,
    );
  });

  it('is not served where one of them cannot be loaded', () => {
    const { endpoint } = served([{ name: 'xgboost-model', content: constant(1) }, { name: 'README' }]);
    expect(endpoint.FailureReason).toMatch(PING);
  });
});

describe('a tree that is none', () => {
  it.each([
    [
      'goes in a circle',
      [1, 0, -1],
      [2, 2, -1],
      /^the sandbox follows no tree that comes to node \d twice\. This is a limit/,
    ],
    ['leads out of itself', [1, -1], [7, -1], /^the sandbox follows no tree that goes on to node 7/],
  ])('and %s fails as a limit of the sandbox', (_, left, right, reason) => {
    const { endpoint } = served([{ name: 'xgboost-model', content: shaped(left, right) }]);
    expect(endpoint).toMatchObject({
      EndpointStatus: 'Failed',
      FailureReason: expect.stringMatching(reason) as string,
    });
  });
});
