import { evaluate } from './evaluate.ts';
import { load } from './template.ts';

export const product = load('products/sagemaker_notebook.yaml');
const LONGEST = { LabName: 'exactly-16-chars', TeamName: 'a-team-of-20-letters', 'AWS::Region': 'ap-northeast-1' };

/** The lifecycle script in Base64, for a launch with the given parameters. */
export function contentOf(parameters: Readonly<Record<string, string>>): string {
  const scope = { template: product, values: { ...LONGEST, ...parameters } };
  const [hook] = evaluate(product.Resources['NotebookLifecycle']?.Properties['OnStart'], scope) as [
    { Content: string },
  ];
  return hook.Content;
}
export const textOf = (content: string): string => Buffer.from(content, 'base64').toString('utf8');

export const content = contentOf({});
export const script = textOf(content);

/** A file that the script lays out. */
export function file(path: string, text = script): string {
  const files = [...text.matchAll(/^cat >(\S+) <<'END'\n(.*?)^END$/gms)];
  const found = files.find(([, name]) => name === path)?.[2];
  if (found === undefined) throw new Error(`${path} is not laid out`);
  return found;
}

export const setup = '/usr/local/bin/mlops-lab-setup';
