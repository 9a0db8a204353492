package io.aula.gateway.session;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a path of this origin and nothing else, so that the sign-in redirects to no other site. */
final class ReturnPath {
    private static final String HOME = "/";

    private ReturnPath() {}

    static String of(@Nullable String wanted) {
        if (wanted == null || wanted.length() > 1_000 || !wanted.startsWith("/")) {
            return HOME;
        }
        // "//host" and "/\host" are other origins to a browser; control characters split headers.
        boolean elsewhere = wanted.startsWith("//") || wanted.indexOf('\\') >= 0;
        boolean control = wanted.chars().anyMatch(c -> c < 0x20 || c > 0x7e);
        return elsewhere || control ? HOME : wanted;
    }
}
