# Completion of teamtop's commands, options and values for bash. What there is comes from the program's own help
# at each Tab, so it cannot fall behind it.

# The commands, a word a line: from "  teamtop report [OPTIONS]   ...".
_teamtop_commands() {
    "$1" --help 2>/dev/null | sed -nE 's/^  teamtop ([a-z]+) .*/\1/p'
}

# The options of a command with their arguments, a line each: "--format text|csv|json|html".
_teamtop_options() {
    "$1" ${2:+"$2"} --help 2>/dev/null | sed -nE 's/^  (--[a-z-]+ ?[^ ]*)  .*/\1/p'
}

# The words of a list in somebody's help: "default, dark or mono".
_teamtop_listed() {
    "$1" --help 2>/dev/null | sed -nE "s/^  $2 +//p" | sed 's/[,.]/ /g; s/ or / /'
}

# What may stand after an option: its words, or nothing where only the person knows.
_teamtop_values() {
    case $2 in
    --measure) "$1" help measures 2>/dev/null | sed -nE 's/^([a-z_]+).*/\1/p' ;;
    --view) "$1" help views 2>/dev/null ;;
    --theme) _teamtop_listed "$1" '--theme NAME' ;;
    *) case $3 in [a-z0-9]*) echo "${3//|/ }" ;; esac ;;
    esac
}

# Which command is being typed: the first word that is one.
_teamtop_command() {
    local commands word
    commands=" $(_teamtop_commands "$1" | tr '\n' ' ') "
    for word in "${@:2}"; do
        case $commands in *" $word "*) echo "$word" && return ;; esac
    done
}

_teamtop_fill() { # _teamtop_fill WORD COMPGEN-ARGUMENTS...
    local word=$1
    shift
    mapfile -t COMPREPLY < <(compgen "$@" -- "$word")
}

_teamtop_argument() { # _teamtop_argument PROGRAM WORD OPTION KIND
    case $4 in
    DIR) _teamtop_fill "$2" -d ;;
    FILE) _teamtop_fill "$2" -f ;;
    *) _teamtop_fill "$2" -W "$(_teamtop_values "$1" "$3" "$4")" ;;
    esac
}

_teamtop_word() { # _teamtop_word PROGRAM WORD COMMAND
    case $3 in
    '') _teamtop_fill "$2" -W "$(_teamtop_commands "$1")" ;;
    help) _teamtop_fill "$2" -W "$(_teamtop_listed "$1" 'teamtop help \[TOPIC\]') $(_teamtop_commands "$1")" ;;
    import | check) _teamtop_fill "$2" -f ;;
    init) _teamtop_fill "$2" -d ;;
    esac
}

_teamtop() {
    local program=$1 word=$2 before=$3 command kind
    COMPREPLY=()
    # "--format=c" arrives as three words.
    [ "$word" = = ] && word=
    [ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}
    command=$(_teamtop_command "$program" "${COMP_WORDS[@]:1:COMP_CWORD-1}")
    kind=$(_teamtop_options "$program" "$command" | awk -v option="$before" '$1 == option { print $2 }')
    if [ -n "$kind" ]; then
        _teamtop_argument "$program" "$word" "$before" "$kind"
    elif [ "${word#-}" != "$word" ]; then
        _teamtop_fill "$word" -W "$(_teamtop_options "$program" "$command" | cut -d' ' -f1)"
    else
        _teamtop_word "$program" "$word" "$command"
    fi
}

complete -o filenames -F _teamtop teamtop
