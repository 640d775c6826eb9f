import {
  casePattern,
  type Described,
  describedNames,
  type KnownCommand,
  rulesOf,
  stepsOf,
  type Values,
} from './tree.ts';

export function zshScript(commands: readonly KnownCommand[]): string {
  return `#compdef mlops-lab
# Completion of mlops-lab for zsh, from \`mlops-lab completion zsh\`.

# compadd quotes the names for the shell.
_mlops_lab_names() {
  local -a names
  names=("\${(@f)$(mlops-lab complete $1 -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
  (( \${#names[1]} )) && compadd -a names
}

_mlops_lab() {
  local at place='' word current=\${words[CURRENT]} before=\${words[CURRENT-1]}
  local -a known
  for ((at = 2; at < CURRENT; at++)); do
    word=\${words[at]}
    case "$place $word" in
      ${casePattern(stepsOf(commands))}) place="\${place:+$place }$word" ;;
    esac
  done
  if [[ $current == --*=* ]]; then
    before=\${current%%=*}
    compset -P '*='
    current=\${current#*=}
  fi
  case "$place:$before" in
${rulesOf(commands)
  .map(({ patterns: of, values }) => `    (${casePattern(of)}) ${afterOption(values)} ;;`)
  .join('\n')}
  esac
  case "$current" in
    (-*)
      case "$place" in
${commands.map(({ path, options }) => `        ('${path}') known=(${described(options.flatMap(describedNames))}) ;;`).join('\n')}
      esac
      _describe -o option known
      ;;
    (*)
      case "$place" in
${commands.map((command) => `        ('${command.path}') ${argumentsOf(command)} ;;`).join('\n')}
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _mlops_lab ]]; then
  _mlops_lab "$@"
else
  compdef _mlops_lab mlops-lab
fi
`;
}

function afterOption(values: Values): string {
  if (values === 'anything') return '[[ $current == -* ]] || { _files; return }';
  return `${offer(values)}; return`;
}

function offer(values: Values): string {
  if (values === 'anything') return '_files';
  return typeof values === 'string' ? `_mlops_lab_names ${values}` : `compadd -- ${values.join(' ')}`;
}

/** `_describe` parts name and description at the first colon. */
function described(entries: readonly Described[]): string {
  return entries.map(({ name, description }) => quoted(`${name}:${description}`)).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function argumentsOf({ subcommands, argument = 'anything' }: KnownCommand): string {
  if (subcommands.length === 0) return offer(argument);
  return `known=(${described(subcommands)}); _describe -t commands command known`;
}
