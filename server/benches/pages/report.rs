//! The tables, in Markdown.

use crate::client::Timing;
use crate::process::Memory;
use std::time::Duration;

/// One page measured against the bare handler.
pub struct Row {
    pub page: String,
    /// Bytes of the answer's body.
    pub bytes: usize,
    pub portal: Side,
    pub bare: Side,
}

/// What one of the two servers did.
pub struct Side {
    pub alone: Timing,
    pub crowd: Timing,
    /// Processor time of the server for one answer of the crowd.
    pub processor: Duration,
}

/// Starts and memory on one database.
pub struct Upkeep {
    pub first_start: Duration,
    pub start: Duration,
    pub demo_start: Duration,
    pub at_rest: Memory,
    pub loaded: Memory,
    pub rested: Memory,
}

pub fn say(words: &str) {
    println!("{words}");
}

pub fn rows(database: &str, rows: &[Row]) {
    say(&format!("\n### {database}\n"));
    say(
        "| page | body kB | p50 alone ms | p95 alone ms | requests/s, 16 at once | p50 / p95, 16 at once ms \
         | server CPU µs a request | bare: p50 alone ms | bare: requests/s | bare: CPU µs \
         | times bare: p50 | requests/s | CPU |",
    );
    say("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for row in rows {
        let (portal, bare) = (&row.portal, &row.bare);
        say(&format!(
            "| {} | {:.1} | {} | {} | {:.0} | {} / {} | {} | {} | {:.0} | {} | {:.1} | 1/{:.1} | {:.1} |",
            row.page,
            row.bytes as f64 / 1000.0,
            milliseconds(portal.alone.median),
            milliseconds(portal.alone.p95),
            portal.crowd.per_second,
            milliseconds(portal.crowd.median),
            milliseconds(portal.crowd.p95),
            portal.processor.as_micros(),
            milliseconds(bare.alone.median),
            bare.crowd.per_second,
            bare.processor.as_micros(),
            portal.alone.median.as_secs_f64() / bare.alone.median.as_secs_f64(),
            bare.crowd.per_second / portal.crowd.per_second,
            portal.processor.as_secs_f64() / bare.processor.as_secs_f64().max(1e-6),
        ));
    }
}

pub fn upkeep(all: &[(&str, Upkeep)]) {
    if all.is_empty() {
        return;
    }
    say("\n### Start and memory\n");
    say(
        "| database | start ms | first start, empty ms | first demo start ms | at rest MB | peak MB | 15 s after MB |",
    );
    say("|---|---|---|---|---|---|---|");
    for (database, upkeep) in all {
        say(&format!(
            "| {database} | {:.0} | {:.0} | {:.0} | {:.1} | {:.1} | {:.1} |",
            upkeep.start.as_secs_f64() * 1e3,
            upkeep.first_start.as_secs_f64() * 1e3,
            upkeep.demo_start.as_secs_f64() * 1e3,
            upkeep.at_rest.now,
            upkeep.loaded.peak,
            upkeep.rested.now,
        ));
    }
}

pub fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}
