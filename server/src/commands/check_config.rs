//! `afterword check-config`.

use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, OpenError, check_key_dir, load_content};
use services::sealing::read_key_files;

/// Checks what can be checked without touching the database, and says what is in force. Passwords in
/// URLs are not shown.
pub async fn check_config(config: &Config) -> Result<(), CommandError> {
    check_key_dir(config, Keys::Apart)?;
    load_content(config).map_err(OpenError::from)?;
    let keys = read_key_files(&config.key_dir).map_err(|error| CommandError::Other(error.to_string()))?;
    let kind = if config.database_url().starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
    let mail = if config.smtp_url.is_some() { "by SMTP" } else { "to a folder" };
    say(&format!("listen         {}", config.listen));
    say(&format!("public_url     {}", config.public_url()));
    say(&format!("data_dir       {}", config.data_dir.display()));
    say(&format!("database_url   {kind}"));
    say(&format!("key_dir        {} ({} keys)", config.key_dir.display(), keys.len()));
    say(&format!(
        "content_dir    {}",
        config.content_dir.as_ref().map_or("compiled in".into(), |dir| dir.display().to_string())
    ));
    say(&format!("mail           {mail}, from {}", config.mail_from));
    say(&format!("idle_minutes   {}", config.idle_minutes.0));
    say(&format!("backup_days    {}", config.backup_days.0));
    say(&format!("time_zone      {}", config.time_zone.0));
    say(&format!("behind_proxy   {}", config.behind_proxy.0));
    say(&format!("log            {}", config.log));
    say("The configuration is good.");
    Ok(())
}
