//! `fuzz TARGET SECONDS [SEED]`, `fuzz TARGET --replay FILE...`, `fuzz` for the list of targets.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse::<u64>().ok();
    match words[..] {
        [] => {
            for target in fuzz::targets() {
                println!("{:12} {}", target.name, target.about);
            }
            ExitCode::SUCCESS
        }
        [name, "--replay", ref files @ ..] => fuzz::driver::replay(name, files),
        [name, seconds] if number(seconds).is_some() => fuzz::driver::fuzz(name, number(seconds).unwrap_or(0), None),
        [name, seconds, seed] if number(seconds).is_some() && number(seed).is_some() => {
            fuzz::driver::fuzz(name, number(seconds).unwrap_or(0), number(seed))
        }
        _ => {
            eprintln!("usage: fuzz [TARGET SECONDS [SEED] | TARGET --replay FILE...]");
            ExitCode::from(2)
        }
    }
}
