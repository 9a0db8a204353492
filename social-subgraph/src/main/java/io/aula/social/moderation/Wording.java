package io.aula.social.moderation;

import io.aula.platform.text.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people say about a report, as it is kept. */
final class Wording {
    static final int LONGEST = 2_000;

    private Wording() {}

    static boolean isTooLong(@Nullable String typed) {
        return typed != null && PlainText.trimmed(PlainText.normalized(typed)).length() > LONGEST;
    }

    /** Nothing of what says nothing. */
    static Optional<String> of(@Nullable String typed) {
        return typed == null || PlainText.isBlank(typed)
                ? Optional.empty()
                : Optional.of(PlainText.trimmed(PlainText.normalized(typed)));
    }
}
