import { EVERYTHING } from '../world/named.ts';
import { may, mayNot, type Rule } from './rule.ts';

const PEOPLE = ['Ada with every right', 'Bob with every right'];
const NOTEBOOKS = ["Ada's notebook with every right", "Bob's notebook with every right"];

/** Within an account its own policies decide, over TLS. */
const withinAccounts: readonly Rule[] = ['Tools', 'Data Scientist', 'Staging'].flatMap((name) => [
  may(`whoever is of the ${name} account`, {
    what: EVERYTHING,
    on: [`any bucket of the ${name} account`, `any data of the ${name} account`],
    how: 'over TLS',
    why: 'whom the account’s own policies let, and nobody in clear text',
  }),
  may(`whoever is of the ${name} account`, {
    what: EVERYTHING,
    on: `any key of the ${name} account`,
    how: EVERYTHING,
    why: 'a key that its account cannot manage nobody could ever delete',
  }),
]);

const acrossAccounts: readonly Rule[] = [
  may(['whoever is of the Data Scientist account', 'whoever is of the Staging account'], {
    what: 's3:GetObject',
    on: 'stack templates',
    why: 'stacks of these accounts are made from them; they hold no secret',
  }),
  may(NOTEBOOKS, {
    what: 's3:GetObject',
    on: "the lab's notebooks",
    why: 'of the asset bucket what is taught from, and not the hold-out data by which models are judged',
  }),
  may(NOTEBOOKS, {
    what: 's3:ListBucket',
    on: 'the asset bucket',
    how: 'below notebooks/',
    why: 'the same',
  }),
  may([...PEOPLE, ...NOTEBOOKS], {
    what: 's3:AbortMultipartUpload PutObject',
    on: ['the submission', 'another submission'],
    why: 'hands in; what others handed in nobody of the Data Scientist account reads or lists',
  }),
  may([...PEOPLE, ...NOTEBOOKS], {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: 'through S3',
    why: 'decrypts what S3 gives, and nothing else',
  }),
  may('the launch role with every right', {
    what: 's3:GetObject',
    on: "the product's template",
    why: 'reads what it launches',
  }),
  may('the deploy role with every right', {
    what: 's3:GetObject',
    on: 'trained models',
    why: 'of all artifacts the models alone leave for Staging',
  }),
  may(['the launch role with every right', 'the deploy role with every right'], {
    what: 'kms:Decrypt',
    on: "the lab's key",
    how: 'through S3',
    why: 'decrypts what S3 gives it, and nothing else',
  }),
];

const ofNotebooks: readonly Rule[] = [
  mayNot('Bob with every right', {
    what: EVERYTHING,
    on: ["Ada's bucket", "Ada's data"],
    how: EVERYTHING,
    why: 'whatever Bob’s role is given one day, Ada’s bucket stays closed to him',
  }),
  mayNot('Ada with every right', {
    what: EVERYTHING,
    on: ["Bob's bucket", "Bob's data"],
    how: EVERYTHING,
    why: 'and the other way round',
  }),
  ...[
    ['Ada without rights of her own', "Ada's"],
    ['Bob without rights of his own', "Bob's"],
  ].flatMap(([who = '', whose = '']) => [
    may(who, {
      what: 's3:ListBucketMultipartUploads ListBucketVersions',
      on: `${whose} bucket`,
      how: 'over TLS',
      why: 'sees what has to go before the notebook is terminated',
    }),
    may(who, {
      what: 's3:AbortMultipartUpload DeleteObjectVersion',
      on: `${whose} data`,
      why: 'empties the bucket, without reading anything in it',
    }),
  ]),
];

/** What buckets, keys and the topic let in, whatever rights somebody has. */
export const THINGS: readonly Rule[] = [
  ...withinAccounts,
  ...acrossAccounts,
  ...ofNotebooks,
  may('whoever is of the Tools account', {
    what: 'sns:Publish Subscribe',
    on: "the lab's topic",
    why: 'whom the account’s own policies let',
  }),
  ...['Tools', 'Staging'].map((name) =>
    may(`S3's log of a bucket of the lab in the ${name} account`, {
      what: 's3:PutObject',
      on: `access logs of the ${name} account`,
      why: 'writes who accessed the lab’s buckets, where that is wanted, and for no other bucket',
    }),
  ),
  may('CloudWatch Logs', {
    what: 'kms:Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo',
    on: "the lab's key",
    how: "for a function's log",
    why: 'where logs are to be encrypted, those of the functions',
  }),
  may('EventBridge for anybody', {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: "for the lab's topic",
    why: 'where notifications are to be encrypted, those of this lab',
  }),
  may('EventBridge for anybody', {
    what: 'sns:Publish',
    on: "the lab's topic",
    why: 'EventBridge tells topics nothing that a condition could go by; messages hold no data',
  }),
];
