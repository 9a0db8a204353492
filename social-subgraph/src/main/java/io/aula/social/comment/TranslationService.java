package io.aula.social.comment;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CommentId;
import io.aula.platform.translation.LanguageGuess;
import io.aula.platform.translation.LanguagePair;
import io.aula.platform.translation.Translator;
import io.aula.social.markdown.SafeHtml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Translates comments when somebody asks, once for each language; a machine's work. Few at a time, and nobody waits long. */
@Service
class TranslationService {
    private static final Logger LOG = LoggerFactory.getLogger(TranslationService.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 2;

    private final Translator translator;
    private final CommentTranslations kept;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    TranslationService(Translator translator, CommentTranslations kept) {
        this.translator = translator;
        this.kept = kept;
    }

    /**
     * Plain text for each comment that is in another language than {@code to} and that something here translates.
     *
     * @throws DomainException {@code UNAVAILABLE} when that takes too long now
     */
    Map<CommentId, String> translate(List<Comment> comments, String to) {
        String language = Locale.forLanguageTag(to).getLanguage();
        List<Comment> visible = comments.stream()
                .filter(comment -> comment.isVisible() && comment.body() != null)
                .distinct()
                .toList();
        Map<CommentId, String> translated = new HashMap<>(kept.of(visible, language));
        Map<LanguagePair, List<Comment>> wanted = new LinkedHashMap<>();
        for (Comment comment : visible) {
            if (!translated.containsKey(comment.id()) && comment.body() != null) {
                LanguageGuess.of(SafeHtml.textOf(comment.body()))
                        .filter(from -> !from.equals(language))
                        .map(from -> new LanguagePair(from, language))
                        .ifPresent(pair -> wanted.computeIfAbsent(pair, each -> new ArrayList<>())
                                .add(comment));
            }
        }
        if (!wanted.isEmpty()) {
            translated.putAll(inTime(wanted));
        }
        return translated;
    }

    private Map<CommentId, String> inTime(Map<LanguagePair, List<Comment>> wanted) {
        FutureTask<Map<CommentId, String>> work = new FutureTask<>(() -> all(wanted));
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean hasPlace = false;
        try {
            hasPlace = places.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (!hasPlace) {
                throw later("too many at once", null);
            }
            Thread.ofVirtual().name("comment-translation").start(work);
            return work.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw later("the engine", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw later("interrupted", e);
        } finally {
            work.cancel(true);
            if (hasPlace) {
                places.release();
            }
        }
    }

    private Map<CommentId, String> all(Map<LanguagePair, List<Comment>> wanted) {
        Map<CommentId, String> made = new HashMap<>();
        wanted.forEach((pair, comments) -> {
            if (translator.engine(pair).isPresent()) {
                made.putAll(together(pair, comments));
            }
        });
        return made;
    }

    private Map<CommentId, String> together(LanguagePair pair, List<Comment> comments) {
        List<Passages> passages = comments.stream()
                .map(comment -> Passages.of(String.valueOf(comment.body())))
                .toList();
        List<String> translated = translator.translate(
                pair, passages.stream().flatMap(each -> each.texts().stream()).toList(), List.of());
        Map<CommentId, String> made = new HashMap<>();
        int from = 0;
        for (int i = 0; i < comments.size(); i++) {
            int to = from + passages.get(i).texts().size();
            String text = passages.get(i).with(translated.subList(from, to));
            kept.keep(comments.get(i), pair.to(), text);
            made.put(comments.get(i).id(), text);
            from = to;
        }
        return made;
    }

    private static DomainException later(String why, @Nullable Exception cause) {
        LOG.warn("A comment is not translated now: {}", why, cause);
        return DomainException.unavailable(Messages.of(
                "La traducción tarda demasiado ahora mismo. Inténtalo dentro de un momento.",
                "The translation takes too long right now. Try again in a moment."));
    }
}
