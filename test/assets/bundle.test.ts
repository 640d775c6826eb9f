import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadBundles } from '../../src/assets/bundle.ts';
import { courseAssets } from '../../src/assets/course.ts';
import { functionAssets } from '../../src/assets/functions.ts';
import { readBuiltIn } from '../../src/config/course-file.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { STACKS } from '../../src/lab/stacks.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import { PENGUINS_FOLDER } from '../support/course.ts';
import { LAB } from '../support/rehearsal.ts';

const SPRING = { ...LAB, name: 'spring' };

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const product = ({ assets }: Bundle) => assets.find(({ name }) => name === 'notebook product');
const notebooks = ({ assets }: Bundle) => assets.filter(({ name }) => name.startsWith('notebook '));

async function loadBundle(lab: LabSettings): Promise<Bundle> {
  return (await loadBundles([PENGUINS_FOLDER]))(lab, PENGUINS_FOLDER);
}

describe('what the package brings along', () => {
  it.each([
    ['functions/MLOps-BIA-TrainModel.zip', () => functionAssets('/nowhere')],
    ['courses/wines/course.json', () => readBuiltIn('wines')],
    ['courses/penguins/train.csv', () => courseAssets({ ...PENGUINS_FOLDER, compiled: '/nowhere' })],
  ])('is built, and whoever lacks %s is told so', async (file, load) => {
    await expect(load()).rejects.toMatchObject({
      code: 'not-built',
      exitCode: 1,
      message: `the package lacks generated/${file}`,
      hints: [{ say: 'build the project', command: { args: ['run', 'build'] } }, { say: 'or install mlops-lab again' }],
    });
  });

  it('has the template of every stack', async () => {
    const { templates } = await loadBundle(LAB);
    expect([...templates.keys()].sort()).toEqual([...Object.values(STACKS).map(({ template }) => template)].sort());
  });

  it('is the same each time it is loaded', async () => {
    const [one, other] = (await Promise.all([loadBundle(LAB), loadBundle(LAB)])).map((bundle) => ({
      ...bundle,
      assets: bundle.assets.map((asset) => ({ ...asset, content: sha256(asset.content) })),
    }));
    expect(one).toEqual(other);
  });

  it('lies under keys that hold the hash of the content', async () => {
    const bundle = await loadBundle(LAB);
    const { key = '', content = new Uint8Array() } = product(bundle) ?? {};
    expect(key).toBe(`products/sagemaker_notebook/${sha256(content)}.yaml`);
    expect(bundle.productTemplateKey).toBe(key);
    expect(bundle.productVersion).toBe(sha256(content).slice(0, 12));
    expect(bundle.notebooksPrefix).toMatch(/^notebooks\/[0-9a-f]{12}$/);
    expect(new Set(bundle.assets.map((asset) => asset.key)).size).toBe(bundle.assets.length);
  });

  it('has all notebooks below one prefix, under their own names', async () => {
    const bundle = await loadBundle(LAB);
    const files = notebooks(bundle).filter(({ key }) => key.startsWith('notebooks/'));
    const names = files.map(({ key }) => key.slice(bundle.notebooksPrefix.length + 1));
    expect(names).toEqual(
      expect.arrayContaining(['course.json', 'course.py', 'lab.py', 'penguins.ipynb', 'train.csv']),
    );
    for (const { key } of files) expect(key.startsWith(`${bundle.notebooksPrefix}/`)).toBe(true);
  });

  it.each([
    ['.yaml', 'application/yaml'],
    ['.ipynb', 'application/x-ipynb+json'],
  ])('tells what %s files are', async (extension, contentType) => {
    const { assets } = await loadBundle(LAB);
    const matching = assets.filter(({ key }) => key.endsWith(extension));
    expect(matching.length).toBeGreaterThan(0);
    for (const asset of matching) expect(asset.contentType).toBe(contentType);
  });
});

describe('the functions and the hold-out data', () => {
  it.each(['TrainModel', 'GetStatus', 'DeployModel', 'EvaluateModel'])('MLOps-BIA-%s.zip', async (id) => {
    const { assets } = await loadBundle(LAB);
    const asset = assets.find(({ name }) => name === `function MLOps-BIA-${id}`);
    expect(asset?.key).toBe(`functions/${sha256(asset?.content ?? new Uint8Array())}/MLOps-BIA-${id}.zip`);
    expect(asset?.contentType).toBe('application/zip');
  });

  it('are what the pipeline is told to use', async () => {
    const bundle = await loadBundle(LAB);
    const keys = bundle.assets.map(({ key }) => key);
    const { trainModelKey, getStatusKey, deployModelKey, evaluateModelKey, courseKey, holdoutKey } = bundle;
    expect(keys).toEqual(
      expect.arrayContaining([trainModelKey, getStatusKey, deployModelKey, evaluateModelKey, courseKey, holdoutKey]),
    );
    expect(holdoutKey).toMatch(/^data\/[0-9a-f]{64}\/holdout\.csv$/);
    expect(courseKey).toMatch(/^courses\/penguins\/[0-9a-f]{64}\/course\.json$/);
  });
});

describe('the notebook product', () => {
  it('carries the name of its lab as a default, and differs in nothing else', async () => {
    const [ours, theirs] = await Promise.all([loadBundle(LAB), loadBundle(SPRING)]);
    const text = (bundle: Bundle) => Buffer.from(product(bundle)?.content ?? []).toString();
    expect(text(theirs)).toContain('Default: "spring"');
    expect(text(theirs).replace('Default: "spring"', 'Default: "lab"')).toBe(text(ours));
  });

  it('is another one for another lab; the notebooks are the same', async () => {
    const [ours, theirs] = await Promise.all([loadBundle(LAB), loadBundle(SPRING)]);
    expect(theirs.productTemplateKey).not.toBe(ours.productTemplateKey);
    expect(theirs.productVersion).not.toBe(ours.productVersion);
    expect(theirs.notebooksPrefix).toBe(ours.notebooksPrefix);
  });
});
