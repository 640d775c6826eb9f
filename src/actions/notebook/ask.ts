import { NOTEBOOK_FLAGS } from '../../lab/notebook.ts';
import type { Offer } from '../../ports/notebooks.ts';
import type { Ui } from '../../ports/ui.ts';
import type { RunOptions } from '../context.ts';
import { brokenRule, offered, type LaunchRequest } from './request.ts';

/** Asks for team and size if somebody can answer; otherwise the product's defaults apply. */
export async function completed(
  ui: Ui,
  { yes }: RunOptions,
  request: LaunchRequest,
  offer: Offer,
): Promise<LaunchRequest> {
  if (!ui.interactive || yes) return request;
  const { TeamName: team, NotebookSize: size } = request.parameters;
  const TeamName = team ?? (await askTeam(ui, offer));
  const NotebookSize = size ?? (await askSize(ui, offer));
  const answers = { ...(TeamName && { TeamName }), ...(NotebookSize && { NotebookSize }) };
  return { ...request, parameters: { ...request.parameters, ...answers } };
}

async function askTeam(ui: Ui, offer: Offer): Promise<string | undefined> {
  const parameter = offered(offer, 'TeamName');
  if (!parameter) return undefined;
  return ui.ask({
    message: 'Team that the notebook is for',
    validate: (answer) => {
      const rule = brokenRule(parameter, answer);
      return rule === undefined || `It has to be ${rule}.`;
    },
    flag: NOTEBOOK_FLAGS.TeamName,
    ...(parameter.default && { default: parameter.default }),
  });
}

async function askSize(ui: Ui, offer: Offer): Promise<string | undefined> {
  const parameter = offered(offer, 'NotebookSize');
  if (!parameter || parameter.allowed.length === 0) return undefined;
  return ui.choose({
    message: 'Size of the notebook',
    choices: parameter.allowed.map((value) => ({ value, name: value })),
    flag: NOTEBOOK_FLAGS.NotebookSize,
    ...(parameter.default && { default: parameter.default }),
  });
}
