//! Builds `lexicon/lexicon.bin`: the map of the plain lists in `lexicon/source/`, then the weights learnt from
//! the texts in `training/`.
//!
//! `cargo run --release --features build --example build-lexicon`
//!
//! For trials: `-- --out FILE`, `--texts FOLDER`, `--without PREFIX` (leaves out training files that begin so),
//! `--no-training`, `--bits N`, `--rounds N`, `--rate X`, `--sparsity X`, `--decay X`, `--decoys X`, `--again X`, `--looks N`,
//! `--renamed N`.

#![allow(clippy::disallowed_methods, reason = "it never goes to a page")]

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use deid::Lexicon;
use deid::lexicon_build::{Lists, build};
use deid::train::{Marked, Names, Settings, parse, train};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

struct Trial {
    out: PathBuf,
    texts: PathBuf,
    without: Vec<String>,
    training: bool,
    settings: Settings,
}

fn main() -> Outcome<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let trial = trial(home)?;
    let read = |names: &[&str]| -> io::Result<String> {
        let mut all = String::new();
        for name in names {
            all.push_str(&std::fs::read_to_string(home.join("lexicon/source").join(name))?);
            all.push('\n');
        }
        Ok(all)
    };
    let lists = Lists {
        common: read(&["english-common.txt"])?,
        given: read(&["names-given.txt", "names-given-composed.txt"])?,
        family: read(&["names-family-composed.txt"])?,
        names_also_words: read(&["names-also-words.txt"])?,
        words_also_names: read(&["words-also-names.txt"])?,
        groups: read(&["groups.txt"])?,
        not_names: read(&["not-names.txt"])?,
        clinical: read(&["clinical.txt", "brands.txt", "foreign-words.txt", "shorthand.txt"])?,
        eponyms: read(&["eponyms.txt", "eponyms-more.txt"])?,
        places: read(&["places.txt"])?,
        proper: read(&["safe-proper.txt"])?,
    };
    let (mut bytes, words) = build(&lists)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{words} words, {} bytes", bytes.len())?;
    if trial.training {
        let texts = texts(&trial)?;
        let names =
            Names { people: listed(&[&lists.given, &lists.family]), places: listed(&[&lists.places]) };
        let (weights, kept) = train(&texts, &names, &Lexicon::from_bytes(&bytes)?, trial.settings);
        writeln!(out, "{} texts, {kept} weights, {} bytes", texts.len(), weights.len())?;
        bytes.extend(weights);
    }
    std::fs::write(&trial.out, &bytes)?;
    Ok(())
}

fn trial(home: &Path) -> Outcome<Trial> {
    let mut trial = Trial {
        out: home.join("lexicon/lexicon.bin"),
        texts: home.join("training"),
        without: Vec::new(),
        training: true,
        settings: Settings::default(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--out" => trial.out = value()?.into(),
            "--texts" => trial.texts = value()?.into(),
            "--without" => trial.without.push(value()?),
            "--no-training" => trial.training = false,
            "--bits" => trial.settings.bits = value()?.parse()?,
            "--rounds" => trial.settings.rounds = value()?.parse()?,
            "--rate" => trial.settings.rate = value()?.parse()?,
            "--sparsity" => trial.settings.sparsity = value()?.parse()?,
            "--decay" => trial.settings.decay = value()?.parse()?,
            "--decoys" => trial.settings.decoys = value()?.parse()?,
            "--again" => trial.settings.again = value()?.parse()?,
            "--looks" => trial.settings.looks = value()?.parse()?,
            "--renamed" => trial.settings.renamed = value()?.parse()?,
            _ => return Err(format!("{arg} is not known").into()),
        }
    }
    Ok(trial)
}

fn texts(trial: &Trial) -> Outcome<Vec<Marked>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&trial.texts)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(".txt") && !trial.without.iter().any(|prefix| name.starts_with(prefix.as_str()))
    });
    files.sort();
    let mut all = Vec::new();
    for path in files {
        all.extend(
            parse(&std::fs::read_to_string(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?,
        );
    }
    Ok(all)
}

/// Every word of some lists, in lower case.
fn listed(lists: &[&String]) -> Vec<String> {
    let words = lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#'));
    words.flat_map(str::split_whitespace).filter(|word| word.len() > 2).map(str::to_lowercase).collect()
}
