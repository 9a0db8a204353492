package io.aula.identity.commerce.order;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Which orders staff are looking for.
 *
 * @param words an order's id or number, or its buyer's id, whole address, beginning of the user name or, from three letters on,
 *     a part of the name; null for all
 */
record OrderSearch(@Nullable String words) {
    /** Fewer are in so many names that nobody is found by them. */
    private static final int FEWEST_OF_A_NAME = 3;

    private static final int LONGEST = 320; // of an address, RFC 5321 §4.5.3.1

    /** What the name of a buyer is like who has these words in it; null where they are too short for that. */
    @Nullable
    String nameLike() {
        return words == null || words.codePointCount(0, words.length()) < FEWEST_OF_A_NAME
                ? null
                : "%" + literally(words) + "%";
    }

    /** What the user name of a buyer is like that begins with these words. */
    @Nullable
    String handleLike() {
        return words == null ? null : literally(words) + "%";
    }

    private static String literally(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** What is too long for any of them is {@code BAD_USER_INPUT}. */
    static OrderSearch of(@Nullable String typed) {
        if (typed != null && typed.length() > LONGEST) {
            throw DomainException.badInput(Messages.of(
                    "Busca con " + LONGEST + " letras como mucho.", "Search by " + LONGEST + " letters at most."));
        }
        return new OrderSearch(typed == null || PlainText.isBlank(typed) ? null : PlainText.name(typed));
    }
}
