import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { own } from '../own.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.yaml': 'application/yaml',
  '.ipynb': 'application/x-ipynb+json',
  '.md': 'text/markdown; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.zip': 'application/zip',
};

export function contentType(name: string): string {
  return own(CONTENT_TYPES, extname(name)) ?? 'application/octet-stream';
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
