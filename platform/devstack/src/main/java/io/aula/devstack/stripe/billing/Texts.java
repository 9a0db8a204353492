package io.aula.devstack.stripe.billing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Small matters of text. */
final class Texts {

    private Texts() {}

    /** What Stripe sends for a text that is not there. */
    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static String currency(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
