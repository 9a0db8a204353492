package io.aula.platform.page;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a row stands in a list that is ordered by a number and then by an id; opaque to clients. It holds when the row
 * itself is gone.
 *
 * @param key what the list is sorted by, never negative
 */
public record Cursor(long key, String id) {
    private static final int LONGEST = 100;

    /** Reads a client's cursor; one that is not ours is {@code BAD_USER_INPUT}, before any store sees it. */
    public static Cursor parse(String text) {
        if (text.length() > LONGEST) {
            throw notOurs();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            Cursor cursor = new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
            if (cursor.key < 0 || !Ids.isAny(cursor.id)) {
                throw notOurs();
            }
            return cursor;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw notOurs();
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    private static DomainException notOurs() {
        return DomainException.badInput(Messages.of(
                "Ese cursor no lo dio este servidor; empieza la lista sin él.",
                "That cursor was not given by this server; begin the list without it."));
    }
}
