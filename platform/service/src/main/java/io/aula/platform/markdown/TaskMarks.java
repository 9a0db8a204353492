package io.aula.platform.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * An item of a list that begins with {@code [ ]} or {@code [x]} is a task. Its box is a character, which a translator keeps and a
 * screen reader says; an {@code input} nobody could tick.
 */
final class TaskMarks implements PostProcessor {
    private static final int LENGTH = "[x] ".length();

    @Override
    public Node process(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(ListItem item) {
                if (item.getFirstChild() instanceof Paragraph paragraph
                        && paragraph.getFirstChild() instanceof Text text) {
                    mark(text);
                }
                visitChildren(item);
            }
        });
        return document;
    }

    private static void mark(Text text) {
        String literal = text.getLiteral();
        if (literal.startsWith("[ ] ")) {
            text.setLiteral("☐ " + literal.substring(LENGTH));
        } else if (literal.startsWith("[x] ") || literal.startsWith("[X] ")) {
            text.setLiteral("☑ " + literal.substring(LENGTH));
        }
    }
}
