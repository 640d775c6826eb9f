/** The thread that fits the first model of a course, which takes up to half a minute. */
import { parentPort, workerData } from 'node:worker_threads';
import { trainingHyperparameters } from '../lab/submission/hyperparameters.ts';
import { predict } from '../sandbox/xgboost/booster.ts';
import { labelled } from '../sandbox/xgboost/dataset.ts';
import { fit } from '../sandbox/xgboost/fit.ts';
import { checkedHyperparameters } from '../sandbox/xgboost/hyperparameters.ts';
import type { FirstModelTask } from './first-model.ts';

const { course, training, holdOut } = workerData as FirstModelTask;
const booster = fit(labelled(training), checkedHyperparameters(trainingHyperparameters(course)));
parentPort?.postMessage(predict(booster, labelled(holdOut).rows));
