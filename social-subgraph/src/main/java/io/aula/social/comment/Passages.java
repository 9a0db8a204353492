package io.aula.social.comment;

import io.aula.social.markdown.SafeHtml;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A comment as a translator sees it: its lines in plain text, of which those of a block of code stay as they are.
 *
 * @param lines with the blank ones between them
 */
record Passages(List<Line> lines) {

    Passages {
        lines = List.copyOf(lines);
    }

    /** @param isTranslated false for code and for what says nothing */
    record Line(String text, boolean isTranslated) {}

    static Passages of(String markdown) {
        Reading reading = new Reading();
        reading.read(Jsoup.parseBodyFragment(SafeHtml.of(markdown)).body());
        reading.end(false);
        return new Passages(reading.lines);
    }

    List<String> texts() {
        return lines.stream().filter(Line::isTranslated).map(Line::text).toList();
    }

    /** @param translated one for each of {@link #texts}, in their order */
    String with(List<String> translated) {
        Iterator<String> next = translated.iterator();
        List<String> all = lines.stream()
                .map(line -> line.isTranslated() ? next.next() : line.text())
                .toList();
        return String.join("\n", all).strip();
    }

    private static final class Reading {
        private final List<Line> lines = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();

        void read(Element element) {
            for (Node node : element.childNodes()) {
                if (node instanceof TextNode text) {
                    open.append(text.getWholeText().replace('\n', ' '));
                } else if (node instanceof Element child) {
                    readElement(child);
                }
            }
        }

        private void readElement(Element element) {
            switch (element.normalName()) {
                case "br" -> end(false);
                case "pre" -> {
                    end(true);
                    element.wholeText().stripTrailing().lines().forEach(line -> lines.add(new Line(line, false)));
                    end(true);
                }
                // In these marks a translator knows code, and so does a reader.
                case "code" -> open.append('`').append(element.wholeText()).append('`');
                // a cell by itself, since a line of cells is no sentence
                case "li", "th", "td" -> {
                    end(false);
                    read(element);
                    end(false);
                }
                case "p", "ul", "ol", "blockquote", "h1", "h2", "h3", "hr", "table" -> {
                    end(true);
                    read(element);
                    end(true);
                }
                default -> read(element);
            }
        }

        private void end(boolean isBlock) {
            String text = open.toString().strip();
            open.setLength(0);
            if (!text.isEmpty()) {
                lines.add(new Line(text, text.codePoints().anyMatch(Character::isLetter)));
            }
            if (isBlock && !lines.isEmpty() && !lines.getLast().text().isEmpty()) {
                lines.add(new Line("", false));
            }
        }
    }
}
