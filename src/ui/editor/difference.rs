//! Where two texts differ, in lines.

/// The stretch of lines in which two texts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct Difference {
    /// The first line that differs, from 1.
    pub(super) line: usize,
    /// The lines here.
    pub(super) mine: Vec<String>,
    /// The lines in the file.
    pub(super) theirs: Vec<String>,
}

impl Difference {
    /// Between the text here and the one in the file: all lines from the first that differs to the last.
    #[must_use]
    pub(super) fn between(mine: &str, theirs: &str) -> Self {
        let (mine, theirs): (Vec<&str>, Vec<&str>) = (mine.split('\n').collect(), theirs.split('\n').collect());
        let before = mine.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
        let room = mine.len().min(theirs.len()) - before;
        let backwards = mine.iter().rev().zip(theirs.iter().rev());
        let after = backwards.take(room).take_while(|(one, other)| one == other).count();
        let middle = |lines: &[&str]| {
            let count = lines.len() - before - after;
            lines.iter().skip(before).take(count).map(|line| (*line).to_owned()).collect()
        };
        Self { line: before + 1, mine: middle(&mine), theirs: middle(&theirs) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_the_same_are_left_out() {
        let cases = [
            ("a\nb\nc", "a\nx\nc", (2, vec!["b"], vec!["x"])),
            ("a\nc", "a\nx\ny\nc", (2, vec![], vec!["x", "y"])),
            ("a\na\na", "a\na", (3, vec!["a"], vec![])),
            ("a", "b", (1, vec!["a"], vec!["b"])),
        ];
        for (mine, theirs, expected) in cases {
            let Difference { line, mine, theirs } = Difference::between(mine, theirs);
            assert_eq!((line, mine, theirs), (expected.0, owned(&expected.1), owned(&expected.2)));
        }
    }

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|&line| line.to_owned()).collect()
    }
}
