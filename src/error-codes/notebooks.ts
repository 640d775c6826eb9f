import type { ErrorEntries } from './entry.ts';

/** Service Catalog and the notebooks that are launched from it. */
export const NOTEBOOKS = {
  'invalid-person': {
    exit: 'usage',
    what: 'A name cannot be that of a data scientist.',
    why: 'The session in AWS bears the name, and AWS takes 2 to 64 letters, digits and `_+=,.@-`.',
    remedy: 'Give another name with `--as`.',
  },
  'invalid-name': {
    exit: 'usage',
    what: 'A name cannot be that of a notebook.',
    why: 'It is too long, or has other characters than letters, digits, dots, underscores and hyphens.',
    remedy: 'Give another name.',
  },
  'not-offered': {
    exit: 'usage',
    what: 'The product does not offer what was asked for.',
    why: 'A size, a volume, a cost center or an owner breaks the rules of the product.',
    remedy: 'Choose what the error lists, or leave the flag out: the product has defaults.',
  },
  'no-product': {
    exit: 'failed',
    what: 'The catalog does not offer the notebook.',
    why: 'The product, its version or its portfolio was taken out of the catalog.',
    remedy: 'Bring it back with `mlops-lab tools` and `mlops-lab datascience`.',
  },
  'name-taken': {
    exit: 'usage',
    what: 'Somebody else has launched a product by that name.',
    why: 'Names are unique in an account, and each person sees only their own.',
    remedy: 'Launch the notebook by another name.',
  },
  'no-notebook': {
    exit: 'usage',
    what: 'There is no such notebook.',
    why: 'The same person has launched none by that name, or its launch failed.',
    remedy: 'Name one of those that the error lists, or launch one.',
  },
  'notebook-gone': {
    exit: 'failed',
    what: 'The notebook of a product is gone.',
    why: 'Somebody deleted it outside of Service Catalog, or is deleting it.',
    remedy: 'Give the product back with `mlops-lab notebook terminate`, and launch another one.',
  },
  'not-in-service': {
    exit: 'failed',
    what: 'The notebook does not run.',
    why: 'It is stopped, or still starts.',
    remedy: 'Start it with `mlops-lab notebook start NAME`.',
  },
  'launch-failed': {
    exit: 'failed',
    what: 'The launch of a notebook failed.',
    why: 'The message has the first cause that Service Catalog or the stack of the notebook gives.',
    remedy: 'Correct the cause and launch it again: what is left is cleared away first.',
  },
  'update-failed': {
    exit: 'failed',
    what: 'An update of a notebook failed.',
    why: 'Somebody updated its product in the console, and the command met the end of that.',
    remedy: 'Correct the cause, and launch it again.',
  },
  'termination-failed': {
    exit: 'failed',
    what: 'The termination of a notebook failed.',
    why: 'The message has the first cause that Service Catalog or the stack of the notebook gives.',
    remedy: 'Correct the cause and terminate it again: it goes on with what is left.',
  },
  'record-stuck': {
    exit: 'failed',
    what: 'Service Catalog does not finish a request.',
    why: 'The stack of the notebook waits for something. The request goes on.',
    remedy: 'Run the same command again later, which attaches to it.',
  },
  'start-failed': {
    exit: 'failed',
    what: 'A notebook did not start.',
    why: 'The message has the reason that SageMaker gives, such as a script that failed.',
    remedy: 'Read what its scripts said in the log group `/aws/sagemaker/NotebookInstances`.',
  },
  'notebook-stuck': {
    exit: 'failed',
    what: 'A notebook does not finish to start, stop or go.',
    why: 'Most come out of it within hours, and until then nobody can change them.',
    remedy: 'Run the same command again later, or ask AWS Support.',
  },
} as const satisfies ErrorEntries;
