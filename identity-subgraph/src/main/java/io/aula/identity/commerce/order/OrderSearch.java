package io.aula.identity.commerce.order;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Which orders staff are looking for.
 *
 * @param words an order's id or number, or its buyer's id, whole address, name or beginning of the user name; null for all
 */
record OrderSearch(@Nullable String words) {
    private static final int LONGEST = 320; // of an address, RFC 5321 §4.5.3.1

    /** What is too long for any of them is {@code BAD_USER_INPUT}. */
    static OrderSearch of(@Nullable String typed) {
        if (typed != null && typed.length() > LONGEST) {
            throw DomainException.badInput(Messages.of(
                    "Busca con " + LONGEST + " letras como mucho.", "Search by " + LONGEST + " letters at most."));
        }
        return new OrderSearch(typed == null || PlainText.isBlank(typed) ? null : PlainText.name(typed));
    }
}
