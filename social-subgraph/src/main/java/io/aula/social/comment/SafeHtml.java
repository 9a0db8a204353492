package io.aula.social.comment;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * Markdown to HTML that may stand in a page. HTML in the text is shown as text, and what comes out is cleaned once more by
 * a list of what is allowed, so that a hole in one of the two opens nothing. Made on reading: a better list heals old texts.
 */
final class SafeHtml {
    /** Quotes in quotes beyond this are shown as their marks; ten thousand of them would end the renderer's stack. */
    private static final int DEEPEST = 30;

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    /** A line that somebody ended is a line: CommonMark would run it into the next. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>")
            .build();

    private static final Safelist ALLOWED = new Safelist()
            .addTags(
                    "p",
                    "br",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "a",
                    "h1",
                    "h2",
                    "h3",
                    "hr")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https", "mailto")
            .addEnforcedAttribute("a", "rel", "nofollow noopener ugc");
    private static final Document.OutputSettings OUTPUT = new Document.OutputSettings().prettyPrint(false);

    private SafeHtml() {}

    static String of(String markdown) {
        return Jsoup.clean(RENDERER.render(PARSER.parse(markdown)), "", ALLOWED, OUTPUT)
                .strip();
    }

    /** The text that a reader would see. */
    static String textOf(String markdown) {
        return Jsoup.parseBodyFragment(of(markdown)).body().wholeText();
    }
}
