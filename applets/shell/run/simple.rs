//! Simple commands: assignments, builtins, functions, programs; and `set -x`.

use super::*;

impl Shell {
    pub(super) fn run_simple(&mut self, command: &Command, simple: &SimpleCommand, mode: Mode) -> Flow {
        self.vars.line = command.line;
        self.substituted = None;
        if simple.words.is_empty() {
            return self.run_assignments(command, simple);
        }
        let mut fields = self.take_fields();
        let declaration = is_declaration(&simple.words);
        if let Err(divert) = self.expand_words(&simple.words, &mut fields, declaration) {
            self.give_fields(fields);
            return Err(divert);
        }
        if fields.is_empty() {
            self.give_fields(fields);
            return self.run_assignments(command, simple);
        }
        self.run_expanded(command, simple, fields, mode)
    }

    /// Assignments without a command: they stay.
    pub(super) fn run_assignments(&mut self, command: &Command, simple: &SimpleCommand) -> Flow {
        if !command.redirects.is_empty() {
            let mut saved = SavedStreams::new();
            let result = match self.redirect(&command.redirects, &mut saved) {
                Ok(Ok(())) => self.assign_all(simple),
                Ok(Err(status)) => Ok(status),
                Err(divert) => Err(divert),
            };
            self.streams.restore(&mut saved);
            return result;
        }
        self.assign_all(simple)
    }

    pub(super) fn assign_all(&mut self, simple: &SimpleCommand) -> Flow {
        if self.options.has(Opt::Xtrace) {
            return self.run_assignments_traced(simple);
        }
        for assignment in &simple.assignments {
            let (id, word) = (assignment.name, &assignment.value);
            if let Some(array) = &assignment.array {
                self.assign_array(assignment, array)?;
                continue;
            }
            match (word.as_literal(), &*word.parts) {
                (Some(literal), _) if !assignment.append => self.assign(id, literal)?,
                (_, [Part::Arith { expr, .. }]) if !assignment.append => {
                    let n = self.arithmetic(expr)?;
                    if let Err(refused) = self.vars.set_number(id, n) {
                        self.assign_refused(&refused, &text![n], false)?;
                    }
                }
                _ => {
                    let fields = self.expand_to_string(word)?;
                    let result = self.assign_value(assignment, &fields.bytes);
                    self.give_fields(fields);
                    result?;
                }
            }
        }
        Ok(self.substituted.unwrap_or(Status::OK))
    }

    /// Assigns or appends a value that is expanded.
    #[inline]
    pub(crate) fn assign_value(&mut self, assignment: &Assignment, value: &[u8]) -> Result<(), Divert> {
        let result = if assignment.append {
            self.vars.append(assignment.name, value)
        } else {
            self.vars.set(assignment.name, value)
        };
        match result {
            Ok(()) => Ok(()),
            Err(refused) => self.assign_refused(&refused, value, assignment.append),
        }
    }

    pub(super) fn run_assignments_traced(&mut self, simple: &SimpleCommand) -> Flow {
        for assignment in &simple.assignments {
            if let Some(array) = &assignment.array {
                self.assign_array(assignment, array)?;
                continue;
            }
            let value = self.expand_to_bytes(&assignment.value)?;
            self.assign_value(assignment, &value)?;
            let name = self.vars.symbols.name(assignment.name).to_vec();
            let operator = if assignment.append { "+=" } else { "=" };
            self.trace(&[], &[text![name, operator, quoted_for_trace(&value)]]);
        }
        Ok(self.substituted.unwrap_or(Status::OK))
    }

