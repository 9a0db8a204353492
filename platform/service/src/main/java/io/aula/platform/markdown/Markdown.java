package io.aula.platform.markdown;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.PostProcessor;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * Markdown, with the tables and the lists of tasks of GitHub's, to HTML that may stand in a page. HTML in the text is shown as
 * text, and what comes out is cleaned once more by a list of what is allowed, so that a hole in one of the two opens nothing.
 * Made on reading: a better list heals old texts.
 */
public final class Markdown {
    /** Quotes in quotes beyond this are shown as their marks; ten thousand of them would end the renderer's stack. */
    private static final int DEEPEST = 30;

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());

    /** A line that somebody ended is a line: CommonMark would run it into the next. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>")
            .build();

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a")
            .addTags("h1", "h2", "h3", "hr", "table", "thead", "tbody", "tr", "th", "td")
            .addAttributes("a", "href")
            .addAttributes("th", "align")
            .addAttributes("td", "align")
            .addProtocols("a", "href", "http", "https", "mailto")
            .addEnforcedAttribute("a", "rel", "nofollow noopener ugc")
            .preserveRelativeLinks(true);

    /** Against which a path of this origin, such as a person's, is judged; it is kept as it is. */
    private static final String ORIGIN = "https://origin.invalid/";

    private static final Document.OutputSettings OUTPUT = new Document.OutputSettings().prettyPrint(false);

    private final Parser parser;

    /** @param more what a service makes of a text beyond Markdown, such as links to people */
    public Markdown(PostProcessor... more) {
        Parser.Builder building = Parser.builder()
                .extensions(EXTENSIONS)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .postProcessor(new TaskMarks());
        for (PostProcessor each : more) {
            building.postProcessor(each);
        }
        parser = building.build();
    }

    public String html(String markdown) {
        return Jsoup.clean(RENDERER.render(parsed(markdown)), ORIGIN, ALLOWED, OUTPUT)
                .strip();
    }

    /** The text that a reader would see. */
    public String text(String markdown) {
        return Jsoup.parseBodyFragment(html(markdown)).body().wholeText();
    }

    public Node parsed(String markdown) {
        return parser.parse(markdown);
    }
}
