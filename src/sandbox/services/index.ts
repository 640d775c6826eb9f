import { cloudFormationService } from '../cloudformation/index.ts';
import type { Service } from '../kernel/service.ts';
import { cloudWatchService } from './cloudwatch/index.ts';
import { codePipelineService } from './codepipeline/index.ts';
import { ec2Service } from './ec2/index.ts';
import { eventsService } from './events/index.ts';
import { iamService } from './iam/index.ts';
import { kmsService } from './kms/index.ts';
import { lambdaService } from './lambda/index.ts';
import { logsService } from './logs/index.ts';
import { organizationsService } from './organizations/index.ts';
import { s3Service } from './s3/index.ts';
import { sagemakerService } from './sagemaker/index.ts';
import { serviceCatalogService } from './servicecatalog/index.ts';
import { snsService } from './sns/index.ts';
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
  lambdaService,
  serviceCatalogService,
  eventsService,
  snsService,
  cloudWatchService,
  codePipelineService,
  organizationsService,
];
