import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../templates/evaluate.ts';
import { load } from '../templates/template.ts';
import { BUILT_IN } from '../support/course-lab.ts';
import { NOTEBOOKS, notebookOfCourse, readNotebook } from './notebook-file.ts';

const LONGEST_CELL = 25;
const LONGEST_LINE = 120;

const text = (name: string) => readFileSync(new URL(name, NOTEBOOKS), 'utf8');
const modules = readdirSync(NOTEBOOKS).filter((name) => name.endsWith('.py'));

describe.each(BUILT_IN)('the notebook of %s', (course) => {
  const { cells, ...file } = readNotebook(course);
  const code = cells.filter(({ cell_type: type }) => type === 'code');
  const prose = cells.filter(({ cell_type: type }) => type === 'markdown');

  it('is one that Jupyter opens with the kernel that notebooks on Amazon Linux 2023 have', () => {
    expect(file).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: 'conda_python3' } } });
  });

  it('is without outputs', () => {
    const left = code.filter(({ outputs, execution_count: count }) => outputs?.length !== 0 || count !== null);
    expect(left.map(({ id }) => id)).toEqual([]);
  });

  it('is written as Jupyter writes it, so that a change of one cell changes no other line', () => {
    const written = `${JSON.stringify(readNotebook(course), undefined, 1)}\n`;
    expect(readFileSync(notebookOfCourse(course), 'utf8')).toBe(written);
  });

  it('has cells with names of their own', () => {
    const ids = cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z-]{2,40}$/);
  });

  it('explains each cell before it comes', () => {
    const unexplained = code.filter((cell) => cells[cells.indexOf(cell) - 1]?.cell_type !== 'markdown');
    expect(unexplained.map(({ id }) => id)).toEqual([]);
  });

  it.each(code)('has a short cell $id', ({ source }) => {
    expect(source.length).toBeLessThanOrEqual(LONGEST_CELL);
    for (const line of source) expect(line.trimEnd().length).toBeLessThanOrEqual(LONGEST_LINE);
  });

  it('has a table of contents whose links lead somewhere', () => {
    const everything = prose.map(({ source }) => source.join('')).join('\n');
    const headings = [...everything.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
    const links = [...everything.matchAll(/^\d+\. \[(.+)\]\(#(.+)\)$/gm)];
    expect(links.map(([, heading]) => heading)).toEqual(headings);
    for (const [, heading = '', anchor] of links) expect(anchor).toBe(heading.replaceAll(' ', '-'));
  });

  it('installs and downloads nothing', () => {
    const everything = [...code.map(({ source }) => source.join('')), ...modules.map(text)].join('\n');
    expect(everything).not.toMatch(/^\s*[!%]|pip install|urllib|requests\.|git clone/m);
    const hosts = [...everything.matchAll(/https?:\/\/([^/"\s]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['www.w3.org']));
  });

  it('names the modules beside it', () => {
    const named = prose.flatMap(({ source }) => source.join('').match(/`\w+\.py`/g) ?? []);
    expect(modules.map((name) => `\`${name}\``).sort()).toEqual([...new Set(named)].sort());
  });
});

describe('the modules beside it', () => {
  it('need nothing but boto3 and numpy of what the kernel brings along', () => {
    const imported = modules.flatMap((name) => [...text(name).matchAll(/^(?:import|from) (\w+)/gm)]);
    const own = modules.map((name) => name.replace('.py', ''));
    const standard = [
      'contextlib',
      'csv',
      'dataclasses',
      'decimal',
      'html',
      'io',
      'json',
      'math',
      'os',
      'pathlib',
      're',
    ];
    const allowed = [...own, ...standard, 'struct', 'tarfile', 'time', 'zipfile', 'boto3', 'botocore', 'numpy'];
    expect(imported.map(([, name]) => name).filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
  });

  it('read the variables that the lifecycle script sets', () => {
    const product = load('products/sagemaker_notebook.yaml');
    const hook = evaluate(product.Resources['NotebookLifecycle']?.Properties['OnStart'], {
      template: product,
      values: {},
    }) as [{ Content: string }];
    const script = Buffer.from(hook[0].Content, 'base64').toString('utf8');
    const set = [...script.matchAll(/^((?:MLOPS_LAB|AWS)_\w+)=/gm)].map(([, name]) => name);
    const read = modules.flatMap((name) => [...text(name).matchAll(/_variable\("(\w+)"\)/g)].map(([, each]) => each));
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter((name) => !set.includes(name))).toEqual([]);
  });

  it('know the same images as the pipeline', () => {
    const { Mappings, source } = load('tools/mlops_pipeline.yaml');
    const known = Object.entries(Mappings?.['XGBoost'] ?? {}).map(([region, { Account = '' }]) => [region, Account]);
    const accounts = known.filter(([, account = '']) => !/^0+$/.test(account));
    expect(JSON.parse(text('xgboost-images.json'))).toEqual(Object.fromEntries(accounts));
    const [image] = /sagemaker-xgboost:[\d.-]+/.exec(text('lab.py')) ?? [];
    expect(source).toContain(image);
  });
});
