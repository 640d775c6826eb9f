import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabSettings } from '../lab/accounts.ts';
import { STACKS } from '../lab/stacks.ts';
import { withParameterDefault } from '../lab/template-text.ts';
import { packageFile } from '../package-files.ts';
import type { Asset, Bundle, CourseFolder } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';
import { broken, readNotebooksOf } from './course-folder.ts';
import { courseAssets } from './course.ts';
import { functionAssets } from './functions.ts';
import { filesIn, notebookAssets } from './notebooks.ts';

const PRODUCT_TEMPLATE = 'products/sagemaker_notebook.yaml';
const TRAINING = 'train.csv';
const COURSE = 'course.json';

type BundleOf = (lab: Pick<LabSettings, 'name'>, course: CourseFolder) => Bundle;

/**
 * Reads the package's templates, and its assets under keys that contain their content's hash: once for all labs, and for
 * each of the courses that they teach.
 */
export async function loadBundles(courses: readonly CourseFolder[]): Promise<BundleOf> {
  const folder = packageFile('templates');
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const paths = [...new Set(Object.values(STACKS).map(({ template }) => template))];
  const templates = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  const productTemplate = withParameterDefault(await read(PRODUCT_TEMPLATE), 'LabName');
  const functions = await functionAssets(packageFile('generated/functions'));
  const folders = new Map(courses.map((course) => [course.folder, course]));
  const taught = await Promise.all([...folders].map(async ([each, course]) => [each, await taughtBy(course)] as const));
  const ofCourse = new Map(taught);
  const common = {
    templates: new Map(templates),
    trainModelKey: functions.TrainModel.key,
    getStatusKey: functions.GetStatus.key,
    deployModelKey: functions.DeployModel.key,
    evaluateModelKey: functions.EvaluateModel.key,
  };
  return (lab, { folder: place }) => {
    const product = productAsset(productTemplate(lab.name));
    const found = ofCourse.get(place);
    if (!found) throw new TypeError(`the course in ${place} was not loaded`);
    const { assets, ...course } = found;
    return {
      ...common,
      ...course,
      assets: [product.asset, ...assets, ...Object.values(functions)],
      productTemplateKey: product.asset.key,
      productVersion: product.hash.slice(0, 12),
    };
  };
}

/** A data scientist cannot know the lab's name, so the product's template has it as the default. */
function productAsset(template: string): { asset: Asset; hash: string } {
  const content = Buffer.from(template);
  const hash = sha256(content);
  const key = `products/sagemaker_notebook/${hash}.yaml`;
  return { asset: { name: 'notebook product', key, content, contentType: contentType(key) }, hash };
}

/** What a course brings into a lab. */
async function taughtBy(course: CourseFolder) {
  const made = await courseAssets(course);
  const shared = await filesIn(packageFile('templates/notebooks'));
  const own = await readNotebooksOf(course);
  const taken = own.find(({ name }) => [TRAINING, COURSE, ...shared.map((each) => each.name)].includes(name));
  if (taken) throw broken(course, `notebooks/${taken.name} is what all courses have`, 'give it another name');
  const notebooks = notebookAssets([
    ...shared,
    ...own,
    { name: TRAINING, content: made.training },
    { name: COURSE, content: made.course.content },
  ]);
  return {
    assets: [...notebooks.assets, made.course, made.holdOut],
    notebooksPrefix: notebooks.prefix,
    courseKey: made.course.key,
    holdoutKey: made.holdOut.key,
    training: made.training,
  };
}
