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
        let mut output = Vec::new();
        let args = DeidArgs { text, certainty: Least::Likely };
        let result = deid(&args, input.as_bytes(), &mut output).map_err(|error| error.to_string());
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
    fn plain_text_comes_back_marked() {
        assert_eq!(run("Mrs Okafor died.", true).1, "[NAME: Mrs Okafor] died.");
    }
}
