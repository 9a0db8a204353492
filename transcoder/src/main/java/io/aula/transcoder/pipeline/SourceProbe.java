package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Admission;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.Picture;
import io.aula.transcoder.ladder.Sound;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.TransportLoss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.freedesktop.gstreamer.Structure;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a source holds. What its header says is believed of formats only; when streams begin and end is looked at,
 * and both are compared: a file that was cut ends like any other, and only its length tells.
 */
final class SourceProbe {

    /** Shorter by this much than the header says is damage; what is less comes of rounding and of encoders' delays. */
    private static final double SHORT = 0.96;

    private static final long SHORT_NANOS = 400_000_000;

    private final SourceFile source;
    private final List<StreamSurvey> streams = new ArrayList<>();
    private @Nullable MediaFailure failure;
    private long declaredNanos;

    SourceProbe(SourceFile source) {
        this.source = source;
    }

    SourceProfile probe() throws MediaFailure, IOException, InterruptedException {
        List<Integer> apart = source.tracksApart();
        if (apart.size() > Admission.MOST_STREAMS) {
            throw new MediaFailure(Finding.TOO_MANY_STREAMS);
        }
        for (Integer track : apart) {
            read(track);
        }
        if (apart.isEmpty()) {
            read(null);
        }
        if (failure != null && streams.stream().allMatch(stream -> stream.count() == 0)) {
            throw failure;
        }
        SourceProfile profile = profile();
        checkLengths();
        checkLoss(profile);
        if (failure != null && failure.finding() != Finding.UNREADABLE) {
            throw failure;
        }
        return profile;
    }

    private void read(@Nullable Integer track) throws MediaFailure, InterruptedException {
        SourceReading reading = new SourceReading();
        reading.read(source, track);
        streams.addAll(reading.streams());
        failure = failure == null ? reading.failure() : failure;
        declaredNanos = Math.max(declaredNanos, reading.declaredNanos());
    }

    /** By how much the container's clock is ahead of running time, once probed. */
    long leadNanos() {
        return source.isCountedFromZero()
                ? 0
                : streams.stream()
                        .filter(stream -> stream.count() > 0)
                        .mapToLong(StreamSurvey::leadNanos)
                        .min()
                        .orElse(0);
    }

