import type { AccountRole, LabSettings } from './accounts.ts';
import { NOTEBOOK_INSTANCE_TYPES } from './notebook.ts';

/** A quota of an account and region, and how much of it a lab takes. */
export interface NeededQuota {
  readonly account: AccountRole;
  /** Service Quotas' code of the service, and its name of the quota. */
  readonly service: 'sagemaker' | 'vpc';
  readonly name: string;
  readonly needed: number;
  /** What a new account has, where that is known. */
  readonly usual: number;
}

const [SMALLEST] = NOTEBOOK_INSTANCE_TYPES;

/**
 * What the labs of each account and so many participants of each lab, all with a notebook of the smallest size, take at once. An update of an endpoint needs
 * room for the new fleet beside the old one (SageMaker API reference, UpdateEndpoint), and both endpoints may be updated at
 * once. Values of new accounts: general reference, "VPC" and "SageMaker" endpoints and quotas, and docs/sandbox.md.
 */
export function neededQuotas(
  { pipeline }: LabSettings,
  labsIn: Readonly<Record<AccountRole, number>>,
  participants: number,
): NeededQuota[] {
  const { trainingInstanceType, endpointInstanceType, serverlessConcurrency } = pipeline;
  const endpoints = endpointInstanceType
    ? { name: `${endpointInstanceType} for endpoint usage`, needed: 4 * labsIn.staging, usual: 0 }
    : {
        name: 'Maximum total concurrency that can be allocated across all serverless endpoints',
        needed: 4 * serverlessConcurrency * labsIn.staging,
        usual: 10,
      };
  return [
    { account: 'datascience', service: 'vpc', name: 'VPCs per Region', needed: labsIn.datascience, usual: 5 },
    {
      account: 'datascience',
      service: 'sagemaker',
      name: `${SMALLEST} for notebook instance usage`,
      needed: participants * labsIn.datascience,
      usual: 20,
    },
    {
      account: 'tools',
      service: 'sagemaker',
      name: `${trainingInstanceType} for training job usage`,
      needed: labsIn.tools,
      usual: trainingInstanceType === 'ml.m5.large' ? 15 : 0,
    },
    { account: 'staging', service: 'sagemaker', ...endpoints },
  ];
}
