//! `afterword`: see `afterword --help`.

use clap::Parser;
use server::commands::{Cli, run};
use std::process::ExitCode;

/// A third less processor time for a page than with the system's allocator (docs/performance.md).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the last word of a command that failed")]
            {
                eprintln!("afterword: {error}");
            }
            ExitCode::FAILURE
        }
    }
}
