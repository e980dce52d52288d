//! `afterword deid`: the identifier check on the command line. It needs no configuration, reads
//! standard input and keeps nothing.

use super::CommandError;
use clap::{Args, ValueEnum};
use deid::{Certainty, Lexicon, at_least, find};
use std::io::{BufRead, Write};

/// How it is asked to answer.
#[derive(Debug, Args)]
pub struct DeidArgs {
    /// Take plain text instead of JSON, and mark what was found in it: [NAME: Mrs Okafor].
    #[arg(long)]
    text: bool,
    /// How certain a finding must be to be written.
    #[arg(long, value_enum, default_value = "likely")]
    certainty: Least,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Least {
    /// Only what can be nothing else.
    Certain,
    /// Also what is probably an identifier.
    Likely,
    /// Also what a person should look at.
    Look,
}

/// Answers line by line as they come. A line that cannot be read ends it, after every line before it
/// has been answered whole.
pub fn deid(args: &DeidArgs, input: impl BufRead, mut output: impl Write) -> Result<(), CommandError> {
    let lexicon = Lexicon::embedded();
    let least = match args.certainty {
        Least::Certain => Certainty::Certain,
        Least::Likely => Certainty::Likely,
        Least::Look => Certainty::Look,
    };
    if args.text {
        let text = std::io::read_to_string(input).map_err(|error| CommandError::Other(format!("{error}")))?;
        let findings = at_least(find(&text, lexicon), least);
        return write!(output, "{}", deid::markup::mark_up(&text, &findings)).or_else(ended);
    }
    for (number, line) in input.lines().enumerate() {
        let at = |what: String| CommandError::Other(format!("line {}: {what}", number + 1));
        let line = line.map_err(|error| at(error.to_string()))?;
        let answer = deid::lines::check_line(&line, lexicon, least).map_err(|error| at(error.to_string()))?;
        writeln!(output, "{answer}").or_else(ended)?;
    }
    output.flush().or_else(ended)
}

/// A reader that has seen enough closes its end; that is no mistake.
fn ended(error: std::io::Error) -> Result<(), CommandError> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        Ok(())
    } else {
        Err(CommandError::Other(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(input: &str, text: bool) -> (Result<(), String>, String) {
        run_with(input.as_bytes(), &DeidArgs { text, certainty: Least::Likely })
    }

    fn run_with(input: &[u8], args: &DeidArgs) -> (Result<(), String>, String) {
        let mut output = Vec::new();
        let result = deid(args, input, &mut output).map_err(|error| error.to_string());
        (result, String::from_utf8(output).expect("UTF-8"))
    }

    #[test]
    fn lines_are_answered_in_order_with_offsets_in_characters() {
        let (result, output) =
            run("{\"id\":\"a\",\"text\":\"Café. Mrs Okafor died.\"}\n{\"id\":\"b\",\"text\":\"\"}\n", false);
        assert_eq!(result, Ok(()));
        let lines: Vec<&str> = output.lines().collect();
        assert!(lines[0].contains("\"start\":6,\"end\":16,\"label\":\"NAME\""), "{output}");
        assert_eq!(lines[1], "{\"id\":\"b\",\"spans\":[]}");
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_nothing_is_half_written() {
        let (result, output) = run("{\"id\":\"a\",\"text\":\"Fine.\"}\n{\"id\":\n", false);
        assert!(result.is_err_and(|words| words.starts_with("line 2: ")));
        assert_eq!(output, "{\"id\":\"a\",\"spans\":[]}\n");
    }

    #[test]
    fn a_line_that_is_no_text_is_named_by_its_number() {
        let args = DeidArgs { text: false, certainty: Least::Likely };
        let (result, output) = run_with(b"{\"id\":\"a\",\"text\":\"Fine.\"}\n\xff\xfe\n", &args);
        assert!(result.is_err_and(|words| words.starts_with("line 2: ")));
        assert_eq!(output, "{\"id\":\"a\",\"spans\":[]}\n");
    }

    #[test]
    fn certainty_chooses_what_is_written() {
        let line = b"{\"id\":\"a\",\"text\":\"Mrs Okafor rang from Fernlea Court. Tozzie came on the 19th, and Zorvik too.\"}\n";
        let count = |certainty| {
            let (result, output) = run_with(line, &DeidArgs { text: false, certainty });
            assert_eq!(result, Ok(()));
            output.matches("\"start\"").count()
        };
        let (certain, likely, look) = (count(Least::Certain), count(Least::Likely), count(Least::Look));
        assert!(0 < certain && certain < likely && likely <= look, "{certain} {likely} {look}");
    }

    #[test]
    fn each_line_is_answered_before_the_next_is_read() {
        /// Gives one line, then shows how much had been written when more was asked for.
        struct Slow<'a>(&'a std::cell::RefCell<Vec<u8>>, u8);
        impl std::io::Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                self.1 += 1;
                if self.1 == 1 {
                    let line = b"{\"id\":\"a\",\"text\":\"Fine.\"}\n";
                    buffer[..line.len()].copy_from_slice(line);
                    return Ok(line.len());
                }
                assert!(!self.0.borrow().is_empty(), "the first line was not answered yet");
                Ok(0)
            }
        }
        struct Shared<'a>(&'a std::cell::RefCell<Vec<u8>>);
        impl Write for Shared<'_> {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.borrow_mut().write(bytes)
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let written = std::cell::RefCell::new(Vec::new());
        let args = DeidArgs { text: false, certainty: Least::Likely };
        deid(&args, std::io::BufReader::new(Slow(&written, 0)), Shared(&written)).expect("answered");
    }

    #[test]
    fn plain_text_comes_back_marked() {
        assert_eq!(run("Mrs Okafor died.", true).1, "[NAME: Mrs Okafor] died.");
    }
}
