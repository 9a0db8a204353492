package io.aula.social.forum;

import io.aula.platform.text.PlainText;
import io.aula.social.markdown.Body;
import io.aula.social.markdown.SafeHtml;
import io.aula.social.markdown.Words;
import java.util.List;
import java.util.Optional;

/** What a thread says, the same rules for a new one and for a changed one. */
record Writing(String title, Body body, List<String> tags) {
    static final int SHORTEST_TITLE = 3;
    static final int LONGEST_TITLE = 150;
    private static final int MOST_WORDS = 500;

    static Writing of(String title, String body, List<String> tags) {
        return new Writing(PlainText.name(title), Body.of(body), Tags.of(tags));
    }

    /** What is wrong with it as it was typed. */
    static Optional<Refusal> refusal(String title, String body, List<String> tags) {
        String name = PlainText.name(title);
        if (PlainText.isBlank(title) || name.length() < SHORTEST_TITLE || name.length() > LONGEST_TITLE) {
            return Optional.of(new Refusal.BadTitle());
        }
        if (!Tags.areGood(tags)) {
            return Optional.of(new Refusal.BadTags());
        }
        return Body.fault(body).map(Refusal.BadBody::new);
    }

    /** By which it is found; of a long text the first ones. */
    List<String> words() {
        return Words.of(title + " " + String.join(" ", tags) + " " + SafeHtml.textOf(body.markdown()), MOST_WORDS);
    }
}
