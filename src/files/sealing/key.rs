//! The key that seals files, and the file that keeps it, which only the passphrase opens.

use super::passphrase::Passphrase;
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Identity, scrypt, x25519};
use std::fmt;
use std::io::{self, Read};
use std::iter::once;
use zeroize::Zeroizing;

/// A file of a key that asks for more work than this is none of ours: 2^20 takes 1 GiB of memory and some seconds.
const MOST_WORK: u8 = 20;

/// Seals files and opens them. Wiped from memory with its last copy.
#[derive(Clone)]
pub struct Key(x25519::Identity);

/// How hard it is to try one passphrase: each step doubles time and memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort(u8);

impl Default for Effort {
    /// About one second and 256 MiB, as the public tool `age` takes.
    fn default() -> Self {
        Self(18)
    }
}

impl Effort {
    /// A few milliseconds: for tests, and no protection.
    pub const LITTLE: Self = Self(6);
}

/// Why a passphrase does not open the visits.
#[derive(Debug)]
pub enum UnlockFault {
    /// It is another one. Damage to just these bytes of the key file looks the same.
    WrongPassphrase,
    /// The key file is not whole, or none of ours.
    Damaged,
    /// The key file cannot be read.
    Unreadable(io::Error),
}

impl fmt::Display for UnlockFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongPassphrase => formatter.write_str(
                "This passphrase does not open your visits. Capital and small letters differ, and so do spaces.",
            ),
            Self::Damaged => formatter.write_str(
                "The file key.age, which your passphrase opens, is damaged. If you have a copy of it, put it back in its \
                 place. Your visits are still there and stay sealed.",
            ),
            Self::Unreadable(error) => write!(formatter, "The file key.age cannot be read: {error}."),
        }
    }
}

impl Key {
    /// A key that nobody has.
    #[must_use]
    pub(super) fn new() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Seals what a file is to hold.
    ///
    /// # Errors
    /// None that is known of.
    pub fn seal(&self, content: &[u8]) -> io::Result<Vec<u8>> {
        age::encrypt(&self.0.to_public(), content).map_err(io::Error::other)
    }

    /// Opens what a sealed file holds. The content is wiped from memory with the value.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] where it is damaged, or was sealed by another key.
    pub fn open(&self, sealed: &[u8]) -> io::Result<Zeroizing<Vec<u8>>> {
        let opened = Decryptor::new_buffered(sealed).and_then(|file| content(file, &self.0, sealed.len()));
        opened.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// What the key file holds: the key as the public tool `age-keygen` writes it, sealed with the passphrase.
    ///
    /// # Errors
    /// None that is known of.
    pub(super) fn wrap(&self, passphrase: &Passphrase, effort: Effort) -> io::Result<Vec<u8>> {
        let mut recipient = scrypt::Recipient::new(secret(passphrase));
        recipient.set_work_factor(effort.0);
        let (public, key) = (self.0.to_public(), self.0.to_string());
        let mut text = Zeroizing::new(String::with_capacity(512));
        for part in ["# public key: ", &public.to_string(), "\n", key.expose_secret(), "\n"] {
            text.push_str(part);
        }
        age::encrypt(&recipient, text.as_bytes()).map_err(io::Error::other)
    }

    /// Opens a key file. Takes about a second, and should not hold up a window.
    ///
    /// # Errors
    /// Where the passphrase is another one, or the file is no key file.
    pub(super) fn unwrap(wrapped: &[u8], passphrase: &Passphrase) -> Result<Self, UnlockFault> {
        let file = Decryptor::new_buffered(wrapped).ok().filter(Decryptor::is_scrypt).ok_or(UnlockFault::Damaged)?;
        let mut identity = scrypt::Identity::new(secret(passphrase));
        identity.set_max_work_factor(MOST_WORK);
        let text = content(file, &identity, wrapped.len()).map_err(|error| match error {
            DecryptError::DecryptionFailed => UnlockFault::WrongPassphrase,
            _ => UnlockFault::Damaged,
        })?;
        let text = std::str::from_utf8(&text).or(Err(UnlockFault::Damaged))?;
        text.lines().find_map(|line| line.trim().parse().ok()).map(Self).ok_or(UnlockFault::Damaged)
    }
}

/// Says nothing of it.
impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key")
    }
}

fn secret(passphrase: &Passphrase) -> SecretString {
    passphrase.as_str().to_owned().into()
}

/// Reads a file of the format `age`, into memory that need not grow and so leaves no copies behind.
fn content(file: Decryptor<&[u8]>, identity: &dyn Identity, most: usize) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut content = Zeroizing::new(Vec::with_capacity(most));
    file.decrypt(once(identity))?.read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase() -> Passphrase {
        Passphrase::typed("tea and rain")
    }

    #[test]
    fn what_is_sealed_is_opened_by_the_same_key_alone() {
        let key = Key::new();
        for length in [0, 1, 600, 70_000, 200_000] {
            let content: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let sealed = key.seal(&content).unwrap();
            assert_eq!(*key.open(&sealed).unwrap(), content);
            assert_eq!(Key::new().open(&sealed).unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }

    #[test]
    fn one_bit_is_enough_to_tell_that_a_file_is_damaged() {
        let key = Key::new();
        let sealed = key.seal(b"{\"answers\": {}}").unwrap();
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(key.open(&damaged).unwrap_err().kind(), io::ErrorKind::InvalidData, "byte {at}");
            assert_eq!(key.open(&sealed[..at]).unwrap_err().kind(), io::ErrorKind::InvalidData, "first {at} bytes");
        }
    }

    #[test]
    fn the_passphrase_opens_the_key_file_and_another_one_does_not() {
        let key = Key::new();
        let wrapped = key.wrap(&passphrase(), Effort::LITTLE).unwrap();
        let sealed = key.seal(b"tea").unwrap();
        assert_eq!(**Key::unwrap(&wrapped, &passphrase()).unwrap().open(&sealed).unwrap(), *b"tea");
        for wrong in ["", "Tea and rain", "tea and rain ", "tea  and rain"] {
            let fault = Key::unwrap(&wrapped, &Passphrase::typed(wrong)).unwrap_err();
            assert!(matches!(fault, UnlockFault::WrongPassphrase), "{wrong}: {fault:?}");
        }
    }

    #[test]
    fn a_damaged_key_file_opens_nothing() {
        let wrapped = Key::new().wrap(&passphrase(), Effort::LITTLE).unwrap();
        for at in 0..wrapped.len() {
            let mut damaged = wrapped.clone();
            damaged[at] ^= 1;
            Key::unwrap(&damaged, &passphrase()).unwrap_err();
            let fault = Key::unwrap(&wrapped[..at], &passphrase()).unwrap_err();
            assert!(matches!(fault, UnlockFault::Damaged), "first {at} bytes: {fault:?}");
        }
        // A file that is sealed, but not with a passphrase; and one that holds no key.
        let sealed = Key::new().seal(b"tea").unwrap();
        assert!(matches!(Key::unwrap(&sealed, &passphrase()), Err(UnlockFault::Damaged)));
        let mut recipient = scrypt::Recipient::new(secret(&passphrase()));
        recipient.set_work_factor(2);
        let other = age::encrypt(&recipient, b"tea").unwrap();
        assert!(matches!(Key::unwrap(&other, &passphrase()), Err(UnlockFault::Damaged)));
    }

    #[test]
    fn it_is_not_to_be_seen_in_messages() {
        assert_eq!(format!("{:?}", Key::new()), "Key");
    }
}
