//! Content and migrations are compiled in; without this, a file added to them would not be noticed.

fn main() {
    println!("cargo::rerun-if-changed=../../content");
    println!("cargo::rerun-if-changed=../../migrations");
}
