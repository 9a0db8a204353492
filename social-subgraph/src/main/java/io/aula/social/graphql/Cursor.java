package io.aula.social.graphql;

import io.aula.platform.graphql.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list that is ordered by a number and then by an id; opaque to clients. */
public record Cursor(long rank, String id) {

    /** Reads a client's cursor; one that is not ours is the client's mistake. */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw DomainException.badInput("The cursor was not given by this server.");
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((rank + ":" + id).getBytes(StandardCharsets.UTF_8));
    }
}
