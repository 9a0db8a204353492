package io.aula.platform.page;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row stands in a list that is ordered by a number and then by an id; opaque to clients. It holds when the row
 * itself is gone.
 *
 * @param key what the list is sorted by, never negative
 * @param sort by what that is, of a list that can be read in several orders: the number means nothing in another; empty of a
 *     list that has one order
 */
public record Cursor(long key, String id, String sort) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}):([^:]+)(?::([A-Z_]{1,30}))?");
    private static final int LONGEST = 100;

    /** Reads a client's cursor; one that is not ours is {@code BAD_USER_INPUT}, before any store sees it. */
    public static Cursor parse(String text) {
        if (text.length() > LONGEST) {
            throw notOurs();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher found = FORM.matcher(plain);
            if (!found.matches() || !Ids.isAny(found.group(2))) {
                throw notOurs();
            }
            return new Cursor(
                    Long.parseLong(found.group(1)), found.group(2), Objects.requireNonNullElse(found.group(3), ""));
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + ":" + id + (sort.isEmpty() ? "" : ":" + sort)).getBytes(StandardCharsets.UTF_8));
    }

    private static DomainException notOurs() {
        return DomainException.badInput(Messages.of(
                "Ese cursor no lo dio este servidor; empieza la lista sin él.",
                "That cursor was not given by this server; begin the list without it."));
    }
}
