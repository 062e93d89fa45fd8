import type { CommandTable } from '../command/command.js';
import { globalOptions } from '../command/global-options.js';
import { dashed } from '../command/option.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface Described {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly {
    readonly flag: string;
    readonly about: string;
    readonly takes: boolean;
    readonly words: readonly string[];
  }[];
}

/** What the table says, as far as a shell can use it. */
const described = (commands: CommandTable): Promise<Described[]> =>
  Promise.all(
    Object.entries(commands).map(async ([name, { summary, load }]) => {
      const command = await load();
      return {
        name,
        summary,
        options: Object.entries({ ...command.options, ...globalOptions(command) }).map(([key, { about, placeholder, words = [] }]) => ({
          flag: dashed(key),
          about,
          takes: placeholder !== undefined,
          words,
        })),
      };
    }),
  );

/** The script of each shell, made of the table of commands: nothing runs when Tab is pressed. */
export const scripts: Readonly<Record<Shell, (commands: CommandTable) => Promise<string>>> = {
  bash: async (commands) => {
    const all = await described(commands);
    return `# bash completion of chainrule
_chainrule() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then words="${all.map(({ name }) => name).join(' ')} --help --version"
  else
    case "\${COMP_WORDS[1]} $before" in
${all
  .flatMap(({ name, options }) =>
    options.filter(({ words }) => words.length > 0).map(({ flag, words }) => `      "${name} --${flag}") words="${words.join(' ')}" ;;`),
  )
  .join('\n')}
      *) case "\${COMP_WORDS[1]}" in
${all.map(({ name, options }) => `        ${name}) words="${options.map(({ flag }) => `--${flag}`).join(' ')} --help" ;;`).join('\n')}
      esac
      case "$current" in -*) ;; *) COMPREPLY=($(compgen -f -- "$current")); return ;; esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _chainrule chainrule`;
  },
  zsh: async (commands) => {
    const all = await described(commands);
    const safe = (about: string): string => about.replaceAll("'", '’').replaceAll(/[[\]:]/g, ' ');
    return `#compdef chainrule
_chainrule() {
  local -a commands
  commands=(
${all.map(({ name, summary }) => `    '${name}:${safe(summary)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case "$words[2]" in
${all
  .map(
    ({ name, options }) =>
      `    ${name}) _arguments -S ${options
        .map(
          ({ flag, about, takes, words }) =>
            `'--${flag}[${safe(about)}]${takes ? `:value:${words.length > 0 ? `(${words.join(' ')})` : '_files'}` : ''}'`,
        )
        .join(' ')} '--help[explain]' '*:argument:_files' ;;`,
  )
  .join('\n')}
  esac
}
if [ "$funcstack[1]" = "_chainrule" ]; then _chainrule "$@"; else compdef _chainrule chainrule; fi`;
  },
  fish: async (commands) => {
    const all = await described(commands);
    const safe = (about: string): string => about.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    return [
      '# fish completion of chainrule',
      'complete -c chainrule -f',
      ...all.map(({ name, summary }) => `complete -c chainrule -n __fish_use_subcommand -a ${name} -d '${safe(summary)}'`),
      ...all.flatMap(({ name, options }) =>
        options.map(
          ({ flag, about, takes, words }) =>
            `complete -c chainrule -n '__fish_seen_subcommand_from ${name}' -l ${flag}${takes ? (words.length > 0 ? ` -x -a '${words.join(' ')}'` : ' -r -F') : ''} -d '${safe(about)}'`,
        ),
      ),
    ].join('\n');
  },
};
