import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object, callback?: Callback) => unknown;

export type Callback = (error: unknown, result?: unknown) => void;

/** An error that the runtime and not the function's code gives its name. */
export class RuntimeError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = `Runtime.${type}`;
  }
}

const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** Finds what `index.handler` names. Source: aws-lambda-nodejs-runtime-interface-client, user-function-loader, module-loader. */
export async function loadHandler(root: string, name: string): Promise<Handler> {
  const [, module = '', path = ''] = /^([^.]+)\.(.+)$/.exec(basename(name)) ?? [];
  if (!module || name.includes('..')) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  const loaded = await load(join(root, dirname(name), module), module);
  const handler = valueAt(loaded, path) ?? valueAt(valueAt(loaded, 'default'), path);
  if (handler === undefined) {
    throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') throw new RuntimeError('HandlerNotFound', `${name} is not a function`);
  return handler as Handler;
}

async function load(path: string, module: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => path + extension).find((candidate) => existsSync(candidate));
  if (!file) {
    throw new RuntimeError(
      'ImportModuleError',
      `Error: Cannot find module '${module}'\nRequire stack:\n- /var/runtime/index.mjs`,
    );
  }
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw namedByRuntime(error);
  }
}

function namedByRuntime(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof SyntaxError) return new RuntimeError('UserCodeSyntaxError', String(error));
  const isMissing = 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
  return isMissing ? new RuntimeError('ImportModuleError', String(error)) : error;
}

/** A handler can be a method that its object inherits. */
function member(value: unknown, key: string): unknown {
  return Reflect.get(Object(value) as object, key);
}

function valueAt(module: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value === undefined || value === null ? undefined : member(value, key)), module);
}
