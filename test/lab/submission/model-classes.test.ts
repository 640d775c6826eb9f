import { describe, expect, it } from 'vitest';
import type { Course } from '../../../src/lab/course/types.ts';
import { readModel } from '../../../src/lab/submission/model.ts';
import { BINARY, MULTICLASS } from '../../support/class-courses.ts';
import { modelArchive } from './archives.ts';
import { dartOf, linearOf, modelJson, STUMP, type TestModel } from './models.ts';

const BY_SIZE = { ...STUMP, split_indices: [0, 0, 0] };
const trees = [BY_SIZE, BY_SIZE, BY_SIZE];
const grouped = (...tree_info: readonly number[]) => ({ tree_info });

/** Three classes with a tree each, as XGBoost saves it. */
const SEVERAL: TestModel = {
  objective: 'multi:softprob',
  parameters: { num_class: '3', num_feature: '1', base_score: '[5E-1,5E-1,5E-1]' },
  trees,
  model: grouped(0, 1, 2),
};
const TWO: TestModel = {
  objective: 'binary:logistic',
  parameters: { num_feature: '1', base_score: '[2E-1]' },
  trees: [BY_SIZE],
};

function read(model: TestModel, course: Course) {
  return readModel(modelArchive([{ name: 'xgboost-model', content: modelJson(model) }]), course);
}

const withParameters = (model: TestModel, parameters: TestModel['parameters']): TestModel => ({
  ...model,
  parameters: { ...model.parameters, ...parameters },
});

describe('a model of classes', () => {
  it.each<[string, TestModel, Course]>([
    ['of several, with a tree for each', SEVERAL, MULTICLASS],
    ['of several, as older versions save it', withParameters(SEVERAL, { base_score: '5E-1' }), MULTICLASS],
    ['of several, linear, with weights for each', { ...SEVERAL, booster: linearOf([1, 2, 3, 4, 5, 6]) }, MULTICLASS],
    ['of two', TWO, BINARY],
    ['of two, by the name for shares', { ...TWO, objective: 'reg:logistic' }, BINARY],
    ['of two, that leaves trees out', { ...TWO, booster: dartOf([1], [BY_SIZE]) }, BINARY],
  ])('%s is served', (_, model, course) => {
    expect(read(model, course).name).toBe('xgboost-model.json');
  });

  it.each<[string, TestModel, Course, string]>([
    [
      'that tells a class and not how sure it is',
      { ...SEVERAL, objective: 'multi:softmax' },
      MULTICLASS,
      'its objective is "multi:softmax"; the lab predicts probabilities of the species: train with multi:softprob',
    ],
    [
      'of two, where there are several',
      TWO,
      MULTICLASS,
      'its objective is "binary:logistic"; the lab predicts probabilities of the species: train with multi:softprob',
    ],
    [
      'of several, where there are two',
      SEVERAL,
      BINARY,
      'its objective is "multi:softprob"; the lab predicts how probable it is that the kind of mail is spam: ' +
        'train with one of binary:logistic, reg:logistic',
    ],
    [
      'that predicts a number',
      { ...TWO, objective: 'reg:squarederror' },
      BINARY,
      'its objective is "reg:squarederror"; the lab predicts how probable it is that the kind of mail is spam',
    ],
    [
      'of other classes',
      withParameters({ ...SEVERAL, objective: 'multi:softprob' }, { num_class: '4' }),
      MULTICLASS,
      'objective.softmax_multiclass_param.num_class is missing or wrong',
    ],
    [
      'of two, that answers twice',
      withParameters(TWO, { num_class: '2' }),
      BINARY,
      'it predicts several numbers a row; the lab wants one, how probable it is that the kind of mail is spam',
    ],
    [
      'whose tree is of a class that there is not',
      { ...SEVERAL, model: grouped(0, 1, 3) },
      MULTICLASS,
      'its trees and their groups do not fit together',
    ],
    [
      'of two, whose tree is of a third',
      { ...TWO, model: grouped(1) },
      BINARY,
      'its trees and their groups do not fit',
    ],
    [
      'that begins with as many numbers as another has classes',
      withParameters(SEVERAL, { base_score: '[5E-1,5E-1]' }),
      MULTICLASS,
      'its base_score is "[5E-1,5E-1]", which is no finite number',
    ],
    [
      'of two, that begins with what is no probability',
      withParameters(TWO, { base_score: '1E0' }),
      BINARY,
      'its base_score is "1E0", which is no probability; train with one between 0 and 1',
    ],
    [
      'that has too few weights',
      { ...SEVERAL, booster: linearOf([1, 2]) },
      MULTICLASS,
      'its weights are not 6 finite numbers',
    ],
  ])('%s is refused', (_, model, course, problem) => {
    expect(() => read(model, course)).toThrow(problem);
  });

  it('of another number of classes says which there are', () => {
    const four = { ...MULTICLASS, columns: [{ name: 'species', type: 'level', levels: ['a', 'b', 'c', 'd'] }] };
    const course = { ...four, columns: [...four.columns, ...MULTICLASS.columns.slice(1)] } as Course;
    expect(() => read(SEVERAL, course)).toThrow(
      'it chooses among "3" classes; the course iris has 4: a, b, c, d, in this order; train with num_class 4',
    );
  });
});
