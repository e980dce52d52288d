//! The requests a browser would send, and the form it would post.

use crate::client::{Answer, ask};
use crate::seed::Login;
use domain::ids::ReflectionId;
use std::fmt::Write as _;
use std::net::SocketAddr;

/// What else a browser says with every request. `identity` is left out: pages are not compressed.
const BROWSER: &str = "user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
    Chrome/140.0.0.0 Safari/537.36\r\naccept: text/html,application/xhtml+xml,*/*;q=0.8\r\n\
    accept-language: en-GB,en;q=0.9\r\naccept-encoding: gzip, deflate, br\r\nsec-fetch-site: same-origin\r\n";

/// A browser: where it goes, and whose it is.
pub struct Browser {
    pub address: SocketAddr,
    cookie: String,
}

impl Browser {
    /// One that nobody has signed in with.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new() }
    }

    /// Signs in by the form.
    pub async fn sign_in(&mut self, login: &Login) {
        let form = format!("then=&email={}&password={}", encode(&login.email), encode(&login.password));
        let answer = ask(self.address, &self.post("/sign-in", &form)).await;
        assert_eq!(answer.status, 303, "signed in: {}", answer.head);
        let cookie = answer.header("set-cookie").expect("a cookie");
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
    }

    /// Asks for a page.
    pub async fn get_page(&self, path: &str) -> Answer {
        let answer = ask(self.address, &self.get(path)).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        answer
    }

    /// A request for a page.
    pub fn get(&self, path: &str) -> Vec<u8> {
        self.request("GET", path, "")
    }

    /// A posted form.
    pub fn post(&self, path: &str, form: &str) -> Vec<u8> {
        self.request("POST", path, form)
    }

    fn request(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n{BROWSER}", self.address);
        if !self.cookie.is_empty() {
            let _ = write!(request, "cookie: {}\r\n", self.cookie);
        }
        if !body.is_empty() {
            let _ = write!(
                request,
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
                body.len()
            );
        }
        request.push_str("\r\n");
        request.push_str(body);
        request.into_bytes()
    }

    /// Two bodies for the editor's form of a reflection, as the page itself carries it, with other
    /// words in each: sent in turn, each is a change.
    pub async fn forms(&self, reflection: ReflectionId) -> [String; 2] {
        let page = self.get_page(&format!("/reflections/{reflection}/write")).await;
        let page = page.text();
        let mut form = String::new();
        for name in ["template", "template-version", "base", "copy", "page", "pass"] {
            let start = format!("name=\"{name}\" value=\"");
            let value = page.split(&start).nth(1).and_then(|rest| rest.split('"').next()).expect(name);
            let _ = write!(form, "{name}={}&", encode(value));
        }
        let fields = page.split("<textarea").skip(1).filter_map(|area| {
            let name = area.split("name=\"").nth(1)?.split('"').next()?;
            let words = area.split('>').nth(1)?.split("</textarea").next()?;
            Some((name, words))
        });
        for (name, words) in fields {
            let _ = write!(form, "{name}={}&", encode(words.trim_end_matches("</textarea")));
        }
        ["how-words=worn+out", "how-words=better+now"].map(|last| {
            let others: Vec<_> = form.split('&').filter(|field| !field.starts_with("how-words")).collect();
            format!("{}{last}", others.join("&"))
        })
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b' ' => encoded.push('+'),
            b'-' | b'.' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        encoded
    })
}
