//! The program as a person meets it, given what it was not made for: one clear message, the right exit status, no panic,
//! and nothing counted that was not understood.
#![expect(clippy::unwrap_used, clippy::format_collect, reason = "a test fails by panicking, and may take its time")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A command may take this long, also on a slow machine.
const LONGEST: Duration = Duration::from_secs(20);

const TEA: &str = r#"Questionnaire(format: 1, id: "tea", version: "1", title: "Tea and sleep",
    sections: [Section(id: "tea", title: "Your tea", items: [
        Item(id: "late", ask: YesNo, text: "Do you drink tea in the evening?"),
        Item(id: "with", text: "What goes in?", ask: Choices(options: [Option(id: "milk", text: "Milk"),
            Option(id: "none", text: "Nothing")], exclusive: ["none"])),
        Item(id: "hours", ask: Number(from: 0, to: 24, unit: "hours"), text: "How many hours do you sleep?"),
    ])],
    topics: [Topic(id: "tea_time", title: "Late tea", urgency: Routine, evidence: Limited, when: "late and hours < 6",
        why: "Tea late in the day can shorten the night.", ask: "Could my evening tea be part of it?")],
)
"#;

/// A folder with the person's own questionnaires in it.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command with this text on standard input.
    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        command.args(arguments).env("ANTEROOM_HOME", self.folder.path()).env("NO_COLOR", "1");
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let began = Instant::now();
        let mut child = command.spawn().unwrap();
        // A command that reads no input closes it, which is no fault of this test.
        child.stdin.take().unwrap().write_all(input).ok();
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert!(began.elapsed() < LONGEST, "{arguments:?} took {:?}", began.elapsed());
        assert!(!ran.err.contains("panicked") && ran.code.is_some_and(|code| code < 3), "{arguments:?}: {ran:?}");
        ran
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }
}

/// What a command said, and its exit status; none if it was killed.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes text");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    /// The messages drawn like those of the Rust compiler.
    fn messages(&self) -> usize {
        self.err.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).count()
    }
}

#[test]
fn files_that_are_no_questionnaire_get_one_message() {
    let home = Home::new();
    let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(TEA.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin_1: Vec<u8> = TEA.replace("Your tea", "Dein Törtchen").chars().map(|c| u8::try_from(c).unwrap()).collect();
    let item = |at: usize| format!("        Item(id: \"late_{at}\", ask: YesNo, text: \"Tea?\"),\n");
    let long: String = (0..20_000).map(item).collect();
    let long = TEA
        .replace("items: [\n", &format!("items: [\n{long}"))
        .replace("\"late_19999\", ask: YesNo,", "\"late_19999\", ask: YesNo");
    let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for (name, content, message) in [
        ("binary.ron", vec![0x7F, b'E', b'L', b'F', 0, 1, 2, 0xFF], "this file is not text"),
        ("picture.ron", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "this file is not text"),
        ("utf_16.ron", utf_16, "this file is saved as UTF-16"),
        ("latin_1.ron", latin_1, "this byte (0xF6) is not UTF-8 text"),
        ("empty.ron", Vec::new(), "this file is empty"),
        ("spaces.ron", b"\n  \n".to_vec(), "this file is empty"),
        ("comments.ron", b"// one\n/* two */\n".to_vec(), "this file is empty"),
        ("large.ron", vec![b' '; 100 * 1024 * 1024], "this file has 100 MB; a questionnaire has at most 32 MB"),
        ("nested.ron", nested.clone().into_bytes(), "brackets are nested more than 64 deep"),
        ("opened.ron", "(".repeat(10_000).into_bytes(), "brackets are nested more than 64 deep"),
        (
            "rule.ron",
            TEA.replace("late and", &format!("{}late", "(".repeat(10_000))).into_bytes(),
            "this rule is nested too deep",
        ),
        ("long.ron", long.into_bytes(), "a `,` is missing here"),
        ("json.ron", br#"{"format": 1}"#.to_vec(), "expected `Questionnaire(…)`, found something in `{ }`"),
        ("number.ron", b"12".to_vec(), "expected `Questionnaire(…)`, found a number"),
    ] {
        let ran = home.run(&["check", &home.file(name, content)]);
        assert!(ran.err.contains(message), "{name}: {}", ran.err);
        assert_eq!((ran.code, ran.messages()), (Some(1), 1), "{name}: {}", ran.err);
        assert!(ran.err.len() < 3000, "{name}: {} bytes are said", ran.err.len());
    }
}

#[test]
fn files_that_cannot_be_opened_get_one_message() {
    let home = Home::new();
    let folder = home.folder.path().to_str().unwrap();
    for (path, message) in [
        (format!("{folder}/missing.ron"), "this file cannot be read: there is no such file"),
        (format!("{folder}/no/such/folder.ron"), "this file cannot be read: there is no such file"),
        (folder.to_owned(), "this file cannot be read: it is a folder"),
    ] {
        let ran = home.run(&["check", &path]);
        assert!(ran.err.contains(message), "{path}: {}", ran.err);
        assert_eq!((ran.code, ran.messages()), (Some(1), 1), "{path}: {}", ran.err);
        for arguments in
            [["summarize", &path, "--text"], ["explain", &path, "--only=calf"], ["evaluate", &path, "--panel=checkup"]]
        {
            let ran = home.run(&arguments);
            assert_eq!(
                (ran.code, ran.err.lines().count(), ran.out.as_str()),
                (Some(1), 1, ""),
                "{arguments:?}: {ran:?}"
            );
            assert!(ran.err.contains("cannot be read"), "{arguments:?}: {}", ran.err);
        }
    }
}

#[test]
fn a_byte_order_mark_is_a_warning() {
    let home = Home::new();
    let ran = home.run(&["check", &home.file("bom.ron", format!("\u{FEFF}{TEA}"))]);
    assert!(ran.err.contains("warning[byte_order_mark]") && ran.err.contains("no errors, 1 warning"), "{}", ran.err);
    assert_eq!((ran.code, ran.messages()), (Some(0), 1));
}

#[test]
fn messages_for_other_programs_are_json() {
    let home = Home::new();
    let ran = home.run(&["check", "--json", &home.file("tea.ron", TEA.replace("hours < 6", "hourz < 6"))]);
    let line: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &line["severity"], &line["place"]["line"]), (Some(1), &"error".into(), &8.into()));
    assert_eq!(line["fix"]["replacement"], "hours");
}

