/**
 * What a shell runs to complete `pullback`. Each asks `pullback complete-words INDEX -- WORDS…`, which prints a word and its
 * description a line, and completes files where nothing comes back. The index says which word is at the cursor, since not
 * every shell hands on an empty one.
 */
export const scripts = {
  bash: `_pullback() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do COMPREPLY+=("\${line%%$'\\t'*}"); done \\
    < <(pullback complete-words "$((COMP_CWORD - 1))" -- "\${COMP_WORDS[@]:1}" 2>/dev/null)
}
complete -o default -F _pullback pullback`,

  zsh: `#compdef pullback
_pullback() {
  local -a lines
  lines=("\${(@f)$(pullback complete-words "$((CURRENT - 2))" -- "\${(@)words[2,-1]}" 2>/dev/null)}")
  lines=("\${(@)\${(@)lines:#}/$'\\t'/:}")
  if (( \${#lines} )); then _describe pullback lines; else _files; fi
}
compdef _pullback pullback`,

  fish: `function __pullback_complete
  set -l before (commandline -opc)
  set -e before[1]
  set -l current (commandline -ct)
  set -l lines (pullback complete-words (count $before) -- $before "$current" 2>/dev/null)
  if test (count $lines) -gt 0
    printf '%s\\n' $lines
  else
    __fish_complete_path "$current"
  end
end
complete -c pullback -f -a '(__pullback_complete)'`,

  powershell: `Register-ArgumentCompleter -Native -CommandName pullback -ScriptBlock {
  param($current, $line, $position)
  $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $position } | ForEach-Object { $_.ToString() })
  $index = if ($current -eq '') { $words.Count } else { $words.Count - 1 }
  pullback complete-words $index -- @words 2>$null | ForEach-Object {
    $value, $description = $_.Split("\`t", 2)
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}`,
} as const

export type Shell = keyof typeof scripts

/** How each shell is told, for the help. */
export const setUp: Readonly<Record<Shell, string>> = {
  bash: 'echo \'source <(pullback complete bash)\' >> ~/.bashrc',
  zsh: 'echo \'source <(pullback complete zsh)\' >> ~/.zshrc       (after compinit)',
  fish: 'pullback complete fish > ~/.config/fish/completions/pullback.fish',
  powershell: 'pullback complete powershell >> $PROFILE',
}
