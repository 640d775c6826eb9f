/** Command lines that follow one another in a place; what is no example prepares the next. */
export interface Sequence {
  /** One of `test/docs/shell-places.ts`. */
  readonly place: string;
  readonly lines: readonly string[];
}

/** Every example of the help of a command is here, or in `NOT_RUN`. */
export const SEQUENCES: readonly Sequence[] = [
  { place: 'an empty folder', lines: ['mlops-lab init --sandbox --yes', 'mlops-lab init'] },
  { place: 'an empty folder', lines: ['mlops-lab init --dry-run', 'mlops-lab init --yes --output json'] },
  {
    place: 'an empty folder',
    lines: [
      'mlops-lab tools --sandbox --yes',
      'mlops-lab staging --sandbox --yes',
      'mlops-lab datascience --sandbox --yes',
      'mlops-lab pipeline --sandbox --yes',
      'mlops-lab pipeline --threshold 8 --approval true',
    ],
  },
  {
    place: 'the lab',
    lines: [
      'mlops-lab status --output json',
      'mlops-lab doctor --participants 30',
      'mlops-lab doctor --output json',
      'mlops-lab login --open',
      'mlops-lab login --as ada@example.com',
      'eval "$(mlops-lab login --format env)"',
      'mlops-lab handout --contact "Grace, room 12" --until 2030-12-24',
      'mlops-lab handout --sandbox',
    ],
  },
  {
    place: 'the lab',
    lines: [
      'mlops-lab notebook launch --team research --size small',
      'mlops-lab notebook launch research-ada --yes',
      'mlops-lab notebook open research-ada --browser',
      'mlops-lab notebook terminate research-ada --yes',
      'mlops-lab notebook launch research-ada --yes --as ada',
      'mlops-lab notebook stop research-ada --as ada',
      'mlops-lab notebook list --all',
      'mlops-lab notebook terminate --owner ada',
    ],
  },
  {
    place: 'a lab that released a model',
    lines: [
      'mlops-lab pipeline --watch',
      'mlops-lab submit --watch',
      'cp birds.csv measures.csv',
      'mlops-lab submit measures.csv --hyperparameter max_depth=5',
      'mlops-lab submit model.tar.gz --as deep-trees --watch',
    ],
  },
  {
    place: 'a lab where a release waits for approval',
    lines: ['mlops-lab approve --dry-run --report release.html', 'mlops-lab approve'],
  },
  {
    place: 'a lab where a release waits for approval',
    lines: ['mlops-lab approve --reject --comment "worse on small birds" --yes'],
  },
  {
    place: 'a class',
    lines: [
      'mlops-lab class roster --organizational-unit ou-ab12-11111111 > roster.csv',
      'rm roster.csv',
      'mlops-lab class roster --organizational-unit ou-ab12-11111111 --file roster.csv --profile management',
      'rm roster.csv',
      'mlops-lab class roster --organizational-unit ou-ab12-11111111 --file roster.csv',
      'mlops-lab init --all --yes --summary init.json',
      'mlops-lab init --retry-failed init.json --yes',
      'mkdir summaries && mv init.json summaries',
      'mlops-lab class report summaries',
      'mlops-lab class status',
      'mlops-lab class status --lab ada grace',
      'mlops-lab class status --output json',
      'mlops-lab submit --all --watch',
      'mlops-lab login --all --format csv --file logins.csv',
      'mlops-lab handout course --all',
      'mlops-lab class end',
    ],
  },
  {
    place: 'a lab in which ada has a notebook',
    lines: [
      'mlops-lab teardown --dry-run',
      'mlops-lab teardown --notebooks-only',
      'mlops-lab teardown --only datascience',
      'mlops-lab teardown --yes --report teardown.html',
    ],
  },
  {
    place: 'an empty folder',
    lines: [
      'mlops-lab course list',
      'mlops-lab course list --output json',
      'mlops-lab course new ./birds --from birds.csv --label body_mass_g',
      'mlops-lab course check penguins',
      'mlops-lab course check ./birds',
      'mlops-lab course check ./birds --output json',
      'mlops-lab init --sandbox --course ./birds --yes',
    ],
  },
  {
    place: 'an empty folder',
    lines: [
      'mkdir -p ~/.config/fish/completions',
      'mlops-lab completion fish > ~/.config/fish/completions/mlops-lab.fish',
    ],
  },
];

const UNTIL_INTERRUPTED = 'it runs until it is interrupted; test/cli/printed-keys.outside.ts pastes what it prints';
const OTHER_SHELL = 'it is for a shell that is not there; test/cli/completion.outside.ts loads it where that is';
const IN_POWERSHELL = 'only PowerShell runs it';

/** Why an example cannot be run by `sh` on its own. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'mlops-lab approve --execution 11111111-aaaa-4bbb-8ccc-222222222222 --yes':
    'no release has this id; test/actions/approve.test.ts approves by the id of one',
  'mlops-lab sandbox --speed 60': UNTIL_INTERRUPTED,
  'mlops-lab sandbox --shell powershell': UNTIL_INTERRUPTED,
  'mlops-lab sandbox --config class.yaml': UNTIL_INTERRUPTED,
  'mlops-lab login --format fish | source': 'only fish runs it; test/cli/printed-keys.outside.ts does so where it is',
  'mlops-lab login --format powershell | Out-String | Invoke-Expression': IN_POWERSHELL,
  'aws configure set credential_process "mlops-lab login --format process --config $PWD/mlops-lab.yaml" --profile scientist':
    'it changes the profiles of who runs it; test/cli/login.test.ts has what the program prints then',
  'source <(mlops-lab completion bash)': OTHER_SHELL,
  'mlops-lab completion zsh > "${fpath[1]}/_mlops-lab"': OTHER_SHELL,
  'mlops-lab completion powershell | Out-String | Invoke-Expression': IN_POWERSHELL,
};
