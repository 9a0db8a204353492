package io.aula.social.review;

import io.aula.platform.text.PlainText;
import io.aula.social.markdown.Body;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a review is to say.
 *
 * @param body Markdown; null when the stars say all
 */
record Opinion(int stars, @Nullable String body) {
    private static final int MOST_STARS = 5;

    static Opinion of(int stars, @Nullable String typed) {
        return new Opinion(stars, said(typed).map(Body::of).map(Body::markdown).orElse(null));
    }

    /** What is wrong with it as it was typed. */
    static Optional<Refusal> refusal(int stars, @Nullable String typed) {
        if (stars < 1 || stars > MOST_STARS) {
            return Optional.of(new Refusal.BadStars());
        }
        return said(typed).flatMap(Body::fault).map(Refusal.BadBody::new);
    }

    /** Nothing typed is nothing said, and no fault. */
    private static Optional<String> said(@Nullable String typed) {
        return Optional.ofNullable(typed).filter(text -> !PlainText.isBlank(text));
    }
}
