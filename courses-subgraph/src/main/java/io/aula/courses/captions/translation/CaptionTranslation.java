package io.aula.courses.captions.translation;

import io.aula.courses.captions.BackgroundRounds;
import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CaptionedVideos;
import io.aula.courses.captions.Cues;
import io.aula.courses.captions.Origin;
import io.aula.courses.captions.Revisions;
import io.aula.courses.captions.Surroundings;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.catalog.CaptionLocalesChanged;
import io.aula.platform.id.VideoId;
import io.aula.platform.translation.LanguagePair;
import io.aula.platform.translation.TranslationException;
import io.aula.platform.translation.Translator;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Translates what is spoken into the languages that a course wants, and follows when it is edited: only the sentences that
 * say something else are translated anew. Nobody waits for an engine within a transaction.
 */
@Service
public class CaptionTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(CaptionTranslation.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration WITHOUT_ENGINE = Duration.ofHours(1);
    private static final int BATCH = 5;

    private final TranslationQueue queue;
    private final Tracks tracks;
    private final Cues cues;
    private final Revisions revisions;
    private final CaptionedVideos captioned;
    private final Surroundings surroundings;
    private final Translator translator;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BackgroundRounds rounds = new BackgroundRounds("caption-translation");

    CaptionTranslation(
            TranslationQueue queue,
            Tracks tracks,
            Cues cues,
            Revisions revisions,
            CaptionedVideos captioned,
            Surroundings surroundings,
            Translator translator,
            TransactionTemplate transaction,
            Clock clock) {
        this.queue = queue;
        this.tracks = tracks;
        this.cues = cues;
        this.revisions = revisions;
        this.captioned = captioned;
        this.surroundings = surroundings;
        this.translator = translator;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whatever the courses or a person want of it beside what is spoken, in the transaction of the caller. */
    public void want(VideoId videoId) {
        List<Track> all = tracks.ofVideo(videoId);
        Optional<Track> source =
                all.stream().filter(track -> !track.isTranslation()).findFirst();
        if (source.isEmpty()) {
            return;
        }
        Stream.concat(surroundings.captionLocales(videoId).stream(), captioned.wanted(videoId).stream())
                .distinct()
                .filter(locale -> !language(locale).equals(language(source.get().locale())))
                .filter(locale -> all.stream()
                        .noneMatch(track -> !track.isTranslation()
                                && language(track.locale()).equals(language(locale))))
                .forEach(locale -> queue.want(source.get(), locale));
    }

    /** Also for the videos that are there already. Languages that are wanted no more keep the captions they have. */
    @EventListener
    void wantedOtherwise(CaptionLocalesChanged change) {
        surroundings.videos(change.courseId()).forEach(this::want);
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT6S")
    void translateDue() {
        rounds.begin(this::translateAll);
    }

    private void translateAll() {
        for (TranslationQueue.Wanted wanted : queue.takeDue(clock.instant(), LEASE, BATCH)) {
            try {
                translate(wanted);
            } catch (TranslationException e) {
                LOG.warn("{} of {} is translated later: {}", wanted.locale(), wanted.sourceTrackId(), e.toString());
                long seconds = Math.min(3_600, 10L << Math.min(wanted.attempts(), 9));
                queue.postpone(wanted, clock.instant().plusSeconds(seconds));
            }
        }
    }

    /** A source as it was read, and what is translated of it. */
    private record Work(Track source, String engine, List<Unit> units, Map<String, String> translated) {}

    private void translate(TranslationQueue.Wanted wanted) {
        Track source = tracks.byId(wanted.sourceTrackId()).orElse(null);
        if (source == null) {
            return; // its row goes with it
        }
        LanguagePair pair = LanguagePair.of(source.locale(), wanted.locale());
        Optional<String> engine = translator.engine(pair);
        if (engine.isEmpty()) {
            queue.postpone(wanted, clock.instant().plus(WITHOUT_ENGINE));
            return;
        }
        List<Unit> units = Unit.of(
                cues.of(source.id()).stream().map(CaptionTranslation::spoken).toList());
        Track target = target(source, wanted.locale());
        if (mayWrite(source, target)) {
            List<Unit> missing = target == null
                    ? units
                    : TranslatedCues.missing(units, cues.of(target.id()), cues.takenOut(target.id()));
            List<String> texts = translator.translate(
                    pair, missing.stream().map(Unit::text).toList(), surroundings.glossary(source.videoId()));
            Map<String, String> translated = new HashMap<>();
            for (int i = 0; i < missing.size(); i++) {
                translated.put(missing.get(i).digest(), texts.get(i));
            }
            Work work = new Work(source, engine.get(), units, translated);
            transaction.executeWithoutResult(status -> write(wanted, work));
        } else {
            queue.done(wanted, source.revision(), clock.instant());
        }
    }

    private @Nullable Track target(Track source, String locale) {
        return tracks.ofVideo(source.videoId()).stream()
                .filter(track -> track.locale().equals(locale))
                .findFirst()
                .orElse(null);
    }

    /** What a person approved or brought is theirs; what they corrected in a translation is left alone cue by cue. */
    private static boolean mayWrite(Track source, @Nullable Track target) {
        return target == null
                || !target.isApproved()
                        && (source.id().equals(target.sourceTrackId()) || !target.isKept() && target.isTranslation());
    }

    /** The source may have changed while the engine worked: what is written then is behind, and due again. */
    private void write(TranslationQueue.Wanted wanted, Work work) {
        Track source = tracks.lock(work.source().id()).orElse(null);
        if (source == null) {
            return;
        }
        Optional<Track> target = tracks.lock(source.videoId(), wanted.locale());
        if (mayWrite(source, target.orElse(null))) {
            TranslatedCues before = new TranslatedCues(
                    target.map(track -> cues.of(track.id())).orElse(List.of()),
                    target.map(Track::nextCue).orElse(1));
            TranslatedCues.Change change = before.after(work.units(), work.translated());
            if (target.isEmpty() && !change.changed().isEmpty()) {
                revisions.begin(
                        source.videoId(),
                        wanted.locale(),
                        new Revisions.Content(
                                Origin.MACHINE_TRANSLATED,
                                source.id(),
                                work.engine(),
                                null,
                                change.changed().stream().map(cue -> cue.in(1)).toList()));
            } else if (target.isPresent() && !change.isNothing()) {
                revisions.change(
                        target.get().translationOf(source.id()),
                        change.changed(),
                        change.deleted(),
                        change.nextId(),
                        Optional.empty());
            }
        }
        queue.done(wanted, work.source().revision(), clock.instant());
    }

    private static Unit.Spoken spoken(CaptionCue cue) {
        return new Unit.Spoken(
                cue.id(), cue.revision(), cue.startMs(), cue.endMs(), cue.text().replace('\n', ' '));
    }

    private static String language(String locale) {
        return Locale.forLanguageTag(locale).getLanguage();
    }
}
