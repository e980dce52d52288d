//! Reading a page as a browser's parser would, as far as these tests need it.

use super::browser::Fields;

/// Elements whose content is text up to their end tag.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// An element's opening tag.
#[derive(Debug, Clone)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// What stands inside a script, style, textarea or title.
    pub text: String,
}

impl Tag {
    /// An attribute's value; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(key, _)| key == name)
    }
}

/// Every opening tag of a page, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (mut tag, after) = open_tag(rest);
            rest = after;
            if RAW.contains(&tag.name.as_str()) {
                let (text, after) = rest.split_once(&format!("</{}", tag.name)).unwrap_or((rest, ""));
                // A browser drops the first line end inside a textarea.
                tag.text = unescape(text.strip_prefix('\n').unwrap_or(text));
                rest = after;
            }
            found.push(tag);
        }
    }
    found
}

/// Reads an opening tag whose `<` is behind us; answers it and what follows its `>`.
fn open_tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_lowercase(), attributes: Vec::new(), text: String::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        if rest.is_empty() {
            return (tag, "");
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=' || c == '>' || c == '/')
            .unwrap_or(rest.len())
            .max(1);
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        tag.attributes.push((name, value));
    }
}

fn attribute_value(text: &str) -> (String, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            let (value, after) = inside.split_once(quote).unwrap_or((inside, ""));
            return (unescape(value), after);
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (unescape(&text[..end]), &text[end..])
}

/// Character references as the text they stand for.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 10);
        let character = end.and_then(|end| match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            number => {
                let digits = number.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (character, end) {
            (Some(character), Some(end)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The words between the tags, references resolved. The words of fields are not among them.
pub fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = open_tag(rest);
            rest = after;
            if RAW.contains(&tag.name.as_str()) {
                rest = rest.split_once(&format!("</{}>", tag.name)).map_or("", |(_, after)| after);
            }
        } else {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    words.push_str(rest);
    unescape(&words)
}

/// The part of a page that is the form with `mark` in its opening tag.
pub fn form_html<'a>(html: &'a str, mark: &str) -> &'a str {
    html.split("<form")
        .skip(1)
        .find(|form| form.split_once('>').is_some_and(|(opening, _)| opening.contains(mark)))
        .map(|form| form.split_once("</form>").map_or(form, |(inside, _)| inside))
        .unwrap_or_else(|| panic!("no form with {mark:?} in:\n{html}"))
}

/// What a form would post: hidden fields, texts, what is ticked. Passwords are empty; buttons do not
/// count.
pub fn form_fields(html: &str, mark: &str) -> Fields {
    tags(form_html(html, mark))
        .into_iter()
        .filter(|tag| tag.has("name"))
        .filter_map(|tag| {
            let name = tag.get("name").to_owned();
            match (tag.name.as_str(), tag.get("type")) {
                ("textarea", _) => Some((name, tag.text)),
                ("input", "radio" | "checkbox") => {
                    tag.has("checked").then(|| (name, tag.get("value").to_owned()))
                }
                ("input", _) => Some((name, tag.get("value").to_owned())),
                _ => None,
            }
        })
        .collect()
}

/// The names of the editor's fields for own words, the private line apart.
pub fn prompts(html: &str) -> Vec<String> {
    let areas = tags(html).into_iter().filter(|tag| tag.name == "textarea");
    areas.map(|area| area.get("name").to_owned()).filter(|name| name.starts_with("answer-")).collect()
}
