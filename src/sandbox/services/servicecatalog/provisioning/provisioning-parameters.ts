import type {
  DescribeProvisioningParametersInput,
  DescribeProvisioningParametersOutput,
  ProvisioningArtifactParameter,
  TagOptionSummary,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../../kernel/service.ts';
import type { ParameterDeclaration } from '../../../cloudformation/template/model.ts';
import { isNoEcho } from '../../../cloudformation/template/parameter-declarations.ts';
import { parseTemplate } from '../../../cloudformation/template/parse.ts';
import { grantedProduct } from '../end-user-products.ts';
import type { LaunchPathTo } from '../launch-paths.ts';
import { findPortfolio, type FoundProduct } from '../lookup.ts';
import { tagOptionsOf } from '../tag-option-associations.ts';
import { chosenArtifact, chosenPath } from './launch.ts';

export const provisioningParameterOperations = {
  DescribeProvisioningParameters(
    input: DescribeProvisioningParametersInput,
    call: Call,
  ): DescribeProvisioningParametersOutput {
    const found = grantedProduct(call, { id: input.ProductId, name: input.ProductName });
    const path = chosenPath(call, found.product.id, input);
    const { template } = chosenArtifact(found.product, input);
    const { parameters } = parseTemplate(Buffer.from(call.cloud.blobs.get(template)).toString('utf8'));
    return {
      ProvisioningArtifactParameters: Object.entries(parameters).map(parameterOf),
      ConstraintSummaries: path.constraints.map(({ type, description }) => ({ Type: type, Description: description })),
      UsageInstructions: path.constraints
        .filter(({ type }) => type === 'TEMPLATE')
        .map(({ parameters: rules }) => ({ Type: 'rules', Value: rules })),
      TagOptions: tagOptionsOn(call, found, path),
      ProvisioningArtifactOutputKeys: [],
    };
  },
};

function parameterOf([key, declared]: [string, ParameterDeclaration]): ProvisioningArtifactParameter {
  const { Type, Default, Description, AllowedValues, AllowedPattern, ConstraintDescription } = declared;
  const { MinLength, MaxLength, MinValue, MaxValue } = declared;
  return {
    ParameterKey: key,
    DefaultValue: textOf(Default),
    ParameterType: Type,
    IsNoEcho: isNoEcho(declared),
    Description,
    ParameterConstraints: {
      AllowedValues: AllowedValues?.map(String) ?? [],
      AllowedPattern,
      ConstraintDescription,
      MinLength: textOf(MinLength),
      MaxLength: textOf(MaxLength),
      MinValue: textOf(MinValue),
      MaxValue: textOf(MaxValue),
    },
  };
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** A key that product and portfolio both have keeps the values they agree on; none is a conflict (API reference). */
function tagOptionsOn(call: Call, { product, owner }: FoundProduct, { portfolioId }: LaunchPathTo): TagOptionSummary[] {
  const portfolioOwner = findPortfolio(call, portfolioId)?.owner ?? call.account;
  const [ofProduct, ofPortfolio] = [
    valuesByKey(call, owner, product.id),
    valuesByKey(call, portfolioOwner, portfolioId),
  ];
  const keys = [...new Set([...ofProduct.keys(), ...ofPortfolio.keys()])];
  return keys.map((Key) => ({ Key, Values: agreed(ofProduct.get(Key), ofPortfolio.get(Key)) }));
}

function valuesByKey(call: Call, owner: string, resourceId: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { Key = '', Value = '', Active } of tagOptionsOf(call, owner, resourceId)) {
    if (Active) values.set(Key, [...(values.get(Key) ?? []), Value]);
  }
  return values;
}

function agreed(one: readonly string[] | undefined, other: readonly string[] | undefined): string[] {
  if (!one || !other) return [...(one ?? other ?? [])];
  return one.filter((value) => other.includes(value));
}
