import type { PublishInput, PublishResponse } from '@aws-sdk/client-sns';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { isObject } from '../../kernel/policy/document.ts';
import type { Call } from '../../kernel/service.ts';
import { accessTopic } from './access.ts';
import { invalidParameter, notImplemented } from './errors.ts';
import { snsStateOf, subscriptionsOf, type Message, type Topic } from './state.ts';

const LARGEST_MESSAGE = 256 * 1024;
const LONGEST_SUBJECT = 100;
/** What is kept of the past, so that the world stays small. */
const MOST_MESSAGES = 200;

export function publish(input: PublishInput, call: Call): PublishResponse {
  if (input.PhoneNumber) throw notImplemented('text messages');
  const topic = accessTopic(call, input.TopicArn ?? input.TargetArn, 'Publish');
  const textFor = textsOf(input);
  useKey(topic, call);
  const message = messageOf(topic, input, textFor, call);
  const state = snsStateOf(call.cloud.world, topic.arn);
  state.messages = [...state.messages, message].slice(-MOST_MESSAGES);
  return { MessageId: message.id };
}

/** The message's text by protocol: one for all, or those of a JSON object. */
function textsOf({ Message = '', Subject, MessageStructure }: PublishInput): (protocol: string) => string {
  if (Message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(Message) > LARGEST_MESSAGE) throw invalidParameter('Message too long');
  if (Subject !== undefined && !isSubject(Subject)) throw invalidParameter('Subject');
  if (MessageStructure !== 'json') return () => Message;
  const texts = parsed(Message);
  const byDefault = texts['default'];
  if (typeof byDefault !== 'string') {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return (protocol) => {
    const text = own(texts, protocol);
    return typeof text === 'string' ? text : byDefault;
  };
}

/** "ASCII text that begins with a letter, number, or punctuation mark", without line breaks (Publish). */
function isSubject(subject: string): boolean {
  return subject.length <= LONGEST_SUBJECT && /^[!-~][ -~]*$/.test(subject);
}

/** Publishers need the key of an encrypted topic themselves ("Amazon SNS key management"). */
function useKey({ arn, attributes }: Topic, call: Call): void {
  const KeyId = attributes['KmsMasterKeyId'];
  if (KeyId === undefined) return;
  const EncryptionContext = { 'aws:sns:topicArn': arn };
  const how = { via: 'sns', account: arn.split(':')[4] ?? call.account };
  try {
    const dataKey = { KeyId, KeySpec: 'AES_256', EncryptionContext } as const;
    const { CiphertextBlob } = call.invoke('kms', 'GenerateDataKey', dataKey, how);
    call.invoke('kms', 'Decrypt', { CiphertextBlob, EncryptionContext }, how);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
    throw new AwsError(`KMS${error.code.replace(/Exception$/, '')}`, error.message);
  }
}

function messageOf(
  topic: Topic,
  { Subject }: PublishInput,
  textFor: (protocol: string) => string,
  call: Call,
): Message {
  const { world } = call.cloud;
  return {
    id: world.uuid(),
    topicArn: topic.arn,
    publishedAt: call.now,
    ...(Subject !== undefined && { subject: Subject }),
    recipients: subscriptionsOf(world, topic.arn).map(({ protocol, endpoint, confirmed }) => ({
      protocol,
      endpoint,
      status: confirmed ? 'delivered' : 'pending',
      text: textFor(protocol),
    })),
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told just as a text that is JSON, but no object.
  }
  throw invalidParameter('Message Structure - JSON message body failed to parse');
}
