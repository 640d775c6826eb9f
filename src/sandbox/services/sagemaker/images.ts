import { own } from '../../../own.ts';
import type { Actor } from './roles.ts';
import type { Call } from '../../kernel/service.ts';
import { invalid } from './errors.ts';

/** Where the images of XGBoost are. Source: aws/sagemaker-python-sdk, `image_uri_config/xgboost.json`. */
const REGISTRIES: Readonly<Record<string, string>> = {
  'af-south-1': '510948584623',
  'ap-east-1': '651117190479',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776',
  'ap-south-2': '628508329040',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
  'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589',
  'ca-central-1': '341280168497',
  'ca-west-1': '190319476487',
  'eu-central-1': '492215442770',
  'eu-central-2': '680994064768',
  'eu-north-1': '662702820516',
  'eu-south-1': '978288397137',
  'eu-south-2': '104374241257',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'il-central-1': '898809789911',
  'me-central-1': '272398656194',
  'me-south-1': '801668240914',
  'sa-east-1': '737474898029',
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
};

/** Source: SageMaker developer guide, "XGBoost algorithm" and the support policy of pre-built containers. */
const TAGS = ['0.90-2-cpu-py3', '1.0-1-cpu-py3', '1.2-1', '1.2-2', '1.3-1', '1.5-1', '1.7-1', '3.0-5', '3.2-0'];

/** The image of a job or model: built-in XGBoost, which is all that the sandbox can run. */
export function checkedImage(image: string | undefined, { region }: Pick<Call, 'region'>): string {
  const repository = `${own(REGISTRIES, region)}.dkr.ecr.${region}.amazonaws.com/sagemaker-xgboost`;
  if (image !== undefined && TAGS.some((tag) => image === `${repository}:${tag}`)) return image;
  return invalid(`Requested image ${image} not found.`);
}

/**
 * The role fetches the image. Source: SageMaker developer guide, "How to use SageMaker AI execution roles"
 * (permissions for CreateTrainingJob and CreateModel).
 */
export function pullImage(image: string, { place, principal }: Actor): void {
  const { account, region } = place;
  const who = { principal, account, region, service: 'ecr', input: {} };
  const [host = '', repository = ''] = image.split(':', 1)[0]?.split('/') ?? [];
  const arn = `arn:aws:ecr:${region}:${host.split('.', 1)[0]}:repository/${repository}`;
  place.cloud.carryOut({ ...who, operation: 'GetAuthorizationToken' }, () => ({}));
  for (const operation of ['BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'BatchGetImage']) {
    place.cloud.carryOut({ ...who, operation }, (_input, call) => {
      call.about(arn);
      return {};
    });
  }
}
