//! Every setting, in one place: its key, its variable, what it is for and what is allowed.
//!
//! Settings come from one TOML file (`--config FILE`) and from `AFTERWORD_*` variables, which win.
//! A key or value that is not understood is refused by name. docs/admin-guide.md has the same list,
//! and a test compares the two.

use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The settings of an installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where to listen, as address:port.
    pub listen: SocketAddr,
    /// The address people open. Without it, http on the address listened to.
    pub public_url: Option<PublicUrl>,
    /// Where the default database and mail folder lie.
    pub data_dir: PathBuf,
    /// The database. Without it, an SQLite file in the data directory.
    pub database_url: Option<DatabaseUrl>,
    /// Where the key ring lies: never in the data directory, outside a demo.
    pub key_dir: PathBuf,
    /// A folder of content in place of the one compiled in.
    pub content_dir: Option<PathBuf>,
    /// An SMTP server for letters. Without it they are written to `mail/` in the data directory.
    pub smtp_url: Option<SmtpUrl>,
    /// Who letters come from.
    pub mail_from: String,
    /// Minutes without use after which a session is locked.
    pub idle_minutes: Within<1, 240>,
    /// Days after which the last backup that holds something deleted has expired.
    pub backup_days: Within<0, 35>,
    /// The time zone in which times are shown.
    pub time_zone: TimeZone,
    /// Whether a proxy of ours passes people's network addresses in `X-Forwarded-For`.
    pub behind_proxy: Flag,
    /// How much is logged, as `tracing` writes it: `info`, `warn,services=debug`.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: None,
            data_dir: PathBuf::from("/var/lib/afterword"),
            database_url: None,
            key_dir: PathBuf::from("/etc/afterword/keys"),
            content_dir: None,
            smtp_url: None,
            mail_from: "Afterword <afterword@localhost>".to_owned(),
            idle_minutes: Within(15),
            backup_days: Within(35),
            time_zone: TimeZone("Europe/London".to_owned()),
            behind_proxy: Flag(false),
            log: "info".to_owned(),
        }
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration file {path} is not TOML: {message}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        message: String,
    },
    /// A key or value is not understood.
    #[error("{place}: {message}")]
    Value {
        /// The key, and the variable that sets it.
        place: String,
        /// What is wrong and what is allowed.
        message: String,
    },
}

impl Config {
    /// Reads the file, if one is named, and then the variables.
    ///
    /// # Errors
    /// When the file cannot be read, or a key or value is not understood.
    pub fn load(
        file: Option<&Path>,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table = match file {
            Some(path) => read_file(path)?,
            None => Table::new(),
        };
        for (name, value) in variables {
            // AFTERWORD_CONFIG names the file itself.
            if let Some(key) = name.strip_prefix("AFTERWORD_").filter(|key| *key != "CONFIG") {
                table.insert(key.to_lowercase(), Value::String(value));
            }
        }
        serde_path_to_error::deserialize(Value::Table(table)).map_err(|error| {
            let key = error.path().to_string();
            let message = error.into_inner().message().to_owned();
            let place = if key == "." || key.is_empty() {
                "configuration".to_owned()
            } else {
                format!("{key} (AFTERWORD_{})", key.to_uppercase())
            };
            ConfigError::Value { place, message }
        })
    }

    /// The database's URL.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database_url.as_ref().map_or_else(
            || format!("sqlite://{}", self.data_dir.join("afterword.db").display()),
            |url| url.0.clone(),
        )
    }

    /// The address people open, without a final slash.
    #[must_use]
    pub fn public_url(&self) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://{}", self.listen), |url| url.0.clone())
    }
}

fn read_file(path: &Path) -> Result<Table, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
    text.parse().map_err(|error: toml::de::Error| ConfigError::Toml {
        path: path.to_owned(),
        message: error.to_string(),
    })
}

/// A text with rules of its own.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $check:expr, $allowed:literal) => {
        $(#[$doc])*
        #[derive(Clone, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(pub String);

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let check: fn(&str) -> bool = $check;
                if check(&text) { Ok(Self(text)) } else { Err($allowed) }
            }
        }

        // Such a text may hold a password: it is never shown.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }
    };
}

