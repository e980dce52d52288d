//! What a browser says of itself, in words for "your last sign-ins". Coarse on purpose: enough to
//! notice a strange one, too little to follow a person by.

/// Browser and system in a few words: "Chrome on Android". Unknown ones are "A browser".
#[must_use]
pub fn device_words(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, words)| *words)
    };
    // Order matters: Edge and Samsung's browser also call themselves Chrome, and Chrome calls itself Safari.
    let browser = first(&[
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, _) => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_words;

    #[test]
    fn common_browsers_are_named_and_nothing_typed_gets_through() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(device_words(edge), "Edge on Windows");
        let phone =
            "Mozilla/5.0 (Linux; Android 9; SM-J330) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36";
        assert_eq!(device_words(phone), "Chrome on Android");
        assert_eq!(device_words("<script>alert(1)</script>"), "A browser");
    }
}