#[test]
fn what_the_form_does_not_know_is_told_and_never_counted() {
    let home = Home::new();
    let tea = home.file("tea.ron", TEA);
    let answers = |answers: &str| format!(r#"{{"id": "A1", "answers": {answers}}}"#);
    let good = answers(r#"{"tea.late": "yes", "tea.with": ["milk"], "tea.hours": 5}"#);
    let wrong = answers(
        r#"{"tea.late": "maybe", "tea.with": ["milk", "rum"], "tea.hours": "5", "tea.colour": "red", "late": 1}"#,
    );
    let good_result = home.run_with(&["evaluate", "--panel", &tea], good.as_bytes());
    assert_eq!(
        good_result.out,
        "{\"id\":\"A1\",\"gate\":\"ok\",\"results\":{},\"flags\":{},\"topics\":[\"tea_time\"],\"urgency\":\"routine\"}\n"
    );

    let ran = home.run(&["explain", &home.file("wrong.json", &wrong), "--panel", &tea]);
    for (item, reason) in [
        ("tea.late", "there is no answer `maybe`; there are `yes`, `no`"),
        ("tea.with", "there is no answer `rum`; there are `milk`, `none`"),
        ("tea.hours", "expected a number, found \"5\""),
        ("tea.colour", "there is no such question"),
        ("tea.late", "expected the id of an answer, found 1"),
    ] {
        let told = format!("`{item}` does not count: {reason}");
        assert!(ran.err.contains(&told), "{told}\n{}", ran.err);
    }
    assert!(!ran.out.contains("tea_time"), "a topic came from answers that do not count:\n{}", ran.out);
    let batch = home.run_with(&["evaluate", "--panel", &tea], wrong.as_bytes());
    let line: serde_json::Value = serde_json::from_str(&batch.out).unwrap();
    assert_eq!(line["topics"], serde_json::json!([]), "{line}");
}

#[test]
fn answers_that_are_no_json_get_one_line() {
    let home = Home::new();
    for (name, content) in [
        ("empty", ""),
        ("words", "yes"),
        ("list", "[1]"),
        ("open", "{\"answers\": {"),
        ("nested", &"[".repeat(100_000)),
    ] {
        let path = home.file(name, content);
        for arguments in [["summarize", &path, "--text"], ["explain", &path, "--only=calf"]] {
            let ran = home.run(&arguments);
            assert_eq!(
                (ran.code, ran.err.lines().count(), ran.out.as_str()),
                (Some(1), 1, ""),
                "{arguments:?}: {ran:?}"
            );
        }
    }
}

#[test]
fn lines_that_cannot_be_read_keep_their_place() {
    let home = Home::new();
    let good = r#"{"id": "good", "answers": {"restless_legs.leg_warnings": ["calf"]}}"#;
    let lines = [good, "no json", "", "[1, 2]", "{\"id\": \"half\"", &good.replace("good", "last"), "\u{0}", "{}"];
    let answers = home.file("forms.ndjson", lines.join("\n"));
    let ran = home.run(&["evaluate", &answers]);
    let out: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let kinds: Vec<&str> = out.iter().map(|line| if line["error"].is_string() { "error" } else { "result" }).collect();
    assert_eq!(kinds, ["result", "error", "error", "error", "result", "error", "error"], "{}", ran.out);
    assert_eq!((&out[0]["id"], &out[4]["id"]), (&"good".into(), &"last".into()));
    assert_eq!(out[1]["error"], "this is not JSON: expected ident in column 2");
    assert_eq!(out[6]["error"], "there is no \"answers\" in this line");
    assert_eq!(out[0]["flags"], serde_json::json!({"calf": "same_day"}));
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), "anteroom: 5 of 7 lines could not be read\n"));
}

