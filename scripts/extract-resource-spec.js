// Writes what the sandbox's CloudFormation knows of resource types, taken out of AWS's published resource schemas.
// Run by `npm run prepare`; the schemas are a development dependency because they are many times larger than the extract.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/**
 * @typedef {import('@aws-cdk/service-spec-types').SpecDatabase} SpecDatabase
 * @typedef {import('@aws-cdk/service-spec-types').Resource} Resource
 * @typedef {import('@aws-cdk/service-spec-types').Property} Property
 * @typedef {import('@aws-cdk/service-spec-types').PropertyType} PropertyType
 * @typedef {string | { list: TypeSpec } | { map: TypeSpec } | { ref: string } | { oneOf: TypeSpec[] }} TypeSpec
 * @typedef {{ type: TypeSpec, required?: true, createOnly?: true | 'maybe' }} PropertySpec
 * @typedef {Record<string, Record<string, PropertySpec>>} SharedTypes
 */

const TYPES = [
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::CloudWatch::Alarm',
  'AWS::CodePipeline::Pipeline',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::Events::Rule',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::ModelPackageGroup',
  'AWS::SageMaker::NotebookInstance',
  'AWS::SageMaker::NotebookInstanceLifecycleConfig',
  'AWS::ServiceCatalog::AcceptedPortfolioShare',
  'AWS::ServiceCatalog::CloudFormationProduct',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
  'AWS::ServiceCatalog::LaunchRoleConstraint',
  'AWS::ServiceCatalog::Portfolio',
  'AWS::ServiceCatalog::PortfolioPrincipalAssociation',
  'AWS::ServiceCatalog::PortfolioProductAssociation',
  'AWS::ServiceCatalog::PortfolioShare',
  'AWS::ServiceCatalog::TagOption',
  'AWS::ServiceCatalog::TagOptionAssociation',
];

const OUTPUT = fileURLToPath(new URL('../generated/resource-spec.json', import.meta.url));

writeExtract();

function writeExtract() {
  const database = loadAwsServiceSpecSync();
  /** @type {SharedTypes} */
  const types = {};
  const resources = Object.fromEntries(TYPES.map((name) => [name, resourceSpec(database, name, types)]));
  mkdirSync(dirname(OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, JSON.stringify({ resources, types, names: namesByService(database) }));
}

/**
 * The names of all of AWS's types, so that one which the sandbox lacks can be told from one that does not exist.
 *
 * @param {SpecDatabase} database
 */
function namesByService(database) {
  /** @type {Record<string, string>} */
  const names = {};
  for (const { cloudFormationType } of database.all('resource')) {
    const [, service, name] = /^AWS::(\w+)::(\w+)$/.exec(cloudFormationType) ?? [];
    if (service && name) names[service] = service in names ? `${names[service]} ${name}` : name;
  }
  return names;
}

/**
 * @param {SpecDatabase} database
 * @param {string} name
 * @param {SharedTypes} types
 */
function resourceSpec(database, name, types) {
  const resource = database.lookup('resource', 'cloudFormationType', 'equals', name).only();
  return {
    properties: propertySpecs(database, name, resource.properties, types),
    attributes: Object.keys(resource.attributes),
    identifier: resource.primaryIdentifier ?? [],
    ...(resource.tagInformation && {
      tags: { property: resource.tagInformation.tagPropertyName, variant: resource.tagInformation.variant },
    }),
  };
}

/**
 * @param {SpecDatabase} database
 * @param {string} owner
 * @param {Record<string, Property>} properties
 * @param {SharedTypes} types
 * @returns {Record<string, PropertySpec>}
 */
function propertySpecs(database, owner, properties, types) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, propertySpec(database, owner, property, types)]),
  );
}

/**
 * @param {SpecDatabase} database
 * @param {string} owner
 * @param {Property} property
 * @param {SharedTypes} types
 * @returns {PropertySpec}
 */
function propertySpec(database, owner, { type, required, causesReplacement }, types) {
  return {
    type: typeSpec(database, owner, type, types),
    ...(required && { required: /** @type {const} */ (true) }),
    ...(causesReplacement === 'yes' && { createOnly: /** @type {const} */ (true) }),
    ...(causesReplacement === 'maybe' && { createOnly: /** @type {const} */ ('maybe') }),
  };
}

/**
 * @param {SpecDatabase} database
 * @param {string} owner
 * @param {PropertyType} type
 * @param {SharedTypes} types
 * @returns {TypeSpec}
 */
function typeSpec(database, owner, type, types) {
  switch (type.type) {
    case 'array':
      return { list: typeSpec(database, owner, type.element, types) };
    case 'map':
      return { map: typeSpec(database, owner, type.element, types) };
    case 'union':
      return { oneOf: type.types.map((each) => typeSpec(database, owner, each, types)) };
    case 'ref': {
      const definition = database.get('typeDefinition', type.reference);
      const name = `${owner}.${definition.name}`;
      if (!(name in types)) {
        types[name] = {};
        types[name] = propertySpecs(database, owner, definition.properties, types);
      }
      return { ref: name };
    }
    default:
      return type.type;
  }
}
