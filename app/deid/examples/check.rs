//! Checks JSON lines from standard input: `cargo run --release --features serde --example check < in.jsonl > out.jsonl`.

use std::io::{self, BufRead, Write};

use deid::{Certainty, Lexicon, lines::check_line};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let least = match std::env::args().nth(1) {
        Some(code) => code.parse()?,
        None => Certainty::Likely,
    };
    // A lexicon on trial may be given as a second argument.
    let trial = match std::env::args().nth(2) {
        Some(path) => Some(Lexicon::from_bytes(&std::fs::read(path)?)?),
        None => None,
    };
    let lexicon = trial.as_ref().unwrap_or_else(|| Lexicon::embedded());
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        let answer =
            check_line(&line, lexicon, least).map_err(|error| format!("line {}: {error}", number + 1))?;
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
