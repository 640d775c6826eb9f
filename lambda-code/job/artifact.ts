import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { JobRequest } from './event.ts';
import { JobFailure } from './failures.ts';
import type { CallOptions, ClientSetup } from './setup.ts';

export interface ArtifactSource {
  readonly request: JobRequest;
  readonly client: ClientSetup;
}

/** Reads the input artifact with the keys that came with the job, and no more of it than it may have. */
export async function fetchArtifact(
  { request, client }: ArtifactSource,
  most: number,
  { abortSignal }: CallOptions,
): Promise<Uint8Array> {
  const { artifact, artifactCredentials: credentials } = request;
  if (!artifact || !credentials) {
    throw new JobFailure(
      'ConfigurationError',
      'the action has no input artifact; name one in the pipeline\'s definition, or run "mlops-lab pipeline" to restore it',
    );
  }
  const s3 = new S3Client({ ...client, credentials });
  const input = { Bucket: artifact.bucket, Key: artifact.key };
  const { Body, ContentLength } = await s3.send(new GetObjectCommand(input), { abortSignal });
  if (!(Body instanceof Readable)) throw new JobFailure('RevisionUnavailable', 'the input artifact has no content');
  if (ContentLength !== undefined && ContentLength > most) {
    Body.destroy();
    throw tooLarge(`${ContentLength} bytes`, most);
  }
  return readAtMost(Body, most);
}

/** What a header says of the length proves nothing. */
async function readAtMost(body: Readable, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw tooLarge(`more than ${most} bytes`, most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(size: string, most: number): JobFailure {
  return new JobFailure(
    'ConfigurationError',
    `the submission has ${size}; at most ${most} are allowed: submit fewer rows or a smaller model`,
  );
}
