package io.aula.social.graphql;

import io.aula.platform.graphql.Messages;
import io.aula.social.markdown.Body;
import java.util.List;

/** What is wrong with a text, in the reader's language. */
public final class BodyErrors {
    private BodyErrors() {}

    /** @param path leads to the field that holds the text */
    public static UserError error(Body.Fault fault, List<String> path) {
        String message = switch (fault) {
            case EMPTY -> Messages.of("Escribe algo primero.", "Write something first.");
            case TOO_LONG ->
                Messages.of(
                        "Un texto tiene como mucho " + Body.LONGEST + " caracteres.",
                        "A text has at most " + Body.LONGEST + " characters.");
            case TOO_MANY_MENTIONS ->
                Messages.of(
                        "Menciona como mucho a " + Body.MOST_MENTIONS + " personas.",
                        "Mention at most " + Body.MOST_MENTIONS + " people.");
        };
        return UserError.invalid(message, path.toArray(String[]::new));
    }
}
