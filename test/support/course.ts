import { readBuiltIn } from '../../src/config/course-file.ts';
import { DEFAULT_PIPELINE, type PipelineSettings } from '../../src/lab/pipeline.ts';

/** What the lab teaches unless told otherwise. */
export const PENGUINS_FOLDER = await readBuiltIn('penguins');

export const { course: PENGUINS } = PENGUINS_FOLDER;

/** The settings of a pipeline for penguins that nobody decided anything about. */
export const USUAL_PIPELINE: PipelineSettings = {
  ...DEFAULT_PIPELINE,
  metric: 'mdape',
  threshold: 10,
  plausibility: 3,
};
