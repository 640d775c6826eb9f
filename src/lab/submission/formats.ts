/** The first bytes of a format's files, as Latin-1. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['PAR1', 'a Parquet file'],
  ['%PDF', 'a PDF'],
  ['\xd0\xcf\x11\xe0', 'a workbook of old Excel versions (.xls)'],
  ['\x1f\x8b', 'packed with gzip'],
  ['\x28\xb5\x2f\xfd', 'packed with Zstandard'],
  ['BZh', 'packed with bzip2'],
  ['\xfd7zXZ', 'packed with xz'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'an array of NumPy (.npy)'],
  ['ARROW1', 'an Arrow file'],
  ['FEA1', 'a Feather file'],
  ['SQLite format', 'a SQLite database'],
  ['RDX', 'a data file of R'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['{\\rtf', 'a document in RTF'],
  ['\x80\x02', 'a pickle'],
  ['\x80\x03', 'a pickle'],
  ['\x80\x04', 'a pickle'],
  ['\x80\x05', 'a pickle'],
];

/** Enough to recognize the kind of zip archive: office programs write their own entries first. */
const START = 4096;

/** The actual kind of a file with another kind's name, from its first bytes; undefined if it may be text. */
export function strangeFormat(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, START));
  if (start.startsWith('PK\x03\x04')) return zipFormat(start);
  if (start.slice(257, 262) === 'ustar') return 'a tar archive';
  if (/^\s*<(!doctype\s+html|html)\b/i.test(start))
    return 'a web page, which a browser may have saved instead of the file';
  return BEGINNINGS.find(([beginning]) => start.startsWith(beginning))?.[1];
}

function zipFormat(start: string): string {
  if (start.includes('opendocument.spreadsheet')) return 'a spreadsheet (.ods)';
  if (/\bxl\//.test(start) || start.includes('[Content_Types].xml')) return 'an Excel workbook (.xlsx)';
  return 'a zip archive';
}
