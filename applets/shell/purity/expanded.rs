//! What a command means whose words have to be expanded to see it: `eval` of a text that is known now, and a name that is
//! a variable's value (`$SED -n p`, `$as_tr_sh`). Such an answer holds for the moment and is not remembered.

use super::*;
use crate::builtins::eval;
use crate::dynamic::is_dynamic;
use crate::fields::Fields;
use crate::options::Opt;
use crate::shopt::Shopt;

impl Shell {
    /// What a list needs of which the tree alone says that it needs a process: less, if it is nothing but an `eval` of a
    /// text that is known now.
    pub(super) fn needs_of_eval(&mut self, list: &List) -> Needs {
        let Some(command) = only_command(list) else { return Needs::Process };
        self.with_evaluated(command, Needs::Process, |shell, list| shell.list_needs(list, true, 0))
    }

    /// As [`Shell::part_of`], of a command that needs a process unless it is an `eval` of something that does not.
    pub(super) fn part_of_eval(&mut self, command: &Command, from_memory: bool) -> Part {
        // Opening a file may mean to wait for another part of the pipeline (a FIFO).
        let opens = command.redirects.iter().any(opens_a_file);
        self.with_evaluated(command, Part::Process, |shell, list| match shell.list_needs(list, true, 0) {
            Needs::Nothing if !opens && shell.is_small_list(list, from_memory, 0) => Part::Small,
            Needs::Nothing => Part::Here,
            _ => Part::Process,
        })
    }

    /// As [`Shell::part_of`], of a command that may be a program, because its name has to be expanded or is one.
    pub(super) fn part_of_expanded(&mut self, command: &Command, from_memory: bool) -> Part {
        let CommandKind::Simple(simple) = &command.kind else { return Part::Process };
        let Some(first) = simple.words.first() else { return Part::Process };
        if first.as_literal().is_some() || !self.expands_to_the_same(std::slice::from_ref(first)) {
            return Part::Process;
        }
        let mut fields = self.take_fields();
        let part = match self.expand_words(&simple.words[..1], &mut fields, false) {
            Ok(()) => self.part_of_called(command, simple, &fields, from_memory),
            Err(_) => Part::Process,
        };
        self.give_fields(fields);
        part
    }

    /// As [`Shell::part_of`], of a command whose first word gives these fields.
    fn part_of_called(
        &mut self,
        command: &Command,
        simple: &SimpleCommand,
        fields: &Fields,
        from_memory: bool,
    ) -> Part {
        let args: Vec<&[u8]> = fields.iter().collect();
        let [name, args @ ..] = &args[..] else { return Part::Process };
        if self.find_function(name).is_none()
            && let Some(builtin) = Builtin::by_name(name)
        {
            if builtin == Builtin::Eval {
                return self.part_of_eval(command, from_memory);
            }
            if !needs_nothing_whatever_follows(builtin) {
                return Part::Process;
            }
        } else if self.name_needs(name, &simple.words[1..], true, 0) != Needs::Nothing {
            return Part::Process;
        }
        let opens = command.redirects.iter().any(opens_a_file);
        if !opens && self.is_small_name(name, args, &simple.words[1..], from_memory, 1) {
            Part::Small
        } else {
            Part::Here
        }
    }

    /// Does a command whose name had to be expanded, at the end of a subshell without a process, need one after all?
    #[cold]
    pub(crate) fn needs_process_now(&mut self, simple: &SimpleCommand, fields: &Fields) -> bool {
        let name = fields.get(0).unwrap_or_default();
        if let Some(function) = self.find_function(name) {
            return !matches!(self.command_needs(&function.body, true, 0), Needs::Nothing | Needs::Program);
        }
        match Builtin::by_name(name) {
            // An assignment before it may change what the text means.
            Some(Builtin::Eval) if simple.assignments.is_empty() => {
                let line = self.vars.line;
                let args: Vec<&[u8]> = fields.iter().collect();
                let needs = self.with_text(&args, line, Needs::Process, |shell, list| shell.list_needs(list, true, 0));
                !matches!(needs, Needs::Nothing | Needs::Program)
            }
            Some(builtin) => !needs_nothing_whatever_follows(builtin),
            None => false,
        }
    }

    /// What `look` says of the list that a command evaluates, if it is an `eval` with words that can be expanded twice
    /// to the same, without an effect, and a text that is parsed before it runs; else `otherwise`.
    fn with_evaluated<T>(
        &mut self,
        command: &Command,
        otherwise: T,
        look: impl FnOnce(&mut Shell, &Rc<List>) -> T,
    ) -> T {
        let CommandKind::Simple(simple) = &command.kind else { return otherwise };
        // What an expanded name means is seen below.
        let may_be_eval = simple.words.first().is_some_and(|w| w.as_literal().is_none_or(|name| name == b"eval"));
        if !may_be_eval
            || !simple.assignments.is_empty()
            || self.find_function(b"eval").is_some()
            || command.redirects.iter().any(|r| has_process_substitution(&r.target))
            || !self.expands_to_the_same(&simple.words)
        {
            return otherwise;
        }
        let names = self.names();
        let line = std::mem::replace(&mut self.vars.line, command.line);
        let mut fields = self.take_fields();
        let answer = match self.expand_words(&simple.words, &mut fields, false) {
            Ok(()) if fields.get(0) == Some(b"eval") => {
                let args: Vec<&[u8]> = fields.iter().collect();
                self.with_text(&args, command.line, otherwise, look)
            }
            _ => otherwise,
        };
        self.give_fields(fields);
        self.vars.line = line;
        self.forget_names(names);
        answer
    }

