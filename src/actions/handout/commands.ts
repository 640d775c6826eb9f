import { costCenters } from '../../lab/names.ts';
import { USUAL_TEAM, usualNotebookName } from '../../lab/notebook.ts';
import { sessionNameOf, type Person } from '../../lab/person.ts';
import type { Commands } from '../../pages/handout/handout.ts';
import { mlopsLab, type CommandLine } from '../../steps.ts';
import type { ActionContext } from '../context.ts';

/** Stands for a name that the page does not know. */
const NOBODY = 'YOUR-NAME';

/** The commands of a page. On AWS its readers have settings of their own; in a rehearsal they share the folder. */
export function commandsFor(
  context: Pick<ActionContext, 'lab' | 'alone' | 'showSteps'>,
  person: Person | undefined,
): Commands {
  const shown = ({ program, args }: CommandLine) => {
    const [step] = context.alone ? context.showSteps([{ say: '', command: { program, args } }]) : [];
    return `npx ${step?.command ?? [program, ...args].join(' ')}`;
  };
  const notebook = usualNotebookName(USUAL_TEAM, person ? sessionNameOf(person.name) : NOBODY);
  const choices = ['--team', USUAL_TEAM, '--size', 'small', '--cost-center', costCenters(context.lab)[0]];
  return {
    login: shown(mlopsLab('login', '--open')),
    launch: shown(mlopsLab('notebook', 'launch', notebook, ...choices)),
    open: shown(mlopsLab('notebook', 'open', notebook, '--browser')),
    stop: shown(mlopsLab('notebook', 'stop', notebook)),
    terminate: shown(mlopsLab('notebook', 'terminate', notebook)),
    submit: shown(mlopsLab('submit', '--watch')),
    submitYours: shown(mlopsLab('submit', 'birds.csv', '--hyperparameter', 'max_depth=5', '--watch')),
  };
}