checked_text!(
    /// Where the database is.
    DatabaseUrl,
    |url| url.starts_with("sqlite://") || url.starts_with("postgres://") || url.starts_with("postgresql://"),
    "must begin with sqlite:// (a file) or postgres:// (a server)"
);
checked_text!(
    /// The address people open.
    PublicUrl,
    |url| {
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ']))
    },
    "must be like https://afterword.hospice.example, without a path or a final slash"
);
checked_text!(
    /// Where letters are handed over.
    SmtpUrl,
    |url| url.starts_with("smtp://") || url.starts_with("smtps://"),
    "must begin with smtps:// or smtp://, like smtps://user:password@mail.example:465"
);
checked_text!(
    /// A time zone by its IANA name.
    TimeZone,
    |name| services::is_time_zone(name),
    "must be a time zone by its IANA name, like Europe/London"
);

/// A whole number between two others, written as a number or (in a variable) as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within<const LEAST: i64, const MOST: i64>(pub i64);

impl<'de, const LEAST: i64, const MOST: i64> Deserialize<'de> for Within<LEAST, MOST> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = match Value::deserialize(deserializer)? {
            Value::Integer(number) => Some(number),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        number
            .filter(|number| (LEAST..=MOST).contains(number))
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom(format!("must be a whole number from {LEAST} to {MOST}")))
    }
}

/// Yes or no, written as a boolean or (in a variable) as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Boolean(flag) => Ok(Self(flag)),
            Value::String(text) if text == "true" => Ok(Self(true)),
            Value::String(text) if text == "false" => Ok(Self(false)),
            _ => Err(serde::de::Error::custom("must be true or false")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("afterword.toml");
        std::fs::write(&path, file).expect("written");
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(Some(&path), variables).map_err(|error| error.to_string())
    }

    #[test]
    fn variables_win_over_the_file_and_the_rest_has_defaults() {
        let config = load(
            "listen = '0.0.0.0:80'\nidle_minutes = 5",
            &[("AFTERWORD_LISTEN", "127.0.0.1:4000"), ("AFTERWORD_BEHIND_PROXY", "true"), ("PATH", "/bin")],
        )
        .expect("good settings");
        assert_eq!(config.listen.to_string(), "127.0.0.1:4000");
        assert_eq!((config.idle_minutes, config.behind_proxy), (Within(5), Flag(true)));
        assert_eq!(config.database_url(), "sqlite:///var/lib/afterword/afterword.db");
        assert_eq!(config.public_url(), "http://127.0.0.1:4000");
    }

    #[test]
    fn a_wrong_key_is_refused_by_its_name_with_what_is_allowed() {
        for error in [load("lisen = '1'", &[]), load("", &[("AFTERWORD_LISEN", "1")])] {
            let error = error.expect_err("refused");
            assert!(
                error.contains("lisen") && error.contains("listen") && error.contains("idle_minutes"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_wrong_value_is_refused_by_its_key_with_what_is_allowed() {
        for (variable, value, allowed) in [
            ("AFTERWORD_LISTEN", "three thousand", "socket address"),
            ("AFTERWORD_DATABASE_URL", "mysql://x", "sqlite://"),
            ("AFTERWORD_PUBLIC_URL", "afterword.example", "https://"),
            ("AFTERWORD_PUBLIC_URL", "https://a.example/", "final slash"),
            ("AFTERWORD_IDLE_MINUTES", "0", "from 1 to 240"),
            ("AFTERWORD_BACKUP_DAYS", "90", "from 0 to 35"),
            ("AFTERWORD_TIME_ZONE", "Mars/North", "IANA"),
            ("AFTERWORD_BEHIND_PROXY", "perhaps", "true or false"),
            ("AFTERWORD_SMTP_URL", "mail.example", "smtps://"),
        ] {
            let error = load("", &[(variable, value)]).expect_err("refused");
            assert!(error.contains(variable) && error.contains(allowed), "{variable}: {error}");
        }
    }

    #[test]
    fn a_file_that_is_not_toml_is_refused_with_its_line() {
        let error = load("listen = \n", &[]).expect_err("refused");
        assert!(error.contains("afterword.toml") && error.contains("line 1"), "{error}");
    }

    #[test]
    fn nothing_secret_is_shown_by_debug() {
        let config = load("", &[("AFTERWORD_DATABASE_URL", "postgres://u:hunter2@db/a")]).expect("good");
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn the_admin_guide_names_every_setting() {
        let guide = include_str!("../../docs/admin-guide.md");
        let message = load("x = 1", &[]).expect_err("an unknown key lists the known ones");
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        assert!(known.len() >= 13, "{message}");
        for key in known {
            let variable = format!("AFTERWORD_{}", key.to_uppercase());
            assert!(
                guide.contains(&format!("`{key}`")) && guide.contains(&variable),
                "{key} is not in the guide"
            );
        }
    }
}
