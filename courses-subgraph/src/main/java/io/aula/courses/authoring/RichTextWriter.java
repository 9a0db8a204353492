package io.aula.courses.authoring;

import io.aula.platform.text.PlainText;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Writes settled elements as the browsers' {@code innerHTML} does (HTML standard §13.3): nothing between the tags that was not
 * there, {@code & < >} and the no-break space escaped, void elements without a slash.
 */
final class RichTextWriter {
    private static final Set<String> VOID = Set.of("br", "hr");
    private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9+#_.-]{1,40}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|mailto:)\\S{1,2000}");
    private static final Pattern START = Pattern.compile("-?[0-9]{1,6}");

    private final StringBuilder html = new StringBuilder();
    /** Neighbouring pieces of text, which are composed together. */
    private final StringBuilder text = new StringBuilder();

    private RichTextWriter() {}

    static String write(Element body) {
        RichTextWriter writer = new RichTextWriter();
        body.childNodes().forEach(writer::node);
        writer.flush();
        return writer.html.toString();
    }

    /** Where a link leads, or nothing when it leads nowhere that a reader may be sent. */
    static String address(Element link) {
        String href = PlainText.trimmed(PlainText.normalized(link.attr("href")));
        return ADDRESS.matcher(href).matches() ? href : "";
    }

    static boolean isLanguage(String className) {
        return LANGUAGE.matcher(className).matches();
    }

    private void node(Node node) {
        if (node instanceof TextNode piece) {
            text.append(piece.getWholeText());
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        flush();
        String name = element.normalName();
        html.append('<').append(name);
        attributes(element, name);
        html.append('>');
        if (VOID.contains(name)) {
            return;
        }
        element.childNodes().forEach(this::node);
        flush();
        html.append("</").append(name).append('>');
    }

    private void attributes(Element element, String name) {
        switch (name) {
            case "a" -> {
                attribute("target", "_blank");
                attribute("rel", "noopener noreferrer nofollow");
                attribute("href", address(element));
            }
            case "ol" -> {
                String start = element.attr("start");
                if (START.matcher(start).matches() && Integer.parseInt(start) != 1) {
                    attribute("start", String.valueOf(Integer.parseInt(start)));
                }
            }
            case "code" -> {
                if (isInPre(element) && isLanguage(element.className())) {
                    attribute("class", element.className());
                }
            }
            default -> {}
        }
    }

    private static boolean isInPre(Element code) {
        Element parent = code.parent();
        return parent != null && parent.normalName().equals("pre");
    }

    private void attribute(String name, String value) {
        html.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value).replace("\"", "&quot;"))
                .append('"');
    }

    private void flush() {
        html.append(escaped(PlainText.normalized(text.toString())));
        text.setLength(0);
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\u00A0", "&nbsp;");
    }
}
