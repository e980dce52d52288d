//! The two databases, and the only file that names both.
//!
//! SQLite is one file with one writer connection and a few readers; PostgreSQL is a pool. A query is
//! one function with one SQL text (`$1` works on both) that takes a [`Conn`] and runs through `on!`.

use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool, SqlitePoolOptions};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use std::str::FromStr;
use std::time::Duration;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Connections that read while the one writer writes.
const SQLITE_READERS: u32 = 4;
/// Connections one node holds to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a request waits for a free connection before it says that the portal is busy.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection to PostgreSQL lies idle before it is asked whether it is still alive.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// The database of an installation.
#[derive(Debug, Clone)]
pub enum Db {
    /// One file.
    Sqlite {
        /// The single connection that writes.
        writer: SqlitePool,
        /// Connections that only read.
        readers: SqlitePool,
    },
    /// A server, shared by several nodes.
    Postgres(PgPool),
}

/// A connection, inside a transaction or not, borrowed for one query.
pub enum Conn<'a> {
    /// To SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// To PostgreSQL.
    Postgres(&'a mut PgConnection),
}

impl Conn<'_> {
    /// The same connection, for one more query.
    pub fn again(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(connection),
            Self::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

/// Runs one body on whichever database the connection belongs to.
#[macro_export]
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}

/// A connection held for a few reads that need not see one moment.
pub enum Reader {
    /// To SQLite.
    Sqlite(sqlx::pool::PoolConnection<sqlx::Sqlite>),
    /// To PostgreSQL.
    Postgres(sqlx::pool::PoolConnection<sqlx::Postgres>),
}

/// A transaction. Dropped without [`Tx::commit`], it leaves no trace.
pub enum Tx {
    /// On SQLite's single writer.
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Reader {
    /// The connection, for one query.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(&mut *connection),
            Self::Postgres(connection) => Conn::Postgres(&mut *connection),
        }
    }
}

impl Tx {
    /// The connection, for one query.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(transaction) => Conn::Sqlite(&mut *transaction),
            Self::Postgres(transaction) => Conn::Postgres(&mut *transaction),
        }
    }

    /// Makes everything done in it last. Durable when this returns.
    ///
    /// # Errors
    /// When the database refuses; nothing was then changed.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }
}

/// How an operation holds an organisation's points while it works on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// With others like it.
    Together,
    /// Alone: for a batch or a freeze.
    Alone,
}

impl Tx {
    /// Holds something until the transaction ends, without leaving a mark in any row. SQLite has one
    /// writer at a time anyway.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hold(&mut self, what: i64, hold: Hold) -> sqlx::Result<()> {
        let Self::Postgres(transaction) = self else { return Ok(()) };
        let sql = match hold {
            Hold::Together => "SELECT pg_advisory_xact_lock_shared($1)",
            Hold::Alone => "SELECT pg_advisory_xact_lock($1)",
        };
        sqlx::query(sql).bind(what).execute(&mut **transaction).await.map(|_| ())
    }
}

impl Db {
    /// Opens the database a URL names: `sqlite://path/to/file.db` (made if absent) or `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be reached or opened.
    pub async fn connect(url: &str) -> sqlx::Result<Self> {
        if url.starts_with("postgres") {
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                // Asked whether it is alive when it was put back; again only after a while.
                .test_before_acquire(false)
                .before_acquire(|connection, state| {
                    Box::pin(async move {
                        if state.idle_for >= TRUSTED_FOR {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect(url)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // A list comes over from the connection's thread in one go, not in turns.
            .row_buffer_size(256)
            // Deleted words are overwritten in the file, not only unlinked.
            .pragma("secure_delete", "ON");
        let pool = |connections, options| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
                .test_before_acquire(false) // a file does not hang up
                .connect_with(options)
        };
        let writer = pool(1, options.clone()).await?;
        let readers = pool(SQLITE_READERS, options).await?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// Brings the schema up to this version of the portal.
    ///
    /// # Errors
    /// When a migration fails, or the database has been migrated by a newer version.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
    }

    /// Whether every migration of this version has been applied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_migrated(&self) -> sqlx::Result<bool> {
        const SQL: &str = "SELECT count(*) FROM _sqlx_migrations WHERE success";
        let (applied, known) = match self {
            Self::Sqlite { readers, .. } => {
                (sqlx::query_scalar::<_, i64>(SQL).fetch_one(readers).await, SQLITE_MIGRATIONS.iter().count())
            }
            Self::Postgres(pool) => {
                (sqlx::query_scalar::<_, i64>(SQL).fetch_one(pool).await, POSTGRES_MIGRATIONS.iter().count())
            }
        };
        match applied {
            Ok(applied) => Ok(usize::try_from(applied) == Ok(known)),
            // The table of migrations is itself made by the first of them.
            Err(sqlx::Error::Database(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none is free in time.
    pub async fn reader(&self) -> sqlx::Result<Reader> {
        match self {
            Self::Sqlite { readers, .. } => readers.acquire().await.map(Reader::Sqlite),
            Self::Postgres(pool) => pool.acquire().await.map(Reader::Postgres),
        }
    }

    /// A transaction for writing.
    ///
    /// # Errors
    /// When none can be begun in time.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        match self {
            // IMMEDIATE: another process (a command) may write too, and a late lock cannot be waited for.
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
        }
    }

    /// Rewrites what deleted rows have left behind: on SQLite the whole file and the write-ahead log, on
    /// PostgreSQL these tables.
    ///
    /// # Errors
    /// When the database refuses. Nothing is lost by it, and it can be done again.
    pub async fn scrub(&self, tables: &'static [&'static str]) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                let mut connection = writer.acquire().await?;
                for sql in ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
                    sqlx::query(sql).execute(&mut *connection).await?;
                }
            }
            Self::Postgres(pool) => {
                for table in tables {
                    sqlx::query(sqlx::AssertSqlSafe(format!("VACUUM {table}"))).execute(pool).await?;
                }
            }
        }
        Ok(())
    }

    /// Closes every connection; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
