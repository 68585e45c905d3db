//! Making the changes that messages offer, where they mend something for certain.

use super::Library;
use crate::source::{Diagnostic, Source, with_fixes};
use std::path::Path;

/// A change may uncover the next mistake, but not for ever.
const MOST_ROUNDS: usize = 20;

impl Library {
    /// The text of the file at `path`, beside those of this library, with the certain changes made as often as that mends
    /// something; and how many were made. A change that would leave more errors than there were is not made.
    #[must_use]
    pub fn mend(&self, source: &Source, path: &Path) -> (String, usize) {
        let mut all = 0;
        let (mut text, mut faults) = (source.text.clone(), self.faults(source, path));
        for _ in 0..MOST_ROUNDS {
            let (mended, made) = with_fixes(&text, faults.iter().filter_map(|fault| fault.fix.as_ref()));
            if made == 0 {
                break;
            }
            let left = self.faults(&Source { name: source.name.clone(), text: mended.clone() }, path);
            if errors(&left) > errors(&faults) {
                break;
            }
            (text, faults) = (mended, left);
            all += made;
        }
        (text, all)
    }

    /// What is wrong with a file itself, and not with those that it rests on.
    fn faults(&self, source: &Source, path: &Path) -> Vec<Diagnostic> {
        let mut library = self.clone();
        let id = library.sources.next_id();
        let entry = library.add_source(source, Some(path.to_owned()), None);
        let mut faults = library.check(entry).diagnostics;
        faults.retain(|it| it.span.source == id);
        faults
    }
}

fn errors(faults: &[Diagnostic]) -> usize {
    faults.iter().filter(|fault| fault.is_error()).count()
}
