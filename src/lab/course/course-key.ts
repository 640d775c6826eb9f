/** Where the file of a course lies in the asset bucket: by its key alone people see what a lab teaches. */
export function courseKeyOf(name: string, hash: string): string {
  return `courses/${name}/${hash}/course.json`;
}

/** The name of the course in a key. */
export function courseInKey(key: string): string | undefined {
  return /^courses\/([^/]+)\/[^/]+\/course\.json$/.exec(key)?.[1];
}
