//! Running another program of this computer, and not waiting for ever.

use std::io::{self, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// More than this is not read of what a program says.
const MOST_SAID: u64 = 256 * 1024;
/// How long to wait before looking again whether the program has ended.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// What came of running a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    /// True for exit status 0.
    pub(super) well: bool,
    /// What stood on standard output.
    pub(super) output: String,
    /// What stood on standard error.
    pub(super) errors: String,
}

/// Runs a program with this on its standard input, in plain English, and waits so long at most; then it is ended.
///
/// # Errors
/// Where it cannot be run. [`io::ErrorKind::TimedOut`] where it took too long.
pub(super) fn run(mut command: Command, input: Vec<u8>, patience: Duration) -> io::Result<Ended> {
    let give_up = Instant::now() + patience;
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let output = listen(child.stdout.take());
    let errors = listen(child.stderr.take());
    if let Some(mut to) = child.stdin.take() {
        // A program that reads nothing of it, or not all, ends all the same.
        thread::spawn(move || to.write_all(&input).ok());
    }
    let status: ExitStatus = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() >= give_up {
            child.kill().ok();
            child.wait().ok();
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(BETWEEN_LOOKS);
    };
    // What the program left running may keep its outputs open.
    let rest = |said: &Receiver<String>| {
        let left = give_up.saturating_duration_since(Instant::now());
        said.recv_timeout(left).unwrap_or_default()
    };
    Ok(Ended { well: status.success(), output: rest(&output), errors: rest(&errors) })
}

fn listen(from: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(from) = from {
            from.take(MOST_SAID).read_to_end(&mut said).ok();
        }
        // Nobody listens any more where the program took too long.
        send.send(String::from_utf8_lossy(&said).into_owned()).ok();
    });
    receive
}
