import { type Described, describedNames, type KnownCommand, rulesOf, type Values } from './tree.ts';

/** For Windows PowerShell 5.1 and PowerShell 7. Where it returns nothing, files are completed. */
export function powershellScript(commands: readonly KnownCommand[]): string {
  return `# Completion of mlops-lab for PowerShell, from \`mlops-lab completion powershell\`.

Register-ArgumentCompleter -Native -CommandName mlops-lab -ScriptBlock {
    param($current, $line, $cursor)
    $commands = @{
${commands.map(({ path, subcommands }) => `        ${quoted(path)} = @(${described(subcommands)})`).join('\n')}
    }
    $options = @{
${commands.map(({ path, options }) => `        ${quoted(path)} = @(${described(options.flatMap(describedNames))})`).join('\n')}
    }
    $values = @(
${rulesOf(commands).flatMap(ruleLines).join('\n')}
    )
    $arguments = @{
${commands.flatMap(argumentLines).join('\n')}
    }
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
    $place = ''
    foreach ($word in $words) {
        $below = "$place $word".Trim()
        if ($commands.ContainsKey($below)) { $place = $below }
    }
    function Quoted([string]$name) {
        if ($name -match '^[\\w@%+=:./-]+$') { $name } else { "'" + ($name -replace "['\\u2018-\\u201b]", '$0$0') + "'" }
    }
    function Offered($found) {
        $named = if ($found -is [string]) { @(& mlops-lab complete $found '--' @words 2>$null) } else { $found }
        foreach ($name in $named) {
            if ($name.StartsWith($current)) {
                [System.Management.Automation.CompletionResult]::new((Quoted $name), $name, 'ParameterValue', $name)
            }
        }
    }
    $before = if ($words.Count -gt 0) { $words[-1] } else { '' }
    foreach ($rule in $values) {
        if ("\${place}:$before" -like $rule[0] -and -not $current.StartsWith('-')) {
            if ($null -ne $rule[1]) { Offered $rule[1] }
            return
        }
    }
    $known = if ($current.StartsWith('-')) { $options[$place] } else { $commands[$place] }
    foreach ($entry in $known) {
        if ($entry[0].StartsWith($current)) {
            [System.Management.Automation.CompletionResult]::new($entry[0], $entry[0], 'ParameterName', $entry[1])
        }
    }
    if (-not $current.StartsWith('-') -and $arguments.ContainsKey($place)) { Offered $arguments[$place] }
}
`;
}

/** A comma before a list of one keeps it a list. */
function described(entries: readonly Described[]): string {
  return entries.map(({ name, description }) => `,@(${quoted(name)}, ${quoted(description)})`).join(' + ');
}

function ruleLines({ patterns, values }: { readonly patterns: readonly string[]; readonly values: Values }): string[] {
  return patterns.map((pattern) => `        ,@(${quoted(pattern)}, ${listed(values)})`);
}

function argumentLines({ path, argument = 'anything' }: KnownCommand): string[] {
  return argument === 'anything' ? [] : [`        ${quoted(path)} = ${listed(argument)}`];
}

function listed(values: Values): string {
  if (values === 'anything') return '$null';
  return typeof values === 'string' ? quoted(values) : `@(${values.map(quoted).join(', ')})`;
}

/** PowerShell takes typographic quotes for plain ones. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
