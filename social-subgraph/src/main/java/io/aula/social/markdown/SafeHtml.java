package io.aula.social.markdown;

import io.aula.platform.markdown.Markdown;
import org.commonmark.node.Node;

/** The Markdown of comments, posts and reviews to HTML that may stand in a page, with links to the people whom it calls. */
public final class SafeHtml {
    private static final Markdown MARKDOWN = new Markdown(new Mentions());

    private SafeHtml() {}

    public static String of(String markdown) {
        return MARKDOWN.html(markdown);
    }

    /** The text that a reader would see. */
    public static String textOf(String markdown) {
        return MARKDOWN.text(markdown);
    }

    static Node parsed(String markdown) {
        return MARKDOWN.parsed(markdown);
    }
}
