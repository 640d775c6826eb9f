import type {
  AssociateRouteTableRequest,
  AssociateRouteTableResult,
  DisassociateRouteTableRequest,
  ReplaceRouteTableAssociationRequest,
  ReplaceRouteTableAssociationResult,
} from '@aws-sdk/client-ec2';

import type { Call } from '../../kernel/service.ts';
import { refuse, required } from './errors.ts';
import { arnOf, found, newId } from './find.ts';
import { type AssociationRecord, ec2Of, type RouteTableRecord } from './state.ts';

export const routeTableAssociationOperations = {
  AssociateRouteTable: associate,
  DisassociateRouteTable: disassociate,
  ReplaceRouteTableAssociation: replace,
};

function associate(input: AssociateRouteTableRequest, call: Call): AssociateRouteTableResult {
  const table = found('routeTables', input.RouteTableId, call);
  const subnet = found('subnets', input.SubnetId, call);
  if (subnet.vpc !== table.vpc) {
    refuse('InvalidParameterValue', `Route table ${table.id} and subnet ${subnet.id} belong to different networks`);
  }
  const held = Object.values(ec2Of(call).routeTables).flatMap(({ associations }) => associations);
  if (held.some((association) => association.subnet === subnet.id)) {
    refuse(
      'Resource.AlreadyAssociated',
      `the specified association for route table ${table.id} conflicts with an existing association`,
    );
  }
  const id = newId(call.cloud.world, 'rtbassoc');
  table.associations.push({ id, subnet: subnet.id });
  return { AssociationId: id, AssociationState: { State: 'associated' } };
}

function disassociate({ AssociationId }: DisassociateRouteTableRequest, call: Call): object {
  const { table, association } = associationOf(AssociationId, call);
  if (association.subnet === undefined) {
    refuse('InvalidParameterValue', `cannot disassociate the main route table association ${association.id}`);
  }
  table.associations = table.associations.filter((other) => other !== association);
  return {};
}

/** Gives the subnet, or the VPC as a whole, another route table: under a new association id. */
function replace(input: ReplaceRouteTableAssociationRequest, call: Call): ReplaceRouteTableAssociationResult {
  const { table, association } = associationOf(input.AssociationId, call);
  const wanted = found('routeTables', input.RouteTableId, call);
  table.associations = table.associations.filter((other) => other !== association);
  const id = newId(call.cloud.world, 'rtbassoc');
  wanted.associations.push({ ...association, id });
  return { NewAssociationId: id, AssociationState: { State: 'associated' } };
}

function associationOf(
  id: string | undefined,
  call: Call,
): { readonly table: RouteTableRecord; readonly association: AssociationRecord } {
  const wanted = required(id, 'AssociationId');
  for (const table of Object.values(ec2Of(call).routeTables)) {
    const association = table.associations.find((candidate) => candidate.id === wanted);
    if (association) {
      call.about(arnOf('routeTables', table.id, call));
      if (association.subnet) call.about(arnOf('subnets', association.subnet, call));
      return { table, association };
    }
  }
  call.about('*');
  return refuse('InvalidAssociationID.NotFound', `The association ID '${wanted}' does not exist`);
}
