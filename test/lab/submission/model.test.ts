import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkModel } from '../../../src/lab/submission/model.ts';
import { bytes, modelArchive, type TarFile } from './archives.ts';

const MODEL: TarFile = { name: 'xgboost-model' };

describe('the archive of a model', () => {
  it.each<[string, readonly TarFile[]]>([
    ['one file', [MODEL]],
    ['one file in the current folder', [{ name: './', type: '5', content: bytes('') }, { name: './model.json' }]],
    ['hidden files beside it, as macOS makes them', [{ name: '._xgboost-model' }, MODEL]],
    ['an extended header before it', [{ name: 'PaxHeader/x', type: 'x' }, MODEL]],
  ])('may hold %s', (_, files) => {
    expect(() => checkModel(modelArchive(files))).not.toThrow();
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['no gzip', bytes('xgboost'), /is not packed with gzip/],
    ['no tar', gzipSync(bytes('x'.repeat(2000))), /is not a tar archive/],
    ['cut short', modelArchive([{ ...MODEL, content: new Uint8Array(5000) }]).subarray(0, 60), /cut short/],
    ['empty', modelArchive([]), /holds no model/],
    ['a folder', modelArchive([{ name: 'model/', type: '5', content: bytes('') }]), /holds no model/],
    ['only hidden', modelArchive([{ name: '.model' }]), /holds no model/],
    ['two files', modelArchive([MODEL, { name: 'inference.py' }]), /holds "xgboost-model" and "inference.py"/],
    ['in a folder', modelArchive([{ name: 'model/xgboost-model' }]), /"model\/xgboost-model", which is in a folder/],
    ['a link', modelArchive([{ ...MODEL, type: '2' }]), /no regular file/],
    ['a file of nothing', modelArchive([{ ...MODEL, content: bytes('') }]), /"xgboost-model" is empty/],
  ])('that is %s is refused', (_, archive, problem) => {
    expect(() => checkModel(archive)).toThrow(problem);
  });
});
