package io.aula.courses.authoring;

import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * What teachers write with formatting, in the one form in which it is kept: a few elements, no styles, nothing that runs. The
 * list is {@code Course.descriptionHtml}'s in the schema. What has this form stays as it is, byte by byte, so keeping twice is
 * keeping once: the parser's own cleaner prints prettily and leaves nestings that read otherwise the second time.
 *
 * <pre>
 *   &lt;b&gt;a&lt;/b&gt;&lt;script&gt;…&lt;/script&gt;   →  &lt;strong&gt;a&lt;/strong&gt;
 *   &lt;p&gt;a&lt;div&gt;b&lt;/div&gt;c&lt;/p&gt;       →  &lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;c
 * </pre>
 */
final class RichText {
    private static final int DEEPEST = 100;
    private static final int MOST_TAGS = 100_000;
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "template",
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "svg",
            "math",
            "head",
            "title",
            "object",
            "embed",
            "applet",
            "audio",
            "video",
            "canvas",
            "textarea",
            "select",
            "plaintext",
            "xmp");
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("b", "strong"),
            Map.entry("i", "em"),
            Map.entry("strike", "s"),
            Map.entry("del", "s"),
            Map.entry("ins", "u"),
            Map.entry("h1", "h2"),
            Map.entry("h5", "h4"),
            Map.entry("h6", "h4"));
    /** Elements that hold words and no blocks. */
    private static final Set<String> PHRASES =
            Set.of("p", "h2", "h3", "h4", "strong", "em", "u", "s", "code", "sub", "sup", "a");

    private static final Set<String> BLOCKS =
            Set.of("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr");
    /** Elements whose words stood apart, and do so as a paragraph. */
    private static final Set<String> APART = Set.of(
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "figure",
            "figcaption",
            "address",
            "dt",
            "dd",
            "tr",
            "caption",
            "center",
            "details",
            "summary",
            "fieldset",
            "legend",
            "li");

    private static final Set<String> LISTS = Set.of("ul", "ol");

    private RichText() {}

    /** The text in its form; empty when nothing of it can be seen. */
    static String of(String html) {
        Element body = Parser.htmlParser()
                .setMaxDepth(DEEPEST)
                .parseInput("<body>" + html + "</body>", "")
                .body();
        settleChildren(body);
        if (PlainText.isBlank(body.text()) && body.select("hr").isEmpty()) {
            return "";
        }
        return RichTextWriter.write(body).strip();
    }

    /** Whether there is more markup than a person writes or a word processor pastes; the parser alone takes seconds for it. */
    static boolean hasTooManyTags(String html) {
        return html.chars()
                        .filter(letter -> letter == '<')
                        .limit(MOST_TAGS + 1L)
                        .count()
                > MOST_TAGS;
    }

    /**
     * Inner nodes first, so that what surrounds them can be judged by what became of them. All children are put back at once: the
     * parser numbers every sibling anew whenever one of them changes.
     */
    private static void settleChildren(Element parent) {
        List<Node> settled = children(parent).stream()
                .flatMap(child -> settled(child).stream())
                .toList();
        parent.empty();
        parent.appendChildren(settled);
    }

    /** What the node becomes: nothing, itself, or what was in it. */
    private static List<Node> settled(Node node) {
        if (node instanceof TextNode) {
            return List.of(node);
        }
        if (!(node instanceof Element element) || DROPPED.contains(element.normalName())) {
            return List.of();
        }
        boolean isStray = element.normalName().equals("li") && !isInList(element);
        settleChildren(element);
        String name = RENAMED.getOrDefault(element.normalName(), element.normalName());
        if (APART.contains(name) && (!name.equals("li") || isStray)) {
            name = hasBlock(element) || PlainText.isBlank(element.text()) ? "" : "p";
        }
        return kept(element, name);
    }

    private static List<Node> kept(Element element, String name) {
        return switch (name) {
            case "pre" -> {
                flatten(element);
                yield List.of(element);
            }
            case "br", "hr", "ul", "ol", "li", "blockquote" -> {
                element.tagName(name);
                yield List.of(element);
            }
            case "td", "th" -> {
                element.appendText(" ");
                yield unwrapped(element);
            }
            case "a" ->
                keptPhrase(
                        element,
                        name,
                        !RichTextWriter.address(element).isEmpty()
                                && element.select("a").size() == 1);
            default -> keptPhrase(element, name, PHRASES.contains(name));
        };
    }

    private static List<Node> keptPhrase(Element element, String name, boolean isKept) {
        if (isKept && !hasBlock(element)) {
            element.tagName(name);
            return List.of(element);
        }
        return unwrapped(element);
    }

    private static List<Node> unwrapped(Element element) {
        List<Node> inner = children(element);
        element.empty();
        return inner;
    }

    /** A block of code is text, whatever marks it up. */
    private static void flatten(Element pre) {
        pre.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        pre.select("p, li, h2, h3, h4").forEach(line -> line.appendText("\n"));
        String language = pre.select("code").stream()
                .flatMap(code -> code.classNames().stream())
                .filter(RichTextWriter::isLanguage)
                .findFirst()
                .orElse("");
        String text = pre.wholeText();
        pre.empty();
        pre.clearAttributes();
        pre.appendElement("code").attr("class", language).appendChild(new TextNode(text));
    }

    private static boolean isInList(Element item) {
        Element parent = item.parent();
        return parent != null && LISTS.contains(parent.normalName());
    }

    /** Only children are looked at: of what is settled, nothing but a block has a block inside. */
    private static boolean hasBlock(Element settled) {
        return settled.children().stream().anyMatch(each -> BLOCKS.contains(each.normalName()));
    }

    private static List<Node> children(Element element) {
        return List.copyOf(element.childNodes());
    }
}
