//! Whatever is written, only our own elements come out.

use super::{Headings, render};
use proptest::prelude::*;

/// Every tag that may come out, but for links and the start of a list.
const OURS: [&str; 19] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "code",
    "ol",
    "ul",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "em",
    "strong",
];

/// Reads the HTML tag by tag; answers the first that is none of ours.
fn stranger(html: &str) -> Option<&str> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { return Some(&rest[at..]) };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let is_ours = OURS.contains(&name)
            || ["/a", "/th", "br", "hr", "th scope=\"col\""].contains(&tag)
            || is_numbered_list(tag)
            || is_link(tag);
        if !is_ours {
            return Some(tag);
        }
    }
    None
}

fn is_numbered_list(tag: &str) -> bool {
    let number = tag.strip_prefix("ol start=\"").and_then(|rest| rest.strip_suffix('"'));
    number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

fn is_link(tag: &str) -> bool {
    let Some(rest) = tag.strip_prefix("a href=\"") else { return false };
    let Some((address, rel)) = rest.split_once('"') else { return false };
    let lower = address.to_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let is_ours = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    (is_web && rel == " rel=\"noopener noreferrer\"") || (is_ours && rel.is_empty())
}

#[track_caller]
fn check(markdown: &str) -> Result<(), TestCaseError> {
    for headings in [Headings::UnderPageTitle, Headings::UnderPreviewTitle] {
        for page in render(markdown, headings).pages {
            prop_assert_eq!(stranger(&page.html), None, "{:?} from {:?}", page.html, markdown);
            let lower = page.html.to_lowercase();
            for scheme in ["href=\"javascript", "href=\"data", "href=\"vbscript", "href=\"//"] {
                prop_assert!(!lower.contains(scheme), "{:?} from {:?}", page.html, markdown);
            }
        }
    }
    Ok(())
}

/// Things that have run in other people's pages, to be put together in every order.
const PARTS: [&str; 48] = [
    "<script>alert(7)</script>",
    "<script",
    "</script>",
    "<img src=x onerror=alert(7)>",
    "<svg/onload=alert(7)>",
    "<a href=\"javascript:alert(7)\">",
    "<iframe srcdoc='<script>'>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<style>*{}</style>",
    "<b\nonclick=x>",
    "</p>",
    "<",
    ">",
    "\"",
    "'",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&quot;",
    "\\<",
    "`",
    "```\n",
    "~~~",
    "[x](javascript:alert(7))",
    "[x]( JAVASCRIPT:alert(7))",
    "[x](java\nscript:alert(7))",
    "[x](<javascript:alert(7)>)",
    "[x](&#x6A;avascript:alert(7))",
    "[x](https://a\" onmouseover=\"alert(7))",
    "[x](/a\"onfocus=\"alert(7))",
    "![x](x\" onerror=\"alert(7))",
    "[x][y]",
    "\n[y]: javascript:alert(7) \"><script>\"\n",
    "<javascript:alert(7)>",
    "<https://a\"b>",
    "# ",
    "\n# T\n",
    "\n- ",
    "\n> ",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    "\n\n",
    "  \n",
    "\u{0}\u{202e}\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_but_our_own_elements_comes_out_of_attacks(
        parts in prop::collection::vec((prop::sample::select(&PARTS[..]), "[a-z \n]{0,3}"), 0..14)
    ) {
        let text: String = parts.into_iter().flat_map(|(part, between)| [part.to_owned(), between]).collect();
        check(&text)?;
    }

    #[test]
    fn nothing_but_our_own_elements_comes_out_of_any_text(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn nothing_but_our_own_elements_comes_out_of_markup_at_random(text in "[<>a-c\"'=/&;:()\\[\\]!`#*_|\\-\n ]{0,80}") {
        check(&text)?;
    }
}

#[test]
fn the_test_itself_knows_a_stranger() {
    for bad in
        ["<script>", "<p onclick=x>", "<a href=\"javascript:x\">", "<a href=\"https://x\">", "<p", "<img>"]
    {
        assert!(stranger(bad).is_some(), "{bad}");
    }
    assert_eq!(stranger("<p>a</p><a href=\"/b\">c</a><ol start=\"3\"></ol>"), None);
}
