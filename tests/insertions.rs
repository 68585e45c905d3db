//! What an author may begin with lands where it belongs, and the file still holds together.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use anteroom::definition::{Template, insert_template, lay_out, read, starter};
use anteroom::files::Library;
use anteroom::source::{Diagnostic, Source, SourceId};

fn source(text: &str) -> Source {
    Source { name: "a.ron".to_owned(), text: text.to_owned() }
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let mut library = Library::default();
    let entry = library.add_source(&source(text), None, None);
    library.check(entry).diagnostics.into_iter().filter(Diagnostic::is_error).collect()
}

/// The text with something new, and what is selected between `|`.
fn shown(text: &str, place: usize, template: Template) -> String {
    let inserted = insert_template(text, place, template).unwrap();
    let mut text = inserted.text;
    text.insert(inserted.fill_in.end, '|');
    text.insert(inserted.fill_in.start, '|');
    text
}

#[test]
fn everything_can_be_put_in_anywhere_and_nothing_breaks() {
    let text = starter("my_form");
    for place in (0..=text.len()).step_by(401).filter(|place| text.is_char_boundary(*place)) {
        for template in Template::ALL {
            let inserted = insert_template(&text, place, template).unwrap();
            let errors = errors(&inserted.text);
            assert!(errors.is_empty(), "{template:?} at {place}: {errors:#?}\n{}", inserted.text);
            assert!(!inserted.text.get(inserted.fill_in).unwrap().is_empty(), "{template:?}");
        }
    }
    // All of them, one after another, with the layout of the house.
    let mut all = text;
    for template in Template::ALL.into_iter().chain(Template::ALL) {
        all = insert_template(&all, all.len() / 2, template).unwrap().text;
    }
    assert_eq!(errors(&all), []);
    assert_eq!(lay_out(&source(&all), SourceId(0)).unwrap(), all);
}

/// Each case is a text with `|` at the place, the name of a template, and what becomes of the text.
#[test]
fn it_lands_at_its_place() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/insertions");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8);
    for path in paths {
        let case = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = case.split_once("==== ").unwrap();
        let (name, after) = rest.split_once(" ====\n").unwrap();
        let template = Template::ALL.into_iter().find(|template| format!("{template:?}") == name).unwrap();
        let shown = shown(&before.replace('|', ""), before.find('|').unwrap(), template);
        assert_eq!(shown, after, "{}", path.display());
        let faults = read(&source(&shown.replace('|', "")), SourceId(0)).1;
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
}

#[test]
fn nothing_is_put_into_a_text_whose_brackets_are_open_or_that_has_no_such_thing() {
    for text in ["", "(", "Questionnaire(sections: [", "Questionnaire(id: \"a)", "1"] {
        assert_eq!(insert_template(text, 0, Template::Topic), None, "{text}");
    }
    let panel = "Panel(format: 1, id: \"a\", version: \"1\", title: \"A\", order: [\"b\"])";
    for template in [Template::YesNo, Template::Section, Template::Scale] {
        assert_eq!(insert_template(panel, 0, template), None, "{template:?}");
    }
    assert!(insert_template(panel, 0, Template::Topic).is_some());
}
