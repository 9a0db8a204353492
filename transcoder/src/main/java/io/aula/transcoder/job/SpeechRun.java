package io.aula.transcoder.job;

import io.aula.media.captions.Cue;
import io.aula.media.captions.CueFile;
import io.aula.media.captions.Cues;
import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.job.SpeechOutcome.GivenBack;
import io.aula.transcoder.job.SpeechOutcome.Heard;
import io.aula.transcoder.job.SpeechOutcome.Nothing;
import io.aula.transcoder.job.SpeechOutcome.Retry;
import io.aula.transcoder.job.SpeechOutcome.Unavailable;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.model.ModelCheck;
import io.aula.transcoder.model.Sha256;
import io.aula.transcoder.speech.EnglishWish;
import io.aula.transcoder.speech.PieceWords;
import io.aula.transcoder.speech.SpeechEvent;
import io.aula.transcoder.speech.SpeechLines;
import io.aula.transcoder.speech.SpeechRequest;
import io.aula.transcoder.storage.SpeechPlan;
import io.aula.transcoder.storage.SpeechStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed job that hears a video: keeps each piece as it comes, and makes cues of them all in the end. */
public final class SpeechRun {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechRun.class);
    private static final Duration LONGEST = Duration.ofMinutes(225);
    private static final long BYTES_PER_MS = 32;

    private final SpeechJob job;
    private final long fence;
    private final SpeechStore store;
    private final SpeechReports reports;
    private final Jail jail;
    private final SpeechSettings settings;
    private final SortedMap<Integer, PieceWords> heard = new TreeMap<>();
    private final AtomicReference<String> excess = new AtomicReference<>();
    private @Nullable SpeechPlan plan;
    private @Nullable ChildProcess running;
    private boolean isStopped;

    public SpeechRun(
            SpeechJob job, long fence, SpeechStore store, SpeechReports reports, Jail jail, SpeechSettings settings) {
        this.jail = jail;
        this.job = job;
        this.fence = fence;
        this.store = store;
        this.reports = reports;
        this.settings = settings;
    }

    public SpeechOutcome run(Path scratch, ModelCheck model) throws IOException, InterruptedException {
        if (!store.isThere(job.prefix())) {
            return new Retry(FailureCode.STORAGE, "the video is not at " + job.prefix());
        }
        Optional<Path> sound = store.sound(job.prefix(), scratch);
        if (sound.isEmpty()) {
            return new Nothing();
        }
        Optional<String> complaint = model.complaint();
        if (complaint.isPresent()) {
            return new Unavailable(complaint.get());
        }
        String soundId = Sha256.of(sound.get());
        plan = store.resume(soundId, settings.modelName()).orElse(null);
        if (plan != null) {
            heard.putAll(store.heard(plan.pieces()));
            LOG.info("job {} goes on with {} of {} pieces", job.jobId(), heard.size(), plan.pieces());
        }
        return listen(sound.get(), soundId, scratch);
    }

    /** Ends the child; the job's message goes back and the pieces stay. */
    public synchronized void stop() {
        isStopped = true;
        if (running != null) {
            running.close();
        }
    }

    private SpeechOutcome listen(Path sound, String soundId, Path scratch) throws IOException, InterruptedException {
        Path room = scratch.resolve("heard");
        SpeechRequest request = new SpeechRequest(
                sound.toString(),
                room.toString(),
                settings.model().file().toString(),
                plan == null ? job.spokenLocale() : plan.language(),
                job.prompt(),
                english(),
                settings.threads(),
                List.copyOf(heard.keySet()));
        try (ChildProcess child = ChildProcess.hearing(jail, request, room)) {
            remember(child);
            Thread deadline = child.watch(allowed(), room(), excess::set);
            try {
                return follow(child, soundId);
            } finally {
                deadline.interrupt();
            }
        }
    }

    /** A job that goes on does for each piece what it did for those before. */
    private @Nullable EnglishWish english() {
        if (plan == null) {
            return job.english();
        }
        return plan.isTranslated() ? new EnglishWish(List.of()) : null;
    }

    /** Ten times as long as the video, half an hour to begin with. */
    private Duration allowed() {
        Duration allowed = Duration.ofMinutes(30).plusMillis(10 * job.durationMs());
        return allowed.compareTo(LONGEST) < 0 ? allowed : LONGEST;
    }

    /** The sound's samples, twice, and the recogniser's libraries. */
    private long room() {
        return (512L << 20) + 2 * job.durationMs() * BYTES_PER_MS;
    }

    private SpeechOutcome follow(ChildProcess child, String soundId) throws IOException, InterruptedException {
        for (Optional<SpeechEvent> event = child.next(SpeechLines::event);
                event.isPresent();
                event = child.next(SpeechLines::event)) {
            switch (event.get()) {
                case SpeechEvent.Planned planned -> onPlanned(planned, soundId);
                case SpeechEvent.PieceHeard(int number, var said) -> {
                    store.save(number, said);
                    heard.put(number, said);
                    tell();
                }
                case SpeechEvent.Failed(FailureCode code, String message) -> {
                    return new Retry(code, message);
                }
                case SpeechEvent.Finished() -> {
                    return finish();
                }
            }
        }
        if (isStopped()) {
            return new GivenBack();
        }
        if (excess.get() != null) {
            return new Retry(ChildProcess.failure(excess.get()), "the media process " + excess.get());
        }
        ChildEnd end = child.end();
        return new Retry(end.failure(), end.told());
    }

    private void onPlanned(SpeechEvent.Planned planned, String soundId) {
        if (plan == null) {
            plan = new SpeechPlan(
                    soundId,
                    settings.modelName(),
                    planned.pieces(),
                    planned.language(),
                    planned.likelihood(),
                    job.spokenLocale() == null,
                    planned.isTranslated());
            store.save(plan);
        }
        tell();
    }

    private void tell() {
        if (plan != null) {
            reports.heard(heard.size(), plan.pieces());
        }
    }

    /** Sound may go on when the pictures have ended; what nobody sees any more needs no cue. */
    private int lengthMs() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, job.durationMs()));
    }

    private SpeechOutcome finish() {
        List<Cue> cues = Cues.of(all(PieceWords::words), lengthMs());
        if (plan == null || cues.isEmpty()) {
            return new Nothing();
        }
        double confidence = all(PieceWords::words).stream()
                .mapToDouble(SpokenWord::confidence)
                .average()
                .orElse(0);
        CueFile file = new CueFile(
                CueFile.VERSION,
                job.videoId(),
                job.jobId(),
                fence,
                plan.language(),
                plan.model(),
                Math.max(1, job.durationMs()),
                (float) confidence,
                cues,
                Cues.of(all(PieceWords::english), lengthMs()));
        return new Heard(plan, file, store.put(file));
    }

    private List<SpokenWord> all(Function<PieceWords, List<SpokenWord>> which) {
        return heard.values().stream().map(which).flatMap(Collection::stream).toList();
    }

    private synchronized void remember(ChildProcess child) {
        running = child;
        if (isStopped) {
            child.close();
        }
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }
}
