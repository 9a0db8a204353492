package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.packaging.IsoMovie;
import io.aula.transcoder.packaging.IsoReferences;
import io.aula.transcoder.packaging.IsoTexts;
import io.aula.transcoder.packaging.MatroskaTexts;
import io.aula.transcoder.packaging.MatroskaTurns;
import io.aula.transcoder.packaging.QuickTimePcm;
import io.aula.transcoder.packaging.SourceText;
import io.aula.transcoder.packaging.TransportLoss;
import io.aula.transcoder.packaging.TransportStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Pipeline;
import org.jspecify.annotations.Nullable;

/** The file that is read, what its first bytes say it is, and what its header says of its tracks. */
final class SourceFile {

    /** GStreamer's demuxer takes an ISO track below a fifth of the movie for a preview, and leaves it out. */
    private static final int PREVIEW_SHARE = 5;

    private static final byte[] HIDDEN = {'f', 'r', 'e', 'e'};

    private static final Map<String, String> LANGUAGES = Stream.of(Locale.getISOLanguages())
            .collect(
                    Collectors.toUnmodifiableMap(code -> Locale.of(code).getISO3Language(), code -> code, (a, b) -> a));
    /** Of ISO 639-2 the bibliographic codes that differ. */
    private static final Map<String, String> OLD_LANGUAGES = Map.of(
            "ger", "de", "fre", "fr", "dut", "nl", "chi", "zh", "cze", "cs", "gre", "el", "rum", "ro", "slo", "sk",
            "per", "fa", "baq", "eu");

    private static final int LONGEST_TAG = 35;

    private final Path file;
    private final String container;
    private final Optional<IsoMovie> movie;
    private final Map<Long, Integer> turns;
    /** The native side holds them weakly. */
    private final List<Object> callbacks = new ArrayList<>();

    private SourceFile(Path file, String container, Optional<IsoMovie> movie, Map<Long, Integer> turns) {
        this.file = file;
        this.container = container;
        this.movie = movie;
        this.turns = turns;
    }

    /** @param scratch where a file is written that has to be changed before it can be read */
    static SourceFile open(Path given, Path scratch) throws IOException, MediaFailure {
        if (Files.size(given) == 0) {
            throw new MediaFailure(Finding.EMPTY_FILE);
        }
        String container = ContainerSniffer.containerOf(given).orElseThrow(() -> new MediaFailure(Finding.NOT_MEDIA));
        Path file = "mpeg-ts".equals(container)
                ? TransportStart.withClock(given, ContainerSniffer.packetOf(given), scratch.resolve("with-clock.ts"))
                        .orElse(given)
                : given;
        if ("mp4".equals(container) && IsoMovie.isWithoutHeader(file)) {
            throw new MediaFailure(Finding.NO_INDEX);
        }
        Optional<IsoMovie> movie = "mp4".equals(container) ? IsoMovie.read(file) : Optional.empty();
        return new SourceFile(
                file, container, movie, "matroska".equals(container) ? MatroskaTurns.read(file) : Map.of());
    }

    /** Whether its header says that what is shown lies in other files. */
    boolean pointsElsewhere() {
        return "mp4".equals(container) && IsoReferences.areIn(file);
    }

    /** What a transport stream has lost on its way; nothing in other files, whose demuxers tell. */
    TransportLoss loss() throws IOException {
        return "mpeg-ts".equals(container)
                ? TransportLoss.of(file, ContainerSniffer.packetOf(file))
                : new TransportLoss(0, 0, 0);
    }

    /** What the samples of uncompressed sound really are, as caps; empty where the demuxer says it rightly. */
    String samplesOf(String stream) {
        IsoMovie.Track track = trackOf(stream);
        return track == null ? "" : track.pcm().map(QuickTimePcm::caps).orElse("");
    }

    /** The texts beside picture and sound, on the container's clock. */
    List<SourceText> texts() {
        return switch (container) {
            case "mp4" -> IsoTexts.read(file);
            case "matroska" -> MatroskaTexts.read(file);
            default -> List.of();
        };
    }

    /** Whether what the demuxer calls the running time begins where the container's own clock does. */
    boolean isCountedFromZero() {
        return !"matroska".equals(container);
    }

