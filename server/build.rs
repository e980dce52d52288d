//! Turns the built site (`target/site`) into a table compiled into the binary, so that one file is
//! the whole portal. Names carry a hash of the content, so a browser may keep them for ever, and the
//! compressed forms are made once, here, at the best level there is.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names OUT_DIR"));
    let site = site();
    println!("cargo:rerun-if-changed={}", site.display());

    let mut files: Vec<PathBuf> = fs::read_dir(&site)
        .expect("the site can be listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();

    let mut table = String::from("&[\n");
    for file in &files {
        // Folders would be scripts imported by relative path, which a hashed name breaks.
        assert!(file.is_file(), "{} is not a plain file", file.display());
        println!("cargo:rerun-if-changed={}", file.display());
        table.push_str(&entry(file, &out));
    }
    table.push_str("]\n");
    fs::write(out.join("assets.rs"), table).expect("OUT_DIR can be written");
}

/// Where the site is. It may not be built yet, and unit tests do without it: an empty folder stands
/// in, because cargo would run this script every time for a folder that is not there.
fn site() -> PathBuf {
    println!("cargo:rerun-if-env-changed=AFTERWORD_SITE");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package"));
    let site = env::var_os("AFTERWORD_SITE").map_or_else(|| manifest.join("../target/site"), PathBuf::from);
    fs::create_dir_all(&site).expect("the site's folder can be made");
    site.canonicalize().expect("the folder is there")
}

/// One line of the table, with the file's three forms written where it finds them.
fn entry(file: &Path, out: &Path) -> String {
    let name = file.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
    let (stem, extension) = name.rsplit_once('.').unwrap_or_else(|| panic!("{name} has no extension"));
    let content_type = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "bin" => "application/octet-stream",
        _ => panic!("no content type is known for {name}"),
    };
    let body = fs::read(file).expect("a built file can be read");
    let hash = Sha256::digest(&body)[..8].iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    });

    let kept = |form: &str, bytes: &[u8]| {
        let path = out.join(format!("{name}{form}"));
        fs::write(&path, bytes).expect("OUT_DIR can be written");
        format!("include_bytes!({path:?})")
    };
    format!(
        "Asset {{ name: {name:?}, path: \"/assets/{stem}.{hash}.{extension}\", content_type: {content_type:?}, \
         etag: \"W/\\\"{hash}\\\"\", body: {}, brotli: {}, gzip: {} }},\n",
        kept("", &body),
        kept(".br", &brotli(&body)),
        kept(".gz", &gzip(&body)),
    )
}

fn brotli(body: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &body[..], &mut compressed, &settings).expect("memory takes every write");
    compressed
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).expect("memory takes every write");
    encoder.finish().expect("memory takes every write")
}