    /// What `look` says of the list that `eval` with these arguments runs, if all of it is parsed before any of it runs.
    fn with_text<T>(
        &mut self,
        args: &[&[u8]],
        line: u32,
        otherwise: T,
        look: impl FnOnce(&mut Shell, &Rc<List>) -> T,
    ) -> T {
        let text = eval::text_of(args);
        // The parser warns of here-documents that do not end.
        if !eval::is_line(self, &text) || text.windows(2).any(|two| two == b"<<") {
            return otherwise;
        }
        // What is wrong with it is said when it runs.
        match eval::parse_line(self, &text, line) {
            Ok(Some(list)) if !self.vars.uses_bashpid => look(self, &list),
            _ => otherwise,
        }
    }

    /// Can the words be expanded twice to the same, without an effect?
    fn expands_to_the_same(&mut self, words: &[Word]) -> bool {
        !self.options.has(Opt::Nounset)
            && !self.options.shopts.has(Shopt::Failglob)
            && words.iter().all(|word| self.is_steady(word))
    }

    /// Is this a word of literals and parameters that will have the same value in a moment?
    fn is_steady(&mut self, word: &Word) -> bool {
        word.parts.iter().all(|part| match part {
            WordPart::Literal { .. } => true,
            WordPart::Param { exp: ParamExp { target, indirect: false, op: None }, .. } => match *target {
                Parameter::Variable(id) => {
                    let id = self.vars.base(id);
                    let name = self.vars.symbols.name(id);
                    name != b"RANDOM" && !is_dynamic(name)
                }
                _ => true,
            },
            _ => false,
        })
    }
}

/// Does a builtin need no process, whatever its arguments are?
fn needs_nothing_whatever_follows(builtin: Builtin) -> bool {
    builtin.is_harmless()
        && !matches!(builtin, Builtin::Declare | Builtin::Typeset | Builtin::Mapfile | Builtin::Readarray)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Input;
    use crate::parser;
    use kit::applet::NoApplets;

    /// How the last part of a pipeline is run whose first parts are in memory, or not.
    fn part(shell: &mut Shell, text: &str, from_memory: bool) -> Part {
        let list = parser::next_command(&mut Input::text(text.as_bytes()), shell).ok().flatten().unwrap();
        shell.vars.sync();
        let command = list.items[0].first.commands.last().unwrap();
        shell.part_of(command, from_memory)
    }

    /// A shell in which these variables have these values.
    fn shell(values: &[(&str, &str)]) -> Shell {
        let mut shell = Shell::new(b"sh", &NoApplets);
        for (name, value) in values {
            let id = shell.vars.symbols.intern(name.as_bytes());
            shell.vars.sync();
            assert!(shell.vars.set(id, value.as_bytes()).is_ok());
        }
        shell
    }

    #[test]
    fn a_name_that_is_expanded_means_what_it_says_now() {
        let mut shell = shell(&[
            ("say", "printf %s"),
            ("get", "read x"),
            ("go", "cd /"),
            ("mask", "umask 077"),
            ("run", "eval echo a; x=1"),
            ("move", "eval cd /"),
            ("ask", "command -v"),
            ("give", "declare -g"),
            ("gone", ""),
        ]);
        for (text, in_memory, part_wanted) in [
            ("a | $say b", true, Part::Small),
            ("a | \"$say\" b", true, Part::Process),
            ("a | $say $(b)", true, Part::Small),
            ("a | $say b > c", true, Part::Here),
            ("a | $get", true, Part::Small),
            ("a | $get", false, Part::Here),
            ("a | $go", true, Part::Process),
            ("a | $mask", true, Part::Process),
            ("a | $run", false, Part::Small),
            ("a | $run $(b)", true, Part::Process),
            ("a | c=1 $run", true, Part::Process),
            ("a | $move", true, Part::Process),
            ("a | $ask b", true, Part::Process),
            ("a | $give b", true, Part::Process),
            ("a | $gone echo", true, Part::Process),
            ("a | ${gone:=echo} b", true, Part::Process),
            ("a | $RANDOM", true, Part::Process),
        ] {
            assert_eq!(part(&mut shell, text, in_memory), part_wanted, "{text}");
        }
    }

    #[test]
    fn an_expansion_that_may_fail_is_made_once() {
        let mut shell = shell(&[("say", "echo")]);
        shell.options.set(Opt::Nounset, true);
        assert_eq!(part(&mut shell, "a | $say", true), Part::Process);
    }
}
