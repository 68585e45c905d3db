//! `anteroom evaluate`: many forms, in order, in constant memory, on all cores.

use super::arguments::Evaluate;
use super::{Done, Failure, Outcome, answers_file, say};
use crate::output::batch::{Batch, error_line};
use crate::questionnaire::Form;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// So many bytes are read at once.
const CHUNK: usize = 256 * 1024;
/// A longer line is refused, so that memory stays bounded.
const LONGEST_LINE: usize = 16 * 1024 * 1024;
/// So many chunks may wait for each worker, and results for the writer.
const WAITING: usize = 2;

pub(super) fn run(arguments: &Evaluate) -> Done {
    let form = answers_file::form(&arguments.which.panel)?;
    let inputs = inputs(&arguments.files)?;
    let counts = evaluate(&form, inputs)?;
    if counts.faulty > 0 {
        say(&format!("anteroom: {} of {} lines could not be read", counts.faulty, counts.lines));
        return Ok(Outcome::Faulty);
    }
    Ok(Outcome::Fine)
}

fn inputs(files: &[PathBuf]) -> Result<Vec<Box<dyn Read + Send>>, Failure> {
    if files.is_empty() {
        return Ok(vec![Box::new(io::stdin())]);
    }
    let open = |path: &PathBuf| -> Result<Box<dyn Read + Send>, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Box::new(io::stdin()));
        }
        match File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(Failure::input(format!("{} cannot be read: {error}", path.display()))),
        }
    };
    files.iter().map(open).collect()
}

#[derive(Default)]
struct Counts {
    lines: u64,
    faulty: u64,
}

/// Whole lines for one worker.
type Chunk = Vec<u8>;

/// What a worker made of a chunk.
struct Evaluated {
    text: Vec<u8>,
    counts: Counts,
}

impl Evaluated {
    fn add(&mut self, line: &str, batch: &mut Batch) {
        if !line.trim_ascii_start().is_empty() {
            self.counts.lines += 1;
            self.counts.faulty += u64::from(!batch.line(line, &mut self.text));
        }
    }

    fn refuse(&mut self, why: &str) {
        self.counts.lines += 1;
        self.counts.faulty += 1;
        error_line("", why, &mut self.text);
    }
}

/// One reader hands chunks to the workers in turn; the writer takes their results in the same turn, so the order stays.
fn evaluate(form: &Form, inputs: Vec<Box<dyn Read + Send>>) -> Result<Counts, Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (mut chunks, mut results) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (chunk_sender, chunk_receiver) = sync_channel::<Chunk>(WAITING);
            let (result_sender, result_receiver) = sync_channel::<Evaluated>(WAITING);
            scope.spawn(move || work(form, &chunk_receiver, &result_sender));
            chunks.push(chunk_sender);
            results.push(result_receiver);
        }
        let reader = scope.spawn(move || read_chunks(inputs, &chunks));
        let written = write(&results);
        // Workers and reader end once nobody takes what they send.
        drop(results);
        let read = reader.join().unwrap_or_else(|_panic| Err(io::Error::other("reading ended early")));
        let counts = written?;
        read.map_err(|error| Failure::input(format!("the answers cannot be read to their end: {error}")))?;
        Ok(counts)
    })
}

fn work(form: &Form, chunks: &Receiver<Chunk>, results: &SyncSender<Evaluated>) {
    let mut batch = Batch::new(form);
    while let Ok(chunk) = chunks.recv() {
        let mut evaluated = Evaluated { text: Vec::with_capacity(chunk.len() * 2), counts: Counts::default() };
        match std::str::from_utf8(&chunk) {
            Ok(text) => text.split('\n').for_each(|line| evaluated.add(line, &mut batch)),
            Err(_) => chunk.split(|byte| *byte == b'\n').for_each(|line| match std::str::from_utf8(line) {
                Ok(line) => evaluated.add(line, &mut batch),
                Err(_) => evaluated.refuse("this line is not UTF-8 text"),
            }),
        }
        if results.send(evaluated).is_err() {
            return;
        }
    }
}

/// Cuts the inputs into chunks of whole lines and deals them out in turn.
fn read_chunks(inputs: Vec<Box<dyn Read + Send>>, workers: &[SyncSender<Chunk>]) -> io::Result<()> {
    let mut turn = workers.iter().cycle();
    let mut deal = |chunk: Chunk| turn.next().is_some_and(|worker| worker.send(chunk).is_ok());
    for mut input in inputs {
        let mut pending: Vec<u8> = Vec::new();
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = match input.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let Some(fresh) = buffer.get(..read).filter(|fresh| !fresh.is_empty()) else { break };
            let Some(end) = fresh.iter().rposition(|byte| *byte == b'\n') else {
                keep(fresh, &mut pending);
                continue;
            };
            let (whole, rest) = fresh.split_at(end + 1);
            keep(whole, &mut pending);
            if !deal(std::mem::replace(&mut pending, rest.to_vec())) {
                return Ok(());
            }
        }
        if !pending.is_empty() && !deal(pending) {
            return Ok(());
        }
    }
    Ok(())
}

/// Adds to what is pending. Of a line that is far too long only the beginning is kept, which then cannot be read.
fn keep(fresh: &[u8], pending: &mut Vec<u8>) {
    if pending.len() < LONGEST_LINE {
        pending.extend_from_slice(fresh);
    } else if let Some(end) = fresh.iter().position(|byte| *byte == b'\n') {
        pending.extend_from_slice(fresh.get(end..).unwrap_or_default());
    }
}

fn write(results: &[Receiver<Evaluated>]) -> Result<Counts, Failure> {
    let mut out = io::stdout().lock();
    let mut progress = Progress::new();
    let mut total = Counts::default();
    for result in results.iter().cycle() {
        let Ok(evaluated) = result.recv() else { break };
        total.lines += evaluated.counts.lines;
        total.faulty += evaluated.counts.faulty;
        match out.write_all(&evaluated.text).and_then(|()| out.flush()) {
            Ok(()) => progress.show(total.lines),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(Failure::input(format!("the results cannot be written: {error}"))),
        }
    }
    progress.end();
    Ok(total)
}

/// "120,000 forms", on a terminal, twice a second.
struct Progress {
    terminal: bool,
    shown: Option<Instant>,
    began: Instant,
}

impl Progress {
    fn new() -> Self {
        Self { terminal: io::stderr().is_terminal() && !io::stdout().is_terminal(), shown: None, began: Instant::now() }
    }

    fn show(&mut self, forms: u64) {
        let last = self.shown.unwrap_or(self.began);
        if self.terminal && last.elapsed() > Duration::from_millis(500) {
            self.shown = Some(Instant::now());
            write!(io::stderr(), "\r{forms} forms").ok();
        }
    }

    fn end(&self) {
        if self.shown.is_some() {
            write!(io::stderr(), "\r                    \r").ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_line_takes_bounded_memory_and_the_next_one_is_kept() {
        let mut pending = Vec::new();
        let fresh = vec![b'x'; CHUNK];
        for _ in 0..LONGEST_LINE / CHUNK + 40 {
            keep(&fresh, &mut pending);
        }
        assert_eq!(pending.len(), LONGEST_LINE);
        keep(b"xx\nnext\n", &mut pending);
        assert!(pending.ends_with(b"x\nnext\n"));
    }
}