    /// Runs a command whose words are fields already.
    pub(crate) fn run_expanded(
        &mut self,
        command: &Command,
        simple: &SimpleCommand,
        fields: Fields,
        mode: Mode,
    ) -> Flow {
        let name = fields.get(0).unwrap_or_default();
        if self.virtual_depth > 0
            && simple.words.first().is_some_and(|word| word.as_literal().is_none())
            && self.needs_process_now(simple, &fields)
        {
            return self.run_dynamic(command, simple, fields, mode);
        }
        let function = self.find_function(name);
        let builtin = if function.is_some() { None } else { builtin_of(simple, name) };
        if simple.assignments.is_empty() && command.redirects.is_empty() && !self.options.has(Opt::Xtrace) {
            if let Some(builtin) = builtin {
                return self.run_builtin(builtin, fields, mode);
            }
            if let Some(function) = function {
                return self.call(&function, fields, mode);
            }
            return self.run_program(fields, mode);
        }
        self.run_with_surroundings(command, simple, fields, function, builtin, mode)
    }

    /// With assignments and redirections around it.
    pub(super) fn run_with_surroundings(
        &mut self,
        command: &Command,
        simple: &SimpleCommand,
        fields: Fields,
        function: Option<Rc<Function>>,
        builtin: Option<Builtin>,
        mode: Mode,
    ) -> Flow {
        let is_exec = match builtin {
            Some(Builtin::Exec) => true,
            Some(Builtin::Command) => {
                fields.iter().skip(1).find(|word| *word != b"-p" && *word != b"--") == Some(&b"exec"[..])
            }
            _ => false,
        };
        let special = builtin.is_some_and(Builtin::is_special) && (is_exec || !self.is_lenient());
        let mut streams = SavedStreams::new();
        let mut result = match self.redirect(&command.redirects, &mut streams) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(status)) if special => Err(Err(Divert::Error(status))),
            Ok(Err(status)) => Err(Ok(status)),
            Err(divert) => Err(Err(divert)),
        };
        let mut variables = Vec::new();
        if result.is_ok() && !simple.assignments.is_empty() {
            let traced = self.options.has(Opt::Xtrace);
            let mut shown = Vec::new();
            for assignment in &simple.assignments {
                let value = match self.expand_to_bytes(&assignment.value) {
                    Ok(value) => value,
                    Err(divert) => {
                        result = Err(Err(divert));
                        break;
                    }
                };
                if !special {
                    let id = self.vars.base(assignment.name);
                    variables.push(self.vars.save(id));
                }
                let set = match &assignment.array {
                    None => self.assign_value(assignment, &value),
                    Some(array) if !special => self.assign_array_for_command(assignment, array),
                    Some(array) => self.assign_array(assignment, array),
                };
                if let Err(divert) = set {
                    // It was not changed, or not to the end.
                    result = Err(Err(divert));
                    break;
                }
                // What `exec` becomes is a program as any other.
                if !special || is_exec && fields.len() > 1 {
                    self.vars.change_flags(assignment.name, EXPORT, 0);
                }
                if traced {
                    let name = self.vars.symbols.name(assignment.name);
                    shown.push(text![name, "=", quoted_for_trace(&value)]);
                }
            }
            if traced && result.is_ok() {
                self.trace_redirected(&fields, &shown, &streams);
            }
        } else if result.is_ok() && self.options.has(Opt::Xtrace) {
            self.trace_redirected(&fields, &[], &streams);
        }
        let result = match result {
            Err(early) => {
                self.give_fields(fields);
                early
            }
            Ok(()) => {
                if let Some(builtin) = builtin {
                    self.run_builtin(builtin, fields, mode)
                } else if let Some(function) = function {
                    self.call(
                        &function,
                        fields,
                        if streams.is_empty() && variables.is_empty() { mode } else { mode.not_last() },
                    )
                } else {
                    self.run_program(fields, mode)
                }
            }
        };
        if is_exec && result.is_ok() {
            // The redirections of `exec` stay, and become the process's own.
            self.streams.keep(&mut streams);
            if self.virtual_depth == 0
                && let Err(error) = self.streams.realise_free()
            {
                self.restore_variables(variables);
                return Err(self.fatal(&text!["can't set up descriptors: ", error]));
            }
        } else if !streams.is_empty() {
            self.give_back_input();
            self.streams.restore(&mut streams);
        }
        self.restore_variables(variables);
        result
    }

    pub(super) fn restore_variables(&mut self, mut variables: Vec<Saved>) {
        while let Some(saved) = variables.pop() {
            self.vars.restore(saved);
        }
    }

    pub(super) fn run_builtin(&mut self, builtin: Builtin, fields: Fields, mode: Mode) -> Flow {
        let result = {
            let mut few: [&[u8]; 8] = [&[]; 8];
            let many: Vec<&[u8]>;
            let args = if fields.len() <= few.len() {
                few.iter_mut().zip(fields.iter()).for_each(|(to, field)| *to = field);
                &few[..fields.len()]
            } else {
                many = fields.iter().collect();
                &many[..]
            };
            builtin.run(self, args, mode)
        };
        self.give_fields(fields);
        match result {
            Err(Divert::Failed(status)) if builtin.is_special() && !self.is_lenient() => Err(Divert::Error(status)),
            Err(Divert::Failed(status)) => Ok(status),
            result => result,
        }
    }

    /// Calls a function; the first field is its name.
    pub(crate) fn call(&mut self, function: &Rc<Function>, fields: Fields, mode: Mode) -> Flow {
        let outer_params = std::mem::replace(&mut self.params, Params::new(fields, 1));
        self.vars.calls.push(Call {
            function: Some(function.name.clone()),
            line: self.vars.line,
            source: function.source.clone(),
        });
        // A function has taken the place of a declaration utility.
        if !self.declared.is_empty() {
            self.declared.clear();
        }
        let outer_loops = (std::mem::replace(&mut self.loops, 0), std::mem::replace(&mut self.loops_around, false));
        let outer_backquotes = std::mem::replace(&mut self.backquotes, 0);
        let locals = self.locals.len();
        let outer_base = std::mem::replace(&mut self.locals_base, locals);
        let outer_options = self.saved_options.take();
        self.returns += 1;
        self.functions_deep += 1;
        let result = self.run_command(&function.body, mode);
        let result = if self.traps.get(RETURN).is_some() { self.run_return_trap(result) } else { result };
        self.functions_deep -= 1;
        self.traps.set_at = self.traps.set_at.min(self.functions_deep);
        self.returns -= 1;
        while self.locals.len() > locals {
            if let Some(saved) = self.locals.pop() {
                self.vars.restore(saved);
            }
        }
        self.locals_base = outer_base;
        if let Some(options) = std::mem::replace(&mut self.saved_options, outer_options) {
            self.set_options(options);
        }
        (self.loops, self.loops_around) = outer_loops;
        self.backquotes = outer_backquotes;
        self.vars.calls.pop();
        if let Some(fields) = std::mem::replace(&mut self.params, outer_params).into_fields() {
            self.give_fields(fields);
        }
        match result {
            Err(Divert::Return(status)) => Ok(status),
            result => result,
        }
    }

    /// Makes a variable local to the function at work.
    pub fn make_local(&mut self, id: VarId) {
        if self.locals[self.locals_base..].iter().any(|saved| saved.id() == id) {
            return;
        }
        let shadows = self.shadows_local(id);
        let saved = self.vars.save_and_hide(id);
        self.locals.push(saved);
        if shadows {
            self.vars.change_flags(id, 0, READONLY);
        }
    }

    /// In bash a local variable of a calling function may be hidden though it is readonly: functions that call themselves
    /// have `local -r`.
    pub(super) fn shadows_local(&self, id: VarId) -> bool {
        let is_it = |saved: &crate::variables::Saved| saved.id() == id;
        let (outer, own) = self.locals.split_at(self.locals_base);
        self.bash && outer.iter().any(is_it) && !own.iter().any(is_it)
    }

    /// May `local` not give it a value?
    pub(crate) fn is_fixed(&self, id: VarId) -> bool {
        self.vars.flags(id) & READONLY != 0 && !self.shadows_local(id)
    }

    /// Runs a program or an applet that the first field names.
    pub(crate) fn run_program(&mut self, fields: Fields, mode: Mode) -> Flow {
        let args: Vec<&[u8]> = fields.iter().collect();
        let result = match self.find_program(args[0]) {
            Ok(program) => self.execute(&program, &args, mode),
            Err(status) => self.not_found(&args, status),
        };
        drop(args);
        self.give_fields(fields);
        result
    }

    pub(super) fn not_found(&mut self, args: &[&[u8]], status: Status) -> Flow {
        if status == kit::process::NOT_FOUND
            && let Some(function) = self.find_function(b"command_not_found_handle")
        {
            let mut fields = self.take_fields();
            fields.push_field(b"command_not_found_handle");
            fields.push_field(args[0]);
            self.call(&function, fields, Mode::default())?;
            return Ok(status);
        }
        self.say_not_found(args[0], status);
        Ok(status)
    }

    /// Says why a command cannot be run.
    pub fn say_not_found(&self, name: &[u8], status: Status) {
        // The empty name is, to ash, the current directory, which cannot be executed.
        let denied = status != kit::process::NOT_FOUND || name.is_empty();
        let bash = if name.contains(&b'/') { "No such file or directory" } else { "command not found" };
        let words = if denied {
            "Permission denied"
        } else if self.bash {
            bash
        } else {
            "not found"
        };
        self.say(&text![name, ": ", words]);
    }

    // ---- set -x ---------------------------------------------------------------------------------------------------

    /// Shows a command as `set -x` does.
    pub(crate) fn trace(&mut self, words: &[&[u8]], assignments: &[Vec<u8>]) {
        let prompt = self.vars.get(known::PS4).map(<[u8]>::to_vec).unwrap_or_default();
        let mut line = self.expand_prompt(&prompt);
        let mut first = true;
        let assignments = assignments.iter().map(Vec::as_slice);
        let words: Vec<Vec<u8>> = words.iter().map(|w| quoted_for_trace(w)).collect();
        for piece in assignments.chain(words.iter().map(Vec::as_slice)) {
            if !first {
                line.push(b' ');
            }
            first = false;
            line.extend_from_slice(piece);
        }
        line.push(b'\n');
        // There is nobody to tell that standard error is closed.
        let _ = self.streams.sink(2).write_all(&line);
    }

    /// As [`Shell::trace`], for a command whose redirections are made: to standard error as it was before them.
    pub(super) fn trace_redirected(&mut self, fields: &Fields, assignments: &[Vec<u8>], replaced: &SavedStreams) {
        let words: Vec<&[u8]> = fields.iter().collect();
        let before = replaced.iter().find(|(n, _)| *n == 2).map(|(_, stream)| stream.clone());
        let Some(before) = before else { return self.trace(&words, assignments) };
        let redirected = self.streams.put(2, before);
        self.trace(&words, assignments);
        self.streams.put(2, redirected);
    }
}

/// The builtin that a command name means, noted in the tree if the name is literal.
pub(super) fn builtin_of(simple: &SimpleCommand, name: &[u8]) -> Option<Builtin> {
    const NONE: u32 = u32::MAX;
    match simple.memo.get() {
        0 => {
            let builtin = Builtin::by_name(name);
            if simple.words.first().is_some_and(|w| w.as_literal().is_some()) {
                simple.memo.set(builtin.map_or(NONE, |b| b as u32 + 1));
            }
            builtin
        }
        NONE => None,
        n => Builtin::from_number(n - 1),
    }
}

/// Is the command a declaration utility, perhaps behind `command`?
pub(super) fn is_declaration(words: &[Word]) -> bool {
    for word in words {
        match word.as_literal() {
            Some(b"command") => {}
            Some(name) => return parser::is_declaration_utility(name),
            None => return false,
        }
    }
    false
}
