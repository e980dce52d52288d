//! Private databases for tests: a PostgreSQL cluster of our own, started at first use and gone when
//! the test process ends, however it ends. SQLite needs nothing from here; a file will do.
//!
//! The work is in `postgres.sh`, which the browser tests use too.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The URL of a fresh, empty database on a cluster that never waits for the disk.
///
/// # Panics
/// When PostgreSQL's server programs are missing, saying which package brings them, or when the
/// cluster does not start. A test of PostgreSQL that cannot run has not passed.
#[must_use]
pub fn postgres_url() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(&[])).create_database()
}

/// The same with commits that reach the disk, for benchmarks.
///
/// # Panics
/// As [`postgres_url`] does.
#[must_use]
pub fn durable_postgres_url() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(&["durable"])).create_database()
}

/// The conversation with `postgres.sh`. Being static it is never dropped: the operating system closes
/// our end when the process is gone, and that is what stops the cluster.
struct Cluster(Mutex<Child>);

impl Cluster {
    fn start(arguments: &[&str]) -> Self {
        let script = Command::new("sh")
            .args(["-c", include_str!("../postgres.sh"), "postgres.sh"])
            .args(arguments)
            .process_group(0) // a signal to our group must not take the one who cleans up
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell can be started");
        Self(Mutex::new(script))
    }

    fn create_database(&self) -> String {
        // A test that panicked while asking has spoilt nothing for the others.
        let mut script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A script that has given up no longer listens, but its reason waits to be read.
        let _ = script.stdin.as_mut().expect("its input is piped").write_all(b"database\n");
        let mut answer = String::new();
        // One line is all it ever has to say at a time, so the buffer may go.
        let answers = script.stdout.as_mut().expect("its output is piped");
        BufReader::new(answers).read_line(&mut answer).expect("the script answers in UTF-8");
        match answer.trim_end().strip_prefix("error: ") {
            Some(reason) => panic!("{reason}"),
            None if answer.is_empty() => panic!("PostgreSQL was asked for before, and did not start"),
            None => answer.trim_end().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{durable_postgres_url, postgres_url};
    use std::collections::HashSet;
    use std::process::Command;

    fn ask(url: &str, sql: &str) -> String {
        let answer = Command::new("psql").args(["-Atqc", sql, url]).output().expect("psql runs");
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8(answer.stdout).expect("UTF-8").trim().to_owned()
    }

    #[test]
    fn every_call_at_once_gets_an_empty_database_of_its_own() {
        let callers: Vec<_> = (0..8).map(|_| std::thread::spawn(postgres_url)).collect();
        let urls: HashSet<_> = callers.into_iter().map(|caller| caller.join().expect("a URL")).collect();
        assert_eq!(urls.len(), 8);
        for url in &urls {
            assert_eq!(ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
            ask(url, "CREATE TABLE seen (id BIGINT)");
        }
    }

    #[test]
    fn only_the_durable_cluster_waits_for_the_disk() {
        assert_eq!(ask(&postgres_url(), "SHOW fsync"), "off");
        assert_eq!(ask(&durable_postgres_url(), "SHOW fsync"), "on");
    }
}
