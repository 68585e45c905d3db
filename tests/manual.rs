//! The manual page says what `anteroom --help` says.

use std::process::Command;

#[test]
fn the_manual_page_has_the_commands_of_the_help() {
    let help = Command::new(env!("CARGO_BIN_EXE_anteroom")).arg("--help").output().expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("the help is text");
    let (_, commands) = help.split_once("Commands:\n").expect("the help lists the commands");
    let (commands, _) = commands.split_once("\n\n").expect("the list has an end");
    let from_help: Vec<(&str, &str)> = commands
        .lines()
        .map(|line| line.trim().split_once(' ').expect("a command and what it does"))
        .map(|(command, does)| (command, does.trim()))
        .collect();

    let page = include_str!("../assets/desktop/anteroom.1");
    let (_, section) = page.split_once(".SH COMMANDS\n").expect("the page has such a section");
    let (section, _) = section.split_once(".PP\n").expect("the list has an end");
    let from_page: Vec<(&str, &str)> = section
        .split(".TP\n.B ")
        .skip(1)
        .map(|entry| entry.trim_end().split_once('\n').expect("a command and what it does"))
        .collect();
    assert_eq!(from_page, from_help);
}
