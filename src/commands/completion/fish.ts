import { type KnownCommand, type KnownOption, stepsOf, type Values } from './tree.ts';

export function fishScript(commands: readonly KnownCommand[]): string {
  return `# Completion of mlops-lab for fish, from \`mlops-lab completion fish\`.

function __mlops_lab_at
    set -l place ''
    set -l words (commandline -opc)
    for word in $words[2..-1]
        switch "$place $word"
            case ${stepsOf(commands).map(quoted).join(' ')}
                set place (string trim -- "$place $word")
        end
    end
    test "$place" = "$argv[1]"
end

# fish quotes the names for the shell.
function __mlops_lab_names
    set -l words (commandline -opc)
    mlops-lab complete $argv[1] -- $words[2..-1] 2>/dev/null
end

complete -c mlops-lab -e
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, subcommands, options, argument }: KnownCommand): string[] {
  const at = `complete -c mlops-lab -n ${quoted(`__mlops_lab_at ${quoted(path)}`)}`;
  return [
    ...subcommands.map(({ name, description }) => `${at} -f -a ${name} -d ${quoted(description)}`),
    ...(argument === undefined || argument === 'anything' ? [] : [`${at} -f -a ${offer(argument)}`]),
    ...options.map((option) => `${at}${namesOf(option)}${valuesOf(option)} -d ${quoted(option.description)}`),
  ];
}

function namesOf({ names }: KnownOption): string {
  return names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');
}

function valuesOf({ values }: KnownOption): string {
  if (values === undefined) return '';
  return values === 'anything' ? ' -r' : ` -x -a ${offer(values)}`;
}

function offer(values: Exclude<Values, 'anything'>): string {
  return quoted(typeof values === 'string' ? `(__mlops_lab_names ${values})` : values.join(' '));
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
