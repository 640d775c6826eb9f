import { cloudFormationService } from '../cloudformation/index.ts';
import type { Service } from '../kernel/service.ts';
import { ec2Service } from './ec2/index.ts';
import { iamService } from './iam/index.ts';
import { kmsService } from './kms/index.ts';
import { logsService } from './logs/index.ts';
import { s3Service } from './s3/index.ts';
import { sagemakerService } from './sagemaker/index.ts';
import { serviceCatalogService } from './servicecatalog/index.ts';
import { ssmService } from './ssm/index.ts';
import { stsService } from './sts/index.ts';

/** What the sandbox offers. */
export const SERVICES: readonly Service[] = [
  cloudFormationService,
  stsService,
  iamService,
  s3Service,
  kmsService,
  ssmService,
  logsService,
  ec2Service,
  sagemakerService,
  serviceCatalogService,
];
