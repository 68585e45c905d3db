//! The questionnaires that ship with the program.
use anteroom::files::Library;

#[test]
fn dbg() {
    let library = Library::shipped();
    for e in &library.entries {
        for d in &e.diagnostics {
            show(&library, d);
        }
    }
    for id in ["about_you", "restless_legs", "insomnia", "migraine", "checkup"] {
        match library.form(id) {
            Ok(form) => {
                println!(
                    "{id}: {} items {} topics {} findings",
                    form.items.len(),
                    form.topics.len(),
                    form.findings.len()
                );
                let d = library.definitions().into_iter().find(|d| d.id.value == id).unwrap();
                let ds = anteroom::evaluation::check_examples(d, &form);
                println!("{} examples {} faults", d.examples.len(), ds.len());
                for d in ds.iter().take(40) {
                    show(&library, d);
                }
            }
            Err(ds) => {
                println!("{id} FAULTS");
                for d in ds.iter().take(20) {
                    show(&library, d);
                }
            }
        }
    }
}
fn show(l: &Library, d: &anteroom::source::Diagnostic) {
    let s = l.sources.get(d.span.source).unwrap();
    let (line, col) = s.line_and_column(d.span.start);
    println!(
        "  {}:{line}:{col} {} [{}] {:?}\n      {}",
        s.name,
        d.message,
        d.label,
        d.help,
        s.line_text(d.span.start).trim()
    );
}
