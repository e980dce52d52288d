//! What each piece of Markdown becomes.

use super::*;

fn pages(markdown: &str) -> Vec<(String, String)> {
    let rendered = render(markdown, Headings::UnderPageTitle);
    rendered.pages.into_iter().map(|page| (page.title, page.html)).collect()
}

#[track_caller]
fn becomes(markdown: &str, html: &str) {
    assert_eq!(pages(&format!("# P\n\n{markdown}")), [("P".to_owned(), html.to_owned())]);
}

#[test]
fn each_heading_of_the_first_level_begins_a_page() {
    let found = pages("# One & *two*\n\nA\n\n## Under\n\nB\n\nThird `x`\n=====\n\nC");
    assert_eq!(found[0], ("One & two".into(), "<p>A</p><h2>Under</h2><p>B</p>".into()));
    assert_eq!(found[1], ("Third x".into(), "<p>C</p>".into()));
    assert_eq!(found.len(), 2);
    assert_eq!(render("A\n\n# T", Headings::UnderPageTitle).pages[1].line, 3);
}

#[test]
fn words_before_the_first_title_are_a_page_without_one() {
    assert_eq!(
        pages("Before\n\n# One"),
        [(String::new(), "<p>Before</p>".into()), ("One".into(), String::new())]
    );
    assert!(pages(" \n\n").is_empty() && pages("").is_empty());
}

#[test]
fn a_heading_inside_a_quotation_begins_no_page() {
    becomes("> # Said\n> so", "<blockquote><h2>Said</h2><p>so</p></blockquote>");
}

#[test]
fn headings_never_skip_a_level_and_stay_below_the_title() {
    becomes("#### Deep\n## Up\n###### Far", "<h2>Deep</h2><h2>Up</h2><h3>Far</h3>");
    let preview = render("# P\n## A\n### B\n#### C\n##### D", Headings::UnderPreviewTitle);
    assert_eq!(preview.pages[0].html, "<h4>A</h4><h5>B</h5><h6>C</h6><h6>D</h6>");
}

#[test]
fn lists_tables_and_the_rest_of_plain_markdown_are_drawn() {
    becomes("- a\n- *b*\n", "<ul><li>a</li><li><em>b</em></li></ul>");
    becomes("3. a\n4. **b**\n", "<ol start=\"3\"><li>a</li><li><strong>b</strong></li></ol>");
    becomes(
        "| | Say |\n|:--|:-:|\n| 1 | x \\| y |\n",
        "<table><thead><tr><td></td><th scope=\"col\">Say</th></tr></thead><tbody><tr><td>1</td><td>x | y</td></tr></tbody></table>",
    );
    becomes("a  \nb\nc\n\n---", "<p>a<br>b\nc</p><hr>");
    becomes("```js\nif (a < b && c) {}\n```", "<pre><code>if (a &lt; b &amp;&amp; c) {}\n</code></pre>");
}

#[test]
fn links_lead_to_web_pages_and_to_pages_of_ours() {
    becomes(
        "[a \"b\"](https://nhs.uk/?a=1&b=\"2\" \"title\")",
        "<p><a href=\"https://nhs.uk/?a=1&amp;b=&quot;2&quot;\" rel=\"noopener noreferrer\">a &quot;b&quot;</a></p>",
    );
    becomes(
        "[you](/support) [](/private)",
        "<p><a href=\"/support\">you</a> <a href=\"/private\">/private</a></p>",
    );
    becomes(
        "<HTTPS://nhs.uk>",
        "<p><a href=\"HTTPS://nhs.uk\" rel=\"noopener noreferrer\">HTTPS://nhs.uk</a></p>",
    );
}

#[test]
fn of_any_other_link_the_words_stay() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "//evil.example",
        "/\\\\evil.example",
        "https:evil.example",
        "https://",
        "relative",
        "#here",
        "",
    ] {
        let rendered = render(&format!("# P\n\n[words]({address})"), Headings::UnderPageTitle);
        assert_eq!(rendered.pages[0].html, "<p>words</p>", "{address}");
        assert_eq!(rendered.left_out, [LeftOut { line: 3, what: Unwanted::Link }], "{address}");
    }
}

#[test]
fn html_and_pictures_are_left_out_and_told_by_line() {
    let text = "# P\n\nA <b onclick=x>bold</b> word\n\n<script>\nalert(1)\n</script>\n\n![The plan](https://x.example/p.png)\n";
    let rendered = render(text, Headings::UnderPageTitle);
    assert_eq!(rendered.pages[0].html, "<p>A bold word</p><p>The plan</p>");
    let lines: Vec<_> = rendered.left_out.iter().map(|out| (out.line, out.what)).collect();
    assert_eq!(
        lines,
        [(3, Unwanted::Html), (3, Unwanted::Html), (5, Unwanted::Html), (9, Unwanted::Picture)]
    );
}

#[test]
fn a_preview_shows_every_page_and_what_is_left_out() {
    let drawn = render("# A & B\n\nC\n\n# D\n\n<b>", Headings::UnderPreviewTitle);
    let pages = drawn.pages.iter().map(|page| (page.title.as_str(), page.html.as_str()));
    let html = preview_html(pages, &drawn.left_out);
    assert!(html.contains("<li>Line 7: HTML tags are never shown."), "{html}");
    assert!(html.contains("Page 1</p><h3>A &amp; B</h3><p>C</p></section>"), "{html}");
    assert_eq!(preview_html([].into_iter(), &[]), "<p>Nothing written yet.</p>");
}

#[test]
fn a_title_holds_no_markup_either() {
    let rendered = render("# A <i>b</i> [c](javascript:x) ![d](e)", Headings::UnderPageTitle);
    assert_eq!(rendered.pages[0].title, "A b c d");
    assert_eq!(rendered.left_out.len(), 4);
}
