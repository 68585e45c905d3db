//! What the person chose about the program itself.

use super::write::write_whole;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = "settings.ron";

/// The format of the files written today.
const FORMAT: u32 = 1;

/// The choices, as they lie on disk. What an older file does not say is as at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Counts up when the meaning of this file changes.
    pub format: u32,
    /// Colours.
    pub theme: Theme,
    /// Size of all words and controls, 80 to 200.
    pub text_percent: u16,
    /// Region of the emergency wording, by id; empty for none.
    pub region: String,
    /// Language of the questionnaires, by tag; empty for the one that they were written in.
    pub language: String,
    /// Size of the paper.
    pub paper: PaperSize,
    /// Type of 16 points on paper.
    pub large_print: bool,
    /// Puts the answers inside the PDF, for programs.
    pub attach_answers: bool,
    /// Locks visits that have a passphrase when nothing is pressed or moved for so many minutes; 0 for never.
    pub lock_after_minutes: u16,
    /// Where the window was when it was last open.
    pub window: Option<Place>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: FORMAT,
            theme: Theme::System,
            text_percent: 100,
            region: String::new(),
            language: String::new(),
            paper: PaperSize::A4,
            large_print: false,
            attach_answers: true,
            lock_after_minutes: 15,
            window: None,
        }
    }
}

/// The place of a window, in points of the system, whatever the size of text. A maximised window has the place that it
/// goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Left and top edge with the frame, where the system tells it.
    pub position: Option<(i16, i16)>,
    /// Width and height without the frame.
    pub size: (u16, u16),
    /// Fills the screen.
    pub maximised: bool,
}

/// The themes to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// Light or dark, as the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Low and warm, for eyes that are sensitive to light.
    Dim,
    /// Black on white.
    Contrast,
}

/// The sizes of paper to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PaperSize {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Settings {
    /// The least and greatest size of words, in percent.
    pub const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 80..=200;

    fn path(folder: &Path) -> PathBuf {
        folder.join(FILE)
    }

    /// The settings of a folder, as at first where there are none. A file that cannot be read, or that a newer program
    /// wrote, is set aside under another name, and words for the person come with the settings.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Option<String>) {
        let read = match std::fs::read_to_string(Self::path(folder)) {
            Ok(text) => Self::read(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(_) => Err("cannot be read"),
        };
        match read {
            Ok(settings) => (settings, None),
            Err(reason) => (Self::default(), Some(set_aside(folder, reason))),
        }
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        const UNREADABLE: &str = "cannot be read";
        let of_format: OfFormat = ron::from_str(text).or(Err(UNREADABLE))?;
        if of_format.format > FORMAT {
            return Err("was written by a newer version of Anteroom");
        }
        let mut settings: Self = ron::from_str(text).or(Err(UNREADABLE))?;
        settings.text_percent = settings.text_percent.clamp(*Self::TEXT_PERCENT.start(), *Self::TEXT_PERCENT.end());
        Ok(settings)
    }

    /// Keeps the settings in a folder.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        write_whole(&Self::path(folder), text.as_bytes())
    }
}

/// What every format has.
#[derive(Deserialize)]
struct OfFormat {
    #[serde(default)]
    format: u32,
}

/// Gives the file a name of its own, so that it is not written over; what came of it, for the person.
fn set_aside(folder: &Path, reason: &str) -> String {
    let free =
        (1..=u32::MAX).map(|number| format!("settings-aside-{number}.ron")).find(|name| !folder.join(name).exists());
    let name = free.unwrap_or_default();
    match std::fs::rename(folder.join(FILE), folder.join(&name)) {
        Ok(()) => format!("The file of settings {reason}. It is kept as {name}, and the settings are as at first."),
        Err(_) => format!("The file of settings {reason}, nor can it be put aside. The settings are as at first."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(text: impl AsRef<[u8]>) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(Settings::path(folder.path()), text).unwrap();
        folder
    }

    #[test]
    fn settings_come_back() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(folder.path()), (Settings::default(), None));
        let window = Some(Place { position: Some((-1280, 20)), size: (900, 700), maximised: true });
        let language = "de".to_owned();
        let chosen = Settings { theme: Theme::Dim, region: "ie".to_owned(), language, window, ..Settings::default() };
        chosen.save(folder.path()).unwrap();
        assert_eq!(Settings::load(folder.path()), (chosen, None));
    }

    #[test]
    fn every_file_of_format_1_is_read() {
        let first = folder_with(include_str!("../../tests/settings/format_1.ron"));
        let chosen = Settings {
            theme: Theme::Contrast,
            text_percent: 160,
            region: "ie".to_owned(),
            paper: PaperSize::Letter,
            large_print: true,
            attach_answers: false,
            ..Settings::default()
        };
        assert_eq!(Settings::load(first.path()), (chosen.clone(), None));
        let with_window = folder_with(include_str!("../../tests/settings/format_1_with_window.ron"));
        let window = Some(Place { position: Some((40, 24)), size: (1120, 860), maximised: false });
        assert_eq!(Settings::load(with_window.path()), (Settings { window, ..chosen }, None));
        let short = folder_with("(format: 1, text_percent: 900)");
        assert_eq!(Settings::load(short.path()), (Settings { text_percent: 200, ..Settings::default() }, None));
    }

    #[test]
    fn a_file_that_is_not_understood_is_set_aside_and_told_once() {
        let cases: [(&[u8], &str); 4] = [
            (b"(format: 2, theme: Sepia)", "newer version"),
            (b"(format: 1, theme: Sepia)", "cannot be read"),
            (b"", "cannot be read"),
            (b"\xff\xfe", "cannot be read"),
        ];
        for (content, reason) in cases {
            let folder = folder_with(content);
            std::fs::write(folder.path().join("settings-aside-1.ron"), "an earlier one").unwrap();
            let (settings, told) = Settings::load(folder.path());
            assert_eq!(settings, Settings::default());
            let told = told.unwrap();
            assert!(told.contains(reason) && told.contains("settings-aside-2.ron"), "{told}");
            assert_eq!(std::fs::read(folder.path().join("settings-aside-2.ron")).unwrap(), content);
            assert_eq!(Settings::load(folder.path()), (Settings::default(), None));
        }
    }
}
