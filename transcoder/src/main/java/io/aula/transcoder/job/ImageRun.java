package io.aula.transcoder.job;

import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.transcoder.image.ImageEvent;
import io.aula.transcoder.image.ImageLines;
import io.aula.transcoder.image.ImageRequest;
import io.aula.transcoder.ladder.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One claimed picture: seconds of work, so there is nothing to go on from when it is begun again. */
public final class ImageRun {

    private static final String BUCKET = "media";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_WIDTHS = 12;
    private static final int LONGEST_HASH = 64;

    private final ImageJob job;
    private final long fence;
    private final ObjectStore store;
    private final Jail jail;
    private final AtomicReference<@Nullable String> excess = new AtomicReference<>();
    private @Nullable ChildProcess running;
    private boolean isStopped;

    public ImageRun(ImageJob job, long fence, ObjectStore store, Jail jail) {
        this.jail = jail;
        this.job = job;
        this.fence = fence;
        this.store = store;
    }

    public ImageOutcome run(Path scratch) throws IOException, InterruptedException {
        Path room = scratch.resolve("room");
        Path output = room.resolve("out");
        Path source;
        try {
            source = source(scratch);
        } catch (NoSuchObjectException e) {
            return new ImageOutcome.Retry(FailureCode.STORAGE, "the upload is not in the store");
        }
        ImageRequest request =
                new ImageRequest(source.toString(), output.toString(), job.purpose(), job.crop(), job.background());
        try (ChildProcess child = ChildProcess.image(jail, request, room)) {
            remember(child);
            Thread deadline = child.watch(LONGEST, MOST_BYTES, excess::set);
            try {
                Optional<ImageEvent> said = child.next(ImageLines::event);
                return said.isPresent() ? outcome(said.get(), output) : died(child);
            } finally {
                deadline.interrupt();
            }
        }
    }

    /** Ends the child; the message goes back. */
    public synchronized void stop() {
        isStopped = true;
        if (running != null) {
            running.close();
        }
    }

    private ImageOutcome outcome(ImageEvent said, Path output) throws IOException {
        return switch (said) {
            case ImageEvent.Made made -> publish(made, output);
            case ImageEvent.Refused(var finding) -> new ImageOutcome.Rejected(finding);
            case ImageEvent.Failed(FailureCode code, String message) -> new ImageOutcome.Retry(code, message);
        };
    }

    /** Under the fence: whoever was replaced meanwhile writes beside what counts. What the child says and writes is looked at first. */
    private ImageOutcome publish(ImageEvent.Made made, Path output) throws IOException {
        if (!isPlausible(made)) {
            throw new OutputCheck.UntrueException("a picture of " + made.width() + " × " + made.height());
        }
        OutputCheck check = new OutputCheck(output);
        String prefix = job.prefix() + fence + "/";
        for (int width : made.widths()) {
            put(prefix + width + ".jpg", check.jpeg(width + ".jpg"));
            put(prefix + width + ".webp", check.webp(width + ".webp"));
            put(prefix + width + ".avif", check.avif(width + ".avif"));
        }
        return new ImageOutcome.Made(made, prefix);
    }

    private static boolean isPlausible(ImageEvent.Made made) {
        return made.width() > 0
                && made.height() > 0
                && !made.widths().isEmpty()
                && made.widths().size() <= MOST_WIDTHS
                && made.widths().stream().allMatch(width -> width > 0 && width <= made.width())
                && made.blurHash().length() <= LONGEST_HASH
                && made.color().matches("#[0-9a-f]{6}");
    }

    private void put(String key, byte[] bytes) {
        store.put(new ObjectRef(BUCKET, key), new ByteArrayInputStream(bytes), bytes.length);
    }

    private ImageOutcome died(ChildProcess child) throws InterruptedException {
        if (isStopped()) {
            return new ImageOutcome.GivenBack();
        }
        String tooMuch = excess.get();
        if (tooMuch != null) {
            return new ImageOutcome.Retry(ChildProcess.failure(tooMuch), "the process that makes it " + tooMuch);
        }
        ChildEnd end = child.end();
        return new ImageOutcome.Retry(end.failure(), end.told());
    }

    private Path source(Path scratch) throws IOException {
        Optional<Path> local = store.localFile(job.source());
        if (local.isPresent()) {
            return local.get();
        }
        Path file = scratch.resolve("source");
        try (InputStream in = store.get(job.source())) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
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
