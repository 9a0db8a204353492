package io.aula.social.markdown;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** {@code @handle} in a text leads to the person's page; in code, in a link and within a word (an address) it is no mention. */
public final class Mentions implements PostProcessor {
    /** A handle as identity lets people choose one; nobody's is an address that leads to nobody. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_@./-])@([A-Za-z0-9][A-Za-z0-9_]{1,29})(?![\\p{L}\\p{N}_@])");

    private static final String PEOPLE = "/people/";

    Mentions() {}

    /** The handles that are called, in the order of the text; who writes such a link by hand calls as well. */
    public static Set<String> in(String markdown) {
        Set<String> handles = new LinkedHashSet<>();
        SafeHtml.parsed(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (link.getDestination().startsWith(PEOPLE)) {
                    handles.add(link.getDestination().substring(PEOPLE.length()));
                }
            }
        });
        return handles;
    }

    @Override
    public Node process(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                // what is in a link is its text already
            }

            @Override
            public void visit(Text text) {
                link(text);
            }
        });
        return document;
    }

    private static void link(Text text) {
        String literal = text.getLiteral();
        Matcher mention = MENTION.matcher(literal);
        int end = 0;
        while (mention.find()) {
            if (mention.start() > end) {
                text.insertBefore(new Text(literal.substring(end, mention.start())));
            }
            Link person = new Link(PEOPLE + mention.group(1).toLowerCase(Locale.ROOT), null);
            person.appendChild(new Text("@" + mention.group(1)));
            text.insertBefore(person);
            end = mention.end();
        }
        if (end > 0) {
            text.setLiteral(literal.substring(end));
        }
    }
}