    /** The cover of a recording of sound, once probed. */
    Optional<byte[]> cover() {
        return streams.stream()
                .map(StreamSurvey::cover)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private SourceProfile profile() throws MediaFailure {
        StreamSurvey video = picture();
        List<StreamSurvey> audible = sounds();
        long origin = streams.stream()
                .filter(stream -> stream == video || audible.contains(stream))
                .mapToLong(StreamSurvey::firstNanos)
                .min()
                .orElse(0);
        List<Sound> sounds = audible.stream()
                .map(stream -> new Sound(
                        stream.id(),
                        source.languageOf(stream),
                        source.isDefault(stream),
                        integer(stream.format(), "channels"),
                        stream.firstNanos() - origin,
                        stream.endNanos() - origin,
                        stream.coveredNanos()))
                .toList();
        Picture picture = video == null ? null : picture(video, origin);
        long length = sounds.stream().mapToLong(Sound::endNanos).max().orElse(0);
        length = picture == null ? length : Math.max(length, picture.endNanos());
        return new SourceProfile(picture, sounds, origin, length, streams.size());
    }

    /** The first picture that the file wants shown; chapters' thumbnails are pictures too, and are not. */
    private @Nullable StreamSurvey picture() throws MediaFailure {
        List<StreamSurvey> pictures = streams.stream()
                .filter(StreamSurvey::isPicture)
                .filter(stream -> stream.count() > 0)
                .sorted(Comparator.comparing(stream -> !source.isDefault(stream)))
                .toList();
        Optional<StreamSurvey> first =
                pictures.stream().filter(StreamSurvey::canBeDecoded).findFirst();
        if (first.isEmpty() && !pictures.isEmpty()) {
            throw new MediaFailure(Finding.PICTURE_FORMAT, format(pictures.getFirst()));
        }
        return first.orElse(null);
    }

    /** A track that holds nothing is no sound; one that nobody can decode is none beside one that can be. */
    private List<StreamSurvey> sounds() throws MediaFailure {
        List<StreamSurvey> all = streams.stream()
                .filter(StreamSurvey::isSound)
                .filter(stream -> stream.count() > 0)
                .toList();
        List<StreamSurvey> audible = all.stream()
                .filter(StreamSurvey::canBeDecoded)
                .sorted(Comparator.comparing(stream -> !source.isDefault(stream)))
                .toList();
        if (audible.isEmpty() && !all.isEmpty()) {
            throw new MediaFailure(Finding.SOUND_FORMAT, format(all.getFirst()));
        }
        return audible;
    }

    private Picture picture(StreamSurvey video, long origin) {
        Structure structure = video.format();
        int width = integer(structure, "width");
        int height = integer(structure, "height");
        if (structure.hasField("pixel-aspect-ratio")) {
            var aspect = structure.getFraction("pixel-aspect-ratio");
            width = (int) Math.round(width * (double) aspect.getNumerator() / Math.max(1, aspect.getDenominator()));
        }
        boolean isTurned = video.isTurned() || source.turnOf(video.id()) % 180 != 0;
        double rate = video.framesPerSecond();
        return new Picture(
                video.id(),
                isTurned ? height : width,
                isTurned ? width : height,
                rate,
                isHdr(structure),
                video.gaps().sumNanos(),
                video.endNanos() - origin);
    }

    private void checkLengths() throws MediaFailure {
        for (StreamSurvey stream : streams) {
            long promised = source.lengthOf(stream);
            if (isShort(stream.endNanos(), promised)) {
                throw new MediaFailure(
                        stream.isSound() ? Finding.SOUND_ENDS_EARLY : Finding.PICTURE_ENDS_EARLY,
                        Finding.time(promised),
                        Finding.time(stream.endNanos()));
            }
        }
        long last = streams.stream()
                .mapToLong(stream -> stream.endNanos() + stream.leadNanos())
                .max()
                .orElse(0);
        if (source.isTimed() && isShort(last, declaredNanos)) {
            throw new MediaFailure(Finding.FILE_ENDS_EARLY, Finding.time(declaredNanos), Finding.time(last));
        }
    }

    /** Of a transport stream, whose demuxer passes over what it does not understand. */
    private void checkLoss(SourceProfile profile) throws MediaFailure, IOException {
        TransportLoss loss = source.loss();
        long missing = (long) (loss.share() * profile.lengthNanos());
        if (loss.jumps() > 0) {
            missing = Math.max(missing, holeNanos());
        }
        if (PassRunner.isDamage(missing, profile.lengthNanos())) {
            throw new MediaFailure(
                    profile.hasVideo() ? Finding.PICTURE_DAMAGED : Finding.SOUND_DAMAGED,
                    Finding.time(missing),
                    Finding.time(profile.lengthNanos()));
        }
    }

    /** How long no stream has anything: a picture that stands still has sound beside it. */
    private long holeNanos() {
        List<StreamSurvey> flowing =
                streams.stream().filter(stream -> stream.count() > 1).toList();
        return flowing.stream()
                .mapToLong(stream -> flowing.stream()
                        .mapToLong(other -> stream.gaps().sharedNanos(other.gaps()))
                        .min()
                        .orElse(0))
                .min()
                .orElse(0);
    }

    private static boolean isShort(long endNanos, long promised) {
        return promised > 1_000_000_000 && endNanos < promised * SHORT - SHORT_NANOS;
    }

    private static String format(StreamSurvey stream) {
        return stream.format().getName().replaceFirst("^(video|audio|image)/(x-)?(gst-fourcc-)?", "");
    }

    private static boolean isHdr(Structure video) {
        String colorimetry = video.hasField("colorimetry") ? video.getString("colorimetry") : null;
        return colorimetry != null && (colorimetry.contains("2100") || colorimetry.matches(".*:(14|16|18)(:.*)?"));
    }

    private static int integer(Structure structure, String field) {
        return structure.hasField(field) && structure.getValue(field) instanceof Integer value ? value : 0;
    }
}
