import { casePattern, type KnownCommand, rulesOf, stepsOf, type Values } from './tree.ts';

/** Works in the bash 3.2 of macOS, too. What is left without words is completed as a file. */
export function bashScript(commands: readonly KnownCommand[]): string {
  const rules = rulesOf(commands).filter(({ values }) => values !== 'anything');
  const free = rulesOf(commands).filter(({ values }) => values === 'anything');
  return `# Completion of mlops-lab for bash, from \`mlops-lab completion bash\`.

_mlops_lab_words() {
  local word
  for word in $1; do
    case $word in "$current"*) COMPREPLY+=("$word") ;; esac
  done
}

# Names may hold any character: they are quoted for the shell.
_mlops_lab_names() {
  local name
  while IFS= read -r name; do
    case $name in "$current"*) COMPREPLY+=("$(printf '%q' "$name")") ;; esac
  done < <(mlops-lab complete "$1" -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}

_mlops_lab() {
  local at place='' word
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case "$place $word" in
      ${casePattern(stepsOf(commands))}) place="\${place:+$place }$word" ;;
    esac
  done
  # bash takes the = of --option=value for a word.
  if [ "$current" = = ]; then
    current=''
  elif [ "$before" = = ]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case "$place:$before" in
${rules.map(({ patterns: of, values }) => `    ${casePattern(of)}) ${offer(values)}; return ;;`).join('\n')}
    ${casePattern(free.flatMap(({ patterns: of }) => of))}) [[ $current == -* ]] || return ;;
  esac
  case "$current" in
    -*)
      case "$place" in
${commands.map((command) => `        '${command.path}') _mlops_lab_words '${optionsOf(command)}' ;;`).join('\n')}
      esac
      ;;
    *)
      case "$place" in
${commands.flatMap(argumentsOf).join('\n')}
      esac
      ;;
  esac
}

complete -o bashdefault -o default -F _mlops_lab mlops-lab
`;
}

function offer(values: Values): string {
  return typeof values === 'string' ? `_mlops_lab_names ${values}` : `_mlops_lab_words '${values.join(' ')}'`;
}

function optionsOf({ options }: KnownCommand): string {
  return options.flatMap(({ names }) => names).join(' ');
}

function argumentsOf({ path, subcommands, argument = 'anything' }: KnownCommand): string[] {
  const values = subcommands.length > 0 ? subcommands.map(({ name }) => name) : argument;
  return values === 'anything' ? [] : [`        '${path}') ${offer(values)} ;;`];
}