    /** Degrees clockwise, where the file says it and the demuxer does not; else 0. */
    int turnOf(String stream) {
        return turns.entrySet().stream()
                .filter(turn -> stream.replaceFirst(".*/", "").matches("0*" + turn.getKey() + "(:.*)?"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    /** The tracks that are looked at one at a time; none where all are looked at together. */
    List<Integer> tracksApart() {
        return movie.stream()
                .flatMap(known -> known.tracks().stream())
                .filter(IsoMovie::isMedia)
                .map(IsoMovie.Track::id)
                .distinct()
                .toList();
    }

    /** Lets the pipeline read the file as far as one track goes, or all of it. */
    void openIn(Pipeline pipeline, @Nullable Integer track) {
        Element reader = pipeline.getElementByName("source");
        reader.set("location", file.toString());
        if (!"mp4".equals(container)) {
            return;
        }
        // GStreamer's own guess wants ftyp first.
        pipeline.getElementByName("decode").set("sink-caps", Caps.fromString("video/quicktime"));
        Map<Long, byte[]> changes = movie.map(known -> changes(known, track)).orElse(Map.of());
        if (!changes.isEmpty()) {
            callbacks.add(CoreCalls.onPull(
                    reader.getStaticPad("src"),
                    (offset, size, piece) -> changes.forEach((at, bytes) -> {
                        if (at >= offset && at + bytes.length <= offset + size) {
                            piece.write((int) (at - offset), bytes);
                        }
                    })));
        }
    }

    /** As {@link #openIn}, for a stream as the probe has named it. */
    void openIn(Pipeline pipeline, String stream) {
        IsoMovie.Track track = trackOf(stream);
        openIn(pipeline, track == null ? null : track.id());
    }

    /**
     * What the demuxer is told of an ISO file, so that it makes no mistakes (as of GStreamer 1.22). It compares the length
     * of the movie with times before edit lists are applied, and ends too early: so the movie says it is longer. It takes a
     * track below a fifth of that for a preview and leaves it out: so the track's media header, whose length is read for
     * nothing else, says more. It compares times of one track with another's: so it sees one at a time.
     */
    private static Map<Long, byte[]> changes(IsoMovie movie, @Nullable Integer wanted) {
        Map<Long, byte[]> changes = new LinkedHashMap<>();
        long longest = movie.tracks().stream()
                .mapToLong(track -> track.nanos() + track.shownNanos())
                .reduce(movie.nanos(), Math::max);
        changes.put(movie.length().at(), movie.length().bytes(longest));
        for (IsoMovie.Track track : movie.tracks()) {
            track.pcm().ifPresent(pcm -> changes.putAll(pcm.description()));
            if (wanted != null && track.id() != wanted) {
                changes.put(track.at() + 4, HIDDEN);
            } else if (track.nanos() > 0
                    && IsoMovie.isMedia(track)
                    && track.nanos() < longest / PREVIEW_SHARE + 1_000_000_000) {
                changes.put(track.length().at(), track.length().bytes(longest));
            }
        }
        return changes;
    }

    /** Whether the container says how long it is, rather than being measured by what it holds. */
    boolean isTimed() {
        return "matroska".equals(container) || "flv".equals(container);
    }

    /** What the header promises of the stream, in nanoseconds; 0 when it says nothing. */
    long lengthOf(StreamSurvey stream) {
        IsoMovie.Track track = trackOf(stream);
        return track == null ? 0 : Math.min(track.shownNanos(), Math.max(track.nanos(), track.shownNanos()));
    }

    boolean isDefault(StreamSurvey stream) {
        IsoMovie.Track track = trackOf(stream);
        return track == null ? stream.isSelected() : track.isEnabled();
    }

    /** BCP 47: two letters where there are two. */
    String languageOf(StreamSurvey stream) {
        IsoMovie.Track track = trackOf(stream);
        return tag(track == null || "und".equals(track.language()) ? stream.language() : track.language());
    }

    /** What a container calls a language, as BCP 47 writes it; {@code und} where it is none. */
    static String tag(String said) {
        String code = said.toLowerCase(Locale.ROOT).replace('_', '-');
        if (code.length() > LONGEST_TAG || !code.matches("[a-z]{2,3}(-[a-z0-9]{2,8})*")) {
            return "und";
        }
        return OLD_LANGUAGES.getOrDefault(code, LANGUAGES.getOrDefault(code, code));
    }

    private IsoMovie.@Nullable Track trackOf(StreamSurvey stream) {
        return trackOf(stream.id());
    }

    private IsoMovie.@Nullable Track trackOf(String stream) {
        String id = stream.replaceFirst(".*/", "");
        return movie.stream()
                .flatMap(known -> known.tracks().stream())
                .filter(track -> id.matches("0*" + Integer.toUnsignedString(track.id())))
                .findFirst()
                .orElse(null);
    }
}
