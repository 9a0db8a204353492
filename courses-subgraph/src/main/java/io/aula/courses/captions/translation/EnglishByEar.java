package io.aula.courses.captions.translation;

import io.aula.courses.captions.BackgroundRounds;
import io.aula.courses.captions.CaptionedVideos;
import io.aula.courses.captions.Surroundings;
import io.aula.platform.id.VideoId;
import io.aula.platform.translation.LanguagePair;
import io.aula.platform.translation.Translator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether a worker is to hear a video in English, too: where that is wanted, for languages of which no engine translates the
 * text. Which those are is asked beside all transactions, for an engine may be slow to answer.
 */
@Component
public class EnglishByEar {
    private static final String ENGLISH = "en";

    private final Surroundings surroundings;
    private final CaptionedVideos captioned;
    private final Translator translator;
    private final BackgroundRounds rounds = new BackgroundRounds("text-pairs");
    private volatile @Nullable List<String> byText;

    EnglishByEar(Surroundings surroundings, CaptionedVideos captioned, Translator translator) {
        this.surroundings = surroundings;
        this.captioned = captioned;
        this.translator = translator;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1S")
    void ask() {
        rounds.begin(() -> byText = Stream.of(Locale.getISOLanguages())
                .filter(language ->
                        translator.engine(new LanguagePair(language, ENGLISH)).isPresent())
                .toList());
    }

    /** The languages that need no hearing; empty where English is not wanted, or nobody has answered yet. */
    public Optional<List<String>> notFrom(VideoId videoId) {
        boolean isWanted = Stream.concat(
                        surroundings.captionLocales(videoId).stream(), captioned.wanted(videoId).stream())
                .anyMatch(locale -> Locale.forLanguageTag(locale).getLanguage().equals(ENGLISH));
        return isWanted ? Optional.ofNullable(byText) : Optional.empty();
    }
}
