/** Mutants that change nothing which anybody could notice, and why. They are neither drawn nor counted. */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  "lambda-code/deploy-model/next-step.ts: string: 'SystemUpdating' → ''":
    'the default waits too; the case is there so that the compiler knows that all are thought of',
  ...Object.fromEntries(
    ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting'].map((status) => [
      `lambda-code/job/put-back-step.ts: string: '${status}' → ''`,
      'the default waits too; the cases are there so that the compiler knows that all are thought of',
    ]),
  ),
  'lambda-code/job/token.ts: block: { return undefined; } → {}': 'a function that ends without a value gives the same',
  "lambda-code/job/put-back-step.ts: string: 'update' → ''":
    'the compiler knows the steps; whoever takes one asks only whether it deletes or creates, and updates otherwise',
  'src/lab/measures/measure.ts: optional chaining: measuring[at]?.(once(truth)) → measuring[at](once(truth))':
    'there is one for each metric, at its place',
  'src/lab/measures/measure.ts: conditional: value === undefined → false':
    'there is a value for each metric; the compiler does not know it',
  "src/actions/class/merge.ts: array: [] → ['mutated']":
    'what is no shard is one of none, of which no summary can be missing',
  'src/actions/deploy/apply.ts: optional chaining: then?.stack → then.stack':
    'each stack of a plan has what is desired of it; the compiler does not know it',
  "src/actions/deploy/converge.ts: array: [] → ['mutated']": 'changes are only shown, and nobody sees these',
  "src/actions/deploy/converge.ts: string: '' → 'mutated'": 'only a sound stack is compared',
  'src/actions/deploy/plan.ts: optional chaining: difference?.template → difference.template':
    'what stands differs by something or nothing; the compiler does not know it',
  "src/actions/deploy/previews.ts: conditional: outcome.status === 'fulfilled' → true":
    'what was rejected has no value',
  'src/actions/deploy/zones.ts: optional chaining: stacks.network?.outputs → stacks.network.outputs':
    'only a network that stands is left; the compiler does not know it',
  'src/actions/doctor/place-checks.ts: equality: ahead > 0 → ((ahead) >= (0))':
    'a clock that is right is told of as that',
  ...Object.fromEntries(
    [...['', ' #2', ' #3'].map((place) => `string: '' → 'mutated'${place}`), "array: ['', '', ''] → []"].map((name) => [
      `src/actions/status/index.ts: ${name}`,
      'a network without zones is not there, or the remains of a failure, which differ whatever is wanted',
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['', ' #2', ' #3', ' #4'].map((place) => `string: '' → 'mutated'${place}`),
      "object: { partition: '', region: '', accountId: '' } → ({})",
      "array: [] → ['mutated']",
    ].map((name) => [
      `src/actions/shares.ts: ${name}`,
      'nothing refers to the share, so that no value of it is ever filled in',
    ]),
  ),
  ...Object.fromEntries(
    [
      'class/merge.ts: optional chaining: first?.command → first.command',
      'class/people/notebooks.ts: optional chaining: parts?.notebook → parts.notebook',
      'class/people/notebooks.ts: optional chaining: parts?.parameters → parts.parameters',
      'follow/conclude.ts: optional chaining: failed?.message → failed.message',
      'handout/index.ts: optional chaining: files[0]?.file → files[0].file',
      "handout/standing.ts: optional chaining: stacks.find(([id]) => id === 'network')?.[1] → stacks.find(([id]) => id === 'network')[1]",
      "handout/standing.ts: optional chaining: stacks.find(([id]) => id === 'pipeline')?.[1] → stacks.find(([id]) => id === 'pipeline')[1]",
      'notebook/launch.ts: optional chaining: before?.status → before.status',
    ].map((name) => [`src/actions/${name}`, 'it is there by then; the compiler does not know it']),
  ),
  ...Object.fromEntries(
    [
      'approve/facts.ts: conditional: key === undefined → false',
      'notebook/failure.ts: logical: role && action → ((role) || (action))',
      'submit/revision-summary.ts: conditional: name === undefined → false',
      'submit/revision-summary.ts: conditional: person === undefined → false',
      'submit/revision-summary.ts: logical: name === undefined || person === undefined → ((name === undefined) && (person === undefined))',
    ].map((name) => [`src/actions/${name}`, 'one is there where the other is; the compiler does not know it']),
  ),
  ...Object.fromEntries(
    ['submit/gather.ts: conditional: !(error instanceof Refusal) → false'].map((name) => [
      `src/actions/${name}`,
      'nothing else is thrown there; the compiler does not know it',
    ]),
  ),
  ...Object.fromEntries(
    [
      "login/hand-out.ts: conditional: 'url' in link → true #2",
      "login/hand-out.ts: conditional: 'refused' in link → true",
      'follow/follow.ts: conditional: successor → true',
    ].map((name) => [`src/actions/${name}`, 'what is not there is undefined all the same']),
  ),
  ...Object.fromEntries(
    [
      "course/new.ts: array: [] → ['mutated']",
      "follow/follow.ts: array: [] → ['mutated']",
      "follow/operators-pipeline.ts: array: [] → ['mutated']",
      "handout/commands.ts: array: [] → ['mutated']",
      "handout/commands.ts: string: '' → 'mutated'",
      "handout/index-of.ts: array: [] → ['mutated'] #2",
    ].map((name) => [`src/actions/${name}`, 'nobody looks for such an entry, nor reads it']),
  ),
  'src/actions/login/everybody.ts: arrow function: Promise.resolve() → undefined':
    'there is something to deliver only once a lab has said how',
  'src/actions/notebook/launch.ts: conditional: request.name !== undefined → true':
    'the word for no name would do for one',
  'src/aws/stack-events.ts: arrow function: false → undefined': 'whoever asks takes it for no',
  ...Object.fromEntries(
    ['', ' #2'].map((place) => [
      `src/aws/stack-events.ts: optional chaining: ResourceStatus?.endsWith → ResourceStatus.endsWith${place}`,
      'each event has a status; the compiler does not know it',
    ]),
  ),
  'src/aws/stacks.ts: block: { return undefined; } → {}': 'a function that ends without a value gives the same',
  "src/aws/stacks.ts: string: 'stacks' → ''": 'any name does that no other list has',
  ...Object.fromEntries(
    [
      'task/launch.ts: conditional: !record → false',
      'task/settle.ts: conditional: !record → false',
      'task/reversion.ts: conditional: !before → false',
      'task/start-applying.ts: conditional: objection === undefined → false',
      'handler/call-handler.ts: conditional: target?.physicalId === undefined → false',
      'preview/preview.ts: conditional: !declaration → false',
      'operation/conclude.ts: optional chaining: stack.checkpoint?.resources → stack.checkpoint.resources',
      "blueprint/blueprint.ts: object: { value: '' } → ({})",
    ].map((name) => [
      `src/sandbox/cloudformation/engine/${name}`,
      'it is there by then; the compiler does not know it',
    ]),
  ),
  ...Object.fromEntries(
    [
      'arrow function: own(blueprint.conditions, name) === true → undefined',
      'conditional: own(blueprint.conditions, name) === true → true',
      'conditional: own(blueprint.conditions, name) === true → false',
      'equality: own(blueprint.conditions, name) === true → ((own(blueprint.conditions, name)) !== (true))',
      'boolean: true → false',
    ].map((name) => [
      `src/sandbox/cloudformation/engine/blueprint/bindings.ts: ${name}`,
      'a blueprint has no branches left for which a condition could be asked for',
    ]),
  ),
  ...Object.fromEntries(
    [
      "string: 'begin' → ''",
      "string: 'finish' → ''",
      "case: case 'finish': throw new Error(`phase ${ … } has no tasks`); → ",
    ].map((name) => [
      `src/sandbox/cloudformation/engine/operation/conclude.ts: ${name}`,
      'only a phase with tasks is concluded',
    ]),
  ),
  ...Object.fromEntries(
    ['reference', 'physicalId', 'attributes'].map((member) => [
      `src/sandbox/cloudformation/engine/blueprint/bindings.ts: optional chaining: resource?.${member} → resource.${member}`,
      'what is referred to has a record by then; the compiler does not know it',
    ]),
  ),
  'src/sandbox/cloudformation/engine/handler/call-handler.ts: optional chaining: handlerOf(scope, record.type).update?.(  … ord.logicalId), ) → handlerOf(scope, record.type).update( re … ord.logicalId), )':
    'what cannot be updated is replaced; the compiler does not know it',
  'src/sandbox/cloudformation/engine/handler/names.ts: method: LOWER_ALPHANUMERIC.slice(0, 26) → LOWER_ALPHANUMERIC':
    'the same characters, digits somewhat more often',
  'src/sandbox/cloudformation/engine/operation/begin.ts: optional chaining: stack.checkpoint?.resources → stack.checkpoint.resources':
    'only the rollback of an update brings anything back, and an update begins with its checkpoint',
  'src/sandbox/cloudformation/engine/advance.ts: conditional: operation !== undefined && dueTimes(oper … e) => time > now) → false':
    'a stack with nothing due takes no step; to ask first only saves time',
  'src/sandbox/cloudformation/engine/advance.ts: conditional: time > now → false':
    'a stack with nothing due takes no step; to ask first only saves time',
  'src/sandbox/cloudformation/engine/advance.ts: block: { return operation !== undefined && dueT … => time > now); } → {}':
    'a stack with nothing due takes no step; to ask first only saves time',
  "src/sandbox/cloudformation/engine/blueprint/blueprint.ts: string: '' → 'mutated'":
    'each parameter that is declared has a value by then, or was refused; the compiler does not know it',
  "src/sandbox/cloudformation/engine/task/failure.ts: string: 'update' → ''":
    'what fails or is given up was started, and has an action since; the compiler does not know it',
  "src/lab/course/proposal/draft.ts: conditional: label.clean.includes('') → true":
    'a table of all of its rows is the same; not to write it anew only saves memory',
  ...Object.fromEntries(
    ['/([01])\\.0*$/', '/^([01])\\.0*/'].map((regex) => [
      `src/lab/course/proposal/words.ts: regex: /^([01])\\.0*$/ → ${regex}`,
      'what holds more than such a digit is no word for yes or no, with or without its zeros',
    ]),
  ),
  ...Object.fromEntries(
    ['above', 'least', 'most'].map((bound) => [
      `src/lab/course/encoding.ts: conditional: ${bound} !== undefined → true`,
      'no number is beyond a bound that is not there; the compiler does not know it',
    ]),
  ),
  'src/lab/course/proposal/giveaways.ts: assignment: together += x * y → together -= x * y':
    'only the square of the correlation counts',
  'src/lab/course/proposal/giveaways.ts: arithmetic: at - 1 → ((at) + (1))': 'as many stretches end as begin',
  'src/lab/course/proposal/kinds.ts: arithmetic: total + (!isMissing(text) && fits(text)  … ts[at] ?? 0) : 0) → ((total) - ((!isMissing(text) && fits(te … [at] ?? 0) : 0)))':
    'both sums become negative, and only their ratio counts',
  'src/lab/course/proposal/raw-table.ts: conditional: place === places.size → true':
    'a text that has a place is given the same once more',
  'src/lab/course/proposal/raw-table.ts: conditional: place === places.size → true #2':
    'a text that has a place is given the same once more',
};