#[test]
fn many_lines_come_out_in_the_order_they_went_in() {
    let home = Home::new();
    let lines: String =
        (0..3000).map(|at| format!("{{\"id\": {at}, \"answers\": {{\"tea.hours\": {}}}}}\n", at % 30)).collect();
    let ran = home.run_with(&["evaluate", "--panel", &home.file("tea.ron", TEA)], lines.as_bytes());
    let ids: Vec<i64> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids, (0..3000).collect::<Vec<i64>>());
    assert_eq!(ran.out.matches("\"gate\":\"invalid\"").count(), 500);
    assert_eq!(ran.code, Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_sheet_that_cannot_be_written_is_told_plainly() {
    let home = Home::new();
    let answers = home.file("answers.json", r#"{"restless_legs.urge": "yes"}"#);
    let blocked = home.file("file_in_the_way", "");
    for (output, words) in [
        ("/dev/full/sheet.pdf".to_owned(), "cannot be written"),
        ("/proc/sheet.pdf".to_owned(), "cannot be written"),
        (format!("{blocked}/sheet.pdf"), "cannot be written"),
        (
            home.folder.path().join("sheet.docx").to_str().unwrap().to_owned(),
            "the name must end in .pdf, .txt or .json",
        ),
    ] {
        let ran = home.run(&["summarize", &answers, "-o", &output]);
        let code = if output.ends_with("docx") { 2 } else { 1 };
        assert!(ran.err.contains(words) && ran.err.contains(&output), "{output}: {}", ran.err);
        assert_eq!((ran.code, ran.err.lines().count()), (Some(code), 1), "{output}: {}", ran.err);
    }
    for arguments in
        [["list", "--json", "--json"], ["summarize", &answers, "--text"], ["evaluate", &answers, "--panel=checkup"]]
    {
        let arguments: Vec<&str> = if arguments[0] == "list" { vec!["list"] } else { arguments.to_vec() };
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        command.args(&arguments).env("ANTEROOM_HOME", home.folder.path());
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Ran::from(command.stdout(full).stderr(Stdio::piped()).output().unwrap());
        assert_eq!(ran.code, Some(1), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("cannot be written"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_sheet_in_a_new_folder_is_written() {
    let home = Home::new();
    let answers = home.file("answers.json", r#"{"restless_legs.urge": "yes"}"#);
    let output = home.folder.path().join("visits/today/sheet.txt");
    let ran = home.run(&["summarize", &answers, "-o", output.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(fs::read_to_string(output).unwrap().len() > 500);
}

#[test]
fn earlier_answers_may_lack_everything_but_themselves() {
    let home = Home::new();
    let now = home.file("now.json", r#"{"restless_legs.urge": "yes"}"#);
    let day = "Compared with the answers of 1 May 2026.";
    for (earlier, code, says) in [
        (r#"{"day": "2026-05-01", "questionnaires": [], "answers": {"restless_legs.urge": "no"}}"#, 0, day),
        (r#"{"day": 5, "questionnaires": 5, "answers": {"restless_legs.urge": "no"}}"#, 0, "Since last time"),
        (r#"{"restless_legs.urge": "no"}"#, 0, "Since last time"),
        ("{}", 0, "There are no earlier answers to compare."),
        ("[]", 1, ""),
    ] {
        let earlier = home.file("earlier.json", earlier);
        let ran = home.run(&["summarize", &now, "--text", "--earlier", &earlier]);
        assert!(ran.code == Some(code) && ran.out.contains(says), "{ran:?}");
        assert_eq!(ran.err.lines().count(), usize::from(code == 1), "{ran:?}");
    }
}

#[test]
fn wrong_use_ends_with_2() {
    let home = Home::new();
    let answers = home.file("answers.json", "{}");
    for arguments in [
        vec!["frobnicate"],
        vec!["new"],
        vec!["check"],
        vec!["summarize"],
        vec!["summarize", &answers],
        vec!["summarize", &answers, "--text", "--json"],
        vec!["summarize", &answers, "--text", "--panel", "no_such_panel"],
        vec!["summarize", &answers, "--text", "--region", "atlantis"],
        vec!["summarize", &answers, "--text", "--paper", "napkin"],
        vec!["summarize", &answers, "--text", "--earlier-date", "2026-08-22"],
        vec!["evaluate", "--panel", "no_such_panel"],
        vec!["explain", "--nonsense"],
        vec!["list", "--nonsense"],
    ] {
        let ran = home.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {ran:?}");
        assert!(!ran.err.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn help_of_every_command_shows_how_to_use_it() {
    let home = Home::new();
    for command in ["list", "new", "check", "summarize", "evaluate", "explain"] {
        let ran = home.run(&[command, "--help"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.contains(&format!("Usage: anteroom {command}")), "{}", ran.out);
        let first = ran.out.lines().next().unwrap_or_default();
        assert!(home.run(&["--help"]).out.contains(first), "`anteroom --help` does not say of {command}: {first}");
    }
    let ran = home.run(&["--version"]);
    assert_eq!((ran.code, ran.out.trim()), (Some(0), concat!("anteroom ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn own_questionnaires_take_the_place_of_the_shipped_ones() {
    let home = Home::new();
    assert!(home.run(&["list"]).out.contains("Restless legs"));
    let own = home.file(
        "questionnaires/legs.ron",
        TEA.replace("\"tea\", version", "\"restless_legs\", version").replace("Tea and sleep", "My own legs"),
    );
    let ran = home.run(&["list"]);
    assert!(ran.out.contains("My own legs") && ran.out.contains(&own), "{}", ran.out);
    assert!(!ran.out.contains("Restless legs ("), "{}", ran.out);
    let answers = r#"{"answers": {"restless_legs.late": "yes", "restless_legs.hours": 5}}"#;
    let ran = home.run_with(&["evaluate", "--panel", "restless_legs"], answers.as_bytes());
    assert!(ran.out.contains("\"topics\":[\"tea_time\"]"), "{}", ran.out);
}

#[test]
fn a_faulty_own_questionnaire_stops_nothing_else() {
    let home = Home::new();
    home.file("questionnaires/broken.ron", "Questionnaire(");
    home.file("questionnaires/binary.ron", [0, 1, 2]);
    let ran = home.run(&["list"]);
    assert!(ran.out.contains("broken.ron") && ran.out.contains("insomnia"), "{}", ran.out);
    assert_eq!(ran.code, Some(1));
    let ran = home.run_with(&["evaluate"], br#"{"answers": {"restless_legs.leg_warnings": ["calf"]}}"#);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn shipped_files_in_any_folder_check_without_a_word() {
    let home = Home::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir(shipped).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            files.push(path.to_str().unwrap().to_owned());
        }
    }
    let arguments: Vec<&str> = ["check"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let ran = home.run(&arguments);
    assert_eq!((files.len(), ran.code, ran.messages()), (6, Some(0), 0), "{}", ran.err);
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_command_line_is_named() {
    let ran = Home::new().run(&[]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(1), "anteroom: there is no display; `anteroom summarize --help` works without one\n")
    );
}
