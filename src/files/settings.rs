//! What the person chose about the program itself.

use super::write::write_whole;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = "settings.ron";

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
    /// Size of the paper.
    pub paper: PaperSize,
    /// Type of 16 points on paper.
    pub large_print: bool,
    /// Puts the answers inside the PDF, for programs.
    pub attach_answers: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: 1,
            theme: Theme::System,
            text_percent: 100,
            region: String::new(),
            paper: PaperSize::A4,
            large_print: false,
            attach_answers: true,
        }
    }
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

    /// The settings of a folder; as at first where there are none or they cannot be read.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let text = std::fs::read_to_string(Self::path(folder)).unwrap_or_default();
        let mut settings: Self = ron::from_str(&text).unwrap_or_default();
        settings.text_percent = settings.text_percent.clamp(*Self::TEXT_PERCENT.start(), *Self::TEXT_PERCENT.end());
        settings
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_old_files_are_filled_up() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(folder.path()), Settings::default());
        let chosen = Settings { theme: Theme::Dim, text_percent: 160, region: "ie".to_owned(), ..Settings::default() };
        chosen.save(folder.path()).unwrap();
        assert_eq!(Settings::load(folder.path()), chosen);
        std::fs::write(Settings::path(folder.path()), "(format: 1, text_percent: 900)").unwrap();
        assert_eq!(Settings::load(folder.path()), Settings { text_percent: 200, ..Settings::default() });
    }
}
