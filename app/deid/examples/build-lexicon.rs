//! Builds `lexicon/lexicon.bin` from the plain lists in `lexicon/source/`.
//!
//! `cargo run --release --features build --example build-lexicon`

use std::io::{self, Write};
use std::path::Path;

use deid::lexicon_build::{Lists, build};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let read = |names: &[&str]| -> io::Result<String> {
        let mut all = String::new();
        for name in names {
            all.push_str(&std::fs::read_to_string(home.join("source").join(name))?);
            all.push('\n');
        }
        Ok(all)
    };
    let lists = Lists {
        common: read(&["english-common.txt"])?,
        rare: read(&["english-rare.txt"])?,
        given: read(&["names-given.txt", "names-given-composed.txt"])?,
        family: read(&["names-family.txt", "names-family-composed.txt"])?,
        names_also_words: read(&["names-also-words.txt"])?,
        not_names: read(&["not-names.txt"])?,
        clinical: read(&["clinical.txt"])?,
        eponyms: read(&["eponyms.txt"])?,
        places: read(&["places.txt"])?,
        proper: read(&["safe-proper.txt"])?,
    };
    let (bytes, words) = build(&lists)?;
    std::fs::write(home.join("lexicon.bin"), &bytes)?;
    writeln!(io::stdout(), "{words} words, {} bytes", bytes.len())?;
    Ok(())
}
