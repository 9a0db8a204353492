package io.aula.identity.account.visit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person goes on after the pages: a path of ours with its query, which travels in links, forms and mails, so that it
 * outlives a session, another tab and another device. It leads to an endpoint that checks for itself; text that is not
 * exactly such a path is none. Never read as a URI: what people search for need not be one.
 */
public record Destination(String path) {
    private static final Pattern KNOWN = Pattern.compile("/(oauth2/authorize\\?|auth/device($|\\?)).*");
    /** Once encoded into another address: a request's target may have 8 kB, of which the page itself needs little. */
    private static final int LONGEST_ENCODED = 6_000;

    /** Empty for anything but a path that people are sent to sign in from. */
    public static Optional<Destination> of(@Nullable String text) {
        if (text == null
                || text.length() > LONGEST_ENCODED
                || !KNOWN.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '#');
        return plain && encoded(text).length() <= LONGEST_ENCODED
                ? Optional.of(new Destination(text))
                : Optional.empty();
    }

    /** The decoded value of a parameter of its query; empty when it is not there or cannot be decoded. */
    public Optional<String> parameter(String name) {
        int query = path.indexOf('?');
        for (String pair : query < 0 ? new String[0] : path.substring(query + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** {@code page} with this destination as its parameter {@code to}. */
    public String after(String page) {
        return page + (page.contains("?") ? "&" : "?") + "to=" + encoded(path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
